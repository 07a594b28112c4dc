package lint

import (
	"strings"
	"testing"
)

func TestMarkedOriginal(t *testing.T) {
	one, two := strings.Repeat("1a", 20), strings.Repeat("2b", 20)
	for _, c := range []struct{ name, src, id, line string }{
		{"none", "text\n", "", ""},
		{"the last line", "text\n\n" + OriginalMark(one) + "\n", one, OriginalMark(one) + "\n"},
		{"no newline", OriginalMark(one), one, OriginalMark(one)},
		{"text behind it", "a\n" + OriginalMark(one) + "\r\nb\n", one, OriginalMark(one) + "\r\n"},
		{"of two the last", OriginalMark(one) + "\n" + OriginalMark(two) + "\n", two, OriginalMark(two) + "\n"},
		{"no id", OriginalMark("master") + "\n", "", ""},
		{"in a line", "a " + OriginalMark(one) + "\n", "", ""},
		{"empty", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			id, line, ok := MarkedOriginal([]byte(c.src))
			if id != c.id || ok != (c.id != "") || c.src[line.Start:line.End] != c.line {
				t.Errorf("%q, %q, %t", id, c.src[line.Start:line.End], ok)
			}
		})
	}
}
