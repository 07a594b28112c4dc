package rules

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed version-address.md
var versionAddressDoc string

var versionAddress = &lint.Rule{
	Name: "version-address", Doc: versionAddressDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for _, src := range p.InlineLinks() {
			if src.Text.Len() > 60 || src.Destination.Len() > 400 || !slices.ContainsFunc(p.Src[src.Text.Start:src.Text.End], isDigit) {
				continue
			}
			named := versionsIn(p.PlainText(src.Node))
			if len(named) == 0 {
				continue
			}
			dest := p.Text(src.Destination)
			if slices.ContainsFunc(named, func(v string) bool { return standsIn(v, dest) }) {
				continue // as nearly all
			}
			if other := contradicting(named, dest); other != "" {
				p.Reportf(src.Text, "link to version %s leads to %s", quote(strings.Join(named, ", ")), quote(other))
			}
		}
	},
}

// standsIn reports whether an address has version in it, letter by letter.
func standsIn(version, address string) bool {
	i := strings.Index(address, version)
	end := i + len(version)
	return i > 0 && !isDigit(address[i-1]) && (end == len(address) || !isDigit(address[end]))
}

// versionsIn are the versions that the text of a link consists of, perhaps behind the name of what they are versions of:
// 1.2, 1.2 to 1.4, Heron 1.2. It gives none where more is said.
func versionsIn(text string) []string {
	var found []string
	for i := 0; ; {
		text = strings.TrimLeft(text, " ,\n")
		if text == "" {
			return found
		}
		w := text
		if end := strings.IndexAny(text, " ,\n"); end >= 0 {
			w = text[:end]
		}
		text = text[len(w):]
		w = strings.Trim(w, ".!?:()`")
		switch {
		case isVersion(w):
			found = append(found, w)
		case len(found) > 0 && (w == "to" || w == "and" || w == "-" || w == "–"):
		case len(found) > 0 && (w == "released" || w == "installer" || w == "release"):
		case len(found) > 0 || i > 3 || strings.ContainsAny(w, "0123456789"):
			return nil
		}
		i++
	}
}

// addressVersions are the parts of an address, behind its host, that look like versions: 1.2.3, v715 and 0-13. Dates,
// names of commits and numbers of topics are none.
func addressVersions(address string) []string {
	_, path, ok := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
	if !ok {
		return nil
	}
	path, _, _ = strings.Cut(path, "?")
	path, fragment, _ := strings.Cut(path, "#")
	found := slugVersions(path)
	for _, part := range strings.FieldsFunc(path+"/"+fragment, func(r rune) bool { return strings.ContainsRune("/_-=&,~+", r) }) {
		if v := dotted(part); v != "" && !isDotDate(v) {
			found = append(found, v)
		}
	}
	return found
}

// slugVersions are the versions that are written with hyphens in the parts of a path: heron-1-2-3-released. Years and long
// numbers are parts of dates or the numbers of topics.
func slugVersions(path string) []string {
	var found []string
	for _, part := range strings.Split(path, "/") {
		var run []string
		for _, word := range append(strings.Split(part, "-"), "") {
			if word != "" && len(word) < 4 && strings.Trim(word, "0123456789") == "" {
				run = append(run, word)
				continue
			}
			if len(run) > 1 && (word == "" || isLetter(word[0])) {
				found = append(found, strings.Join(run, "."))
			}
			run = nil
			if word != "" && isDigit(word[0]) {
				break // a date, or a name of other numbers
			}
		}
	}
	return found
}

// dotted is the version in part, with a v or other letters before it and without what stands behind: v1.2.tar.gz.
func dotted(part string) string {
	part = strings.TrimLeft(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.")
	end := 0
	for end < len(part) && (isDigit(part[end]) || part[end] == '.' && end+1 < len(part) && isDigit(part[end+1])) {
		end++
	}
	if v := part[:end]; strings.Contains(v, ".") {
		return v
	}
	return ""
}

// isDotDate reports whether v is a day: 2025.05.21 or 21.05.2025.
func isDotDate(v string) bool {
	parts := strings.Split(v, ".")
	return len(parts) == 3 && (len(parts[0]) == 4 && len(parts[1]) == 2 && len(parts[2]) == 2 && strings.HasPrefix(v, "20") ||
		len(parts[2]) == 4 && len(parts[0]) == 2 && len(parts[1]) == 2)
}

// contradicting is the version in an address that none of those named in its text can stand for, "" if there is none: one
// of them is in the address in any way of writing, or shares its first components with one there.
func contradicting(named []string, whole string) string {
	digits := onlyDigits(whole)
	for _, v := range named {
		if n := numbers(v); strings.Contains(digits, " "+strings.Join(n, " ")+" ") || strings.Contains(digits, " "+strings.Join(n, "")+" ") {
			return ""
		}
	}
	address := addressVersions(whole)
	for _, a := range address {
		for _, v := range named {
			if isPrefix(numbers(a), numbers(v)) || isPrefix(numbers(v), numbers(a)) {
				return ""
			}
		}
	}
	if len(address) == 0 {
		return writtenTogether(named, digits)
	}
	return address[len(address)-1]
}

// writtenTogether is the number of an address that has the digits of a named version in another order, as v713 for 1.7.13 has not,
// but v715 for 7.5.1: somebody mixed them up.
func writtenTogether(named []string, digits string) string {
	for _, v := range named {
		own := strings.Join(numbers(v), "")
		for _, word := range strings.Fields(digits) {
			if len(own) > 2 && len(word) == len(own) && word != own && sorted(word) == sorted(own) {
				return word
			}
		}
	}
	return ""
}

func sorted(s string) string {
	var count [256]int
	for i := range len(s) {
		count[s[i]]++
	}
	var b strings.Builder
	for c, n := range count {
		b.WriteString(strings.Repeat(string(rune(c)), n))
	}
	return b.String()
}

// numbers are the runs of digits in v.
func numbers(v string) []string {
	return strings.FieldsFunc(v, func(r rune) bool { return r < '0' || r > '9' })
}

// onlyDigits is address with one blank between its runs of digits, and one at each end.
func onlyDigits(address string) string {
	return " " + strings.Join(numbers(address), " ") + " "
}

func isPrefix(a, b []string) bool {
	if len(a) > len(b) {
		return false
	}
	for i := range a {
		if strings.TrimLeft(a[i], "0") != strings.TrimLeft(b[i], "0") {
			return false
		}
	}
	return true
}
