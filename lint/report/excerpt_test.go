package report

import (
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		name, src, words string
		line, mark       string
	}{
		{"words", "one two three\n", "two", "one two three", "    ^^^"},
		{"at the head", "one two\n", "one", "one two", "^^^"},
		{"indented", "    one two\n", "two", "one two", "    ^^^"},
		{"the indent itself", "a\n   one\n", "   ", "one", "^^^"},
		{"blanks at the end", "one  \n", "  ", "one", "   ^^"},
		{"letters with marks", "e\u0301e\u0301 two\n", "two", "e\u0301e\u0301 two", "   ^^^"},
		{"wide letters", "世界 two 世\n", "two", "世界 two 世", "     ^^^"},
		{"wide words", "a 世界 b\n", "世界", "a 世界 b", "  ^^^^"},
		{"emoji", "🎉 two 🇪🇺 x\n", "x", "🎉 two 🇪🇺 x", "          ^"},
		{"a tab is a blank", "a\ttwo\n", "two", "a two", "  ^^^"},
		{"what nobody sees", "a\u200b two\n", "two", "a\\u{200b} two", "          ^^^"},
		{"over several lines", "one two\nthree\n", "two\nthree", "one two", "    ^^^"},
		{"a blank line", "a\n\nb\n", "\n\nb", "a", " ^"},
		{"a long line", strings.Repeat("x", 100) + " two " + strings.Repeat("y", 100), "two", "…" + strings.Repeat("x", 24) + " two " + strings.Repeat("y", 47) + "…", strings.Repeat(" ", 26) + "^^^"},
		{"longer than the window", "a " + strings.Repeat("b", 200), strings.Repeat("b", 200), "a " + strings.Repeat("b", 74) + "…", "  " + strings.Repeat("^", 74)},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := strings.Index(c.src, c.words)
			line, mark := excerpt(lint.Parse("a.md", []byte(c.src)), lint.Span{Start: at, End: at + len(c.words)})
			if line != c.line || mark != c.mark {
				t.Errorf("got\n%s\n%s\nwant\n%s\n%s", line, mark, c.line, c.mark)
			}
		})
	}
}

// A finding without words has a mark of one column; on a blank line there is nothing to show.
func TestExcerptOfNothing(t *testing.T) {
	d := lint.Parse("a.md", []byte("one\n\n"))
	if line, mark := excerpt(d, lint.Span{Start: 3, End: 3}); line != "one" || mark != "   ^" {
		t.Errorf("got %q, %q", line, mark)
	}
	if line, mark := excerpt(d, lint.Span{Start: 4, End: 4}); line != "" || mark != "" {
		t.Errorf("got %q, %q", line, mark)
	}
}
