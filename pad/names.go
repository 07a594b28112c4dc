package pad

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// Gone are names that people took out of a list of those who made the issue, from one import to the next, and that stand
// in no such list any more.
type Gone struct {
	List  string   // what stands before the names, see lint.NameList
	Names []string // as they were written
}

// GoneNames are the names that the pad lost from one of its imports to the next, the oldest first, and that neither the
// newest import nor the branch has. A name that moved to another list is not gone.
func GoneNames(imports []*lint.Document, branch *lint.Document, house *lint.House) []Gone {
	if len(imports) < 2 {
		return nil
	}
	here, pad := rollOf(branch, house), rollOf(imports[len(imports)-1], house)
	var found []Gone
	told := map[string]bool{}
	for i := len(imports) - 1; i > 0; i-- { // the newest loss of a name counts
		now := rollOf(imports[i], house)
		for _, list := range house.NameLists(imports[i-1]) {
			var lost []string
			for _, name := range list.Names {
				if key := foldName(name); len(told) < mostNamed && isName(name) && !told[key] && !now.has(key) && !pad.has(key) && !here.has(key) {
					told[key] = true
					lost = append(lost, name)
				}
			}
			if len(lost) > 0 {
				found = append(found, Gone{list.Label, lost})
			}
		}
	}
	slices.Reverse(found)
	return found
}

// isName tells a name from what else stands where names do: "everybody who wrote in the pad".
func isName(s string) bool { return len(strings.Fields(s)) <= 5 }

// roll is all that stands where a text names people, in whatever form, folded.
type roll struct {
	names map[string]bool // of its lists
	text  string
}

func rollOf(d *lint.Document, house *lint.House) roll {
	r := roll{names: map[string]bool{}}
	for _, list := range house.NameLists(d) {
		for _, name := range list.Names {
			r.names[foldName(name)] = true
		}
	}
	heads := d.Headings()
	var b strings.Builder
	for _, block := range d.Blocks() {
		if block.Heading >= 0 && house.NamesHelpers(heads[block.Heading].Text) {
			b.WriteString(foldName(d.PlainText(block.Node)) + "\n" + foldName(d.Text(block.Span)) + "\n")
		}
	}
	r.text = b.String()
	return r
}

// has reports whether name, folded, stands there as words of its own.
func (r roll) has(name string) bool {
	if r.names[name] {
		return true
	}
	for rest := r.text; ; {
		before, behind, found := strings.Cut(rest, name)
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(behind)
		if !isWordRune(last) && !isWordRune(next) {
			return true
		}
		rest = behind
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// foldName is a name as names are compared: people write them in several ways.
func foldName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(name, `\`, "")), " "))
}

// WithNames is the line of the list called label in d with names at its end, and the number of that line, from 1. It is
// false if d has no such list, or it does not stand on one line.
func WithNames(d *lint.Document, house *lint.House, label string, names []string) (line string, number int, ok bool) {
	for _, list := range house.NameLists(d) {
		if list.Label != label {
			continue
		}
		text := d.Text(list.Span)
		bare := strings.TrimRight(text, "*_ ")
		number = d.Lines().At(list.Span.Start)
		whole := d.Lines().Span(number)
		if list.Span.End > whole.End {
			return "", 0, false
		}
		at := list.Span.Start + len(bare)
		return d.Text(lint.Span{Start: whole.Start, End: at}) + ", " + strings.Join(names, ", ") + d.Text(lint.Span{Start: at, End: whole.End}), number, true
	}
	return "", 0, false
}
