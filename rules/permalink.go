package rules

import (
	"net/url"
	"strings"
	"unicode"
)

// pathOf is the part of an address that names a page: without anchor, query, index.html and the slash at the end, and
// with what is escaped written out. It is false where nobody can say which page is meant.
func pathOf(address string) (string, bool) {
	path, _, _ := strings.Cut(address, "#")
	path, _, _ = strings.Cut(path, "?")
	if strings.Contains(path, "{{") {
		return "", false
	}
	path, err := url.PathUnescape(path)
	if err != nil || strings.ContainsAny(path, "\x00\\") {
		return "", false
	}
	path = strings.TrimSuffix(path, "index.html")
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return "/" + strings.Trim(path, "/"), true
}

// urlize makes the part of an address from a title as Hugo does: letters, digits and a few signs, the rest dropped,
// with a hyphen where blanks were.
func urlize(title string) string {
	var b strings.Builder
	blank, hyphen := false, false
	for _, r := range strings.ToLower(title) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("./\\_#+~-@", r) {
			if blank && r != '-' {
				b.WriteByte('-')
			}
			blank, hyphen = false, r == '-'
			b.WriteRune(r)
		} else if b.Len() > 0 && !hyphen && unicode.IsSpace(r) {
			blank = true
		}
	}
	return b.String()
}

// sameSlug compares the last parts of two addresses by their letters and digits: Hugo has changed its mind about signs.
func sameSlug(a, b string) bool { return plainSlug(a) == plainSlug(b) }

func plainSlug(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
