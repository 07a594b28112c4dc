package lint_test

import (
	"slices"
	"testing"

	"github.com/xsf/padpress/lint"
)

// marksOf are the offsets of the marks, found by a look at every byte.
func marksOf(d *lint.Document) []int {
	white := func(i int) bool {
		return i >= 0 && i < len(d.Src) && (d.Src[i] == ' ' || d.Src[i] == '\t' || d.Src[i] == 0xc2 || d.Src[i] == 0xa0)
	}
	var found []int
	for i, c := range d.Src {
		isWord := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
		isHard := c == 0xc2 && i+1 < len(d.Src) && d.Src[i+1] == 0xa0
		if d.Class(i) != lint.Markup && (!isWord || isHard) && (c != ' ' || white(i-1) || white(i+1)) {
			found = append(found, i)
		}
	}
	return found
}

func checkMarks(t *testing.T, d *lint.Document) {
	t.Helper()
	var got []int
	for _, m := range d.Marks() {
		if got = append(got, m.At); !m.In.Contains(m.At) || d.Class(m.In.Start) != d.Class(m.In.End-1) {
			t.Errorf("%s: %+v stands in no stretch of text", d.Path, m)
		}
	}
	if want := marksOf(d); !slices.Equal(got, want) {
		t.Errorf("%s: marks at %v, want %v", d.Path, got, want)
	}
}

func TestMarks(t *testing.T) {
	text := "---\ntitle: A, b\n---\n\nOne, *two*  three `co,de` [li,nk](https://example.org/a,b)!\n\n* é\u00a0f: {{< figure src=\"a,b\" >}}\n* tab\tand \\( end .\n"
	d := lint.Parse("2026-11-05-newsletter.md", []byte(text))
	checkMarks(t, d)
	blocks := map[string]int{}
	for _, m := range d.Marks() {
		blocks[d.Text(lint.Span{Start: m.At, End: m.At + 1})] = m.Block
	}
	if blocks["!"] == blocks[":"] || blocks[":"] == blocks["("] || blocks["("] != blocks["."] {
		t.Errorf("marks of different blocks have the same number, or those of one have not: %v", blocks)
	}
	for path, src := range corpus(t) {
		checkMarks(t, lint.Parse(path, src))
	}
}
