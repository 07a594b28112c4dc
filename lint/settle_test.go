package lint_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
)

// every makes a rule that wants from replaced by to wherever it stands in the source.
func every(name, from, to string) *lint.Rule {
	return &lint.Rule{Name: name, Severity: lint.Warning, Check: func(p *lint.Pass) {
		for at := 0; ; at += len(from) {
			i := bytes.Index(p.Src[at:], []byte(from))
			if i < 0 {
				return
			}
			at += i
			s := lint.Span{Start: at, End: at + len(from)}
			p.Report(lint.Finding{Span: s, Message: from + " is written", Fix: lint.Replace("write "+to, s, to)})
		}
	}}
}

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		name, src string
		rules     []*lint.Rule
		want      string
		left      int // findings
	}{
		{"no rules", "* a\n", nil, "* a\n", 0},
		{"keeps the page", "* a\n* b\n", []*lint.Rule{every("marker", "* ", "- ")}, "- a\n- b\n", 0},
		{"changes the page", "a b\n", []*lint.Rule{every("word", "b", "c")}, "a b\n", 1},
		{"some do and some do not", "* a\n\n`* b`\n\n* c\n", []*lint.Rule{every("marker", "* ", "- ")}, "- a\n\n`* b`\n\n- c\n", 1},
		{"two rules", "* a b\n", []*lint.Rule{every("marker", "* ", "- "), every("word", "b", "c")}, "- a b\n", 1},
		{"one fix calls for the next", "* a\n", []*lint.Rule{every("first", "* ", "+ "), every("second", "+ ", "- ")}, "- a\n", 0},
		{"in front matter, equal once decoded", "---\ntitle: 'a'\n---\n", []*lint.Rule{every("quotes", "'", `"`)}, "---\ntitle: \"a\"\n---\n", 0},
		{"in front matter, changed", "---\ntitle: a\n---\n", []*lint.Rule{every("title", "a", "b")}, "---\ntitle: a\n---\n", 1},
		{"in a shortcode", "{{< a \"* \" >}}\n\n* b\n", []*lint.Rule{every("marker", "* ", "- ")}, "{{< a \"* \" >}}\n\n- b\n", 1},
		{"only together", "* a\n* b\n* c\n", []*lint.Rule{every("marker", "* ", "+ ")}, "+ a\n+ b\n+ c\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("a.md", []byte(c.src))
			got, left := lint.Settle(d, &lint.World{}, c.rules)
			if string(got.Src) != c.want || len(left) != c.left {
				t.Errorf("%q became %q with %d findings; want %q with %d", c.src, got.Src, len(left), c.want, c.left)
			}
			if string(d.Src) != c.src || got.Path != "a.md" {
				t.Errorf("the document given became %q, the path %q", d.Src, got.Path)
			}
			if string(got.Src) == c.src && got != d {
				t.Error("nothing changed, but the document is another")
			}
		})
	}
}

func TestSettleStops(t *testing.T) {
	runs := 0
	flip := &lint.Rule{Name: "flip", Severity: lint.Note, Check: func(p *lint.Pass) {
		runs++
		from, to := byte('*'), "-"
		if p.Src[0] == '-' {
			from, to = '-', "*"
		}
		if p.Src[0] != from {
			t.Errorf("the text begins with %q", p.Src[0])
		}
		p.Report(lint.Finding{Span: lint.Span{Start: 0, End: 1}, Fix: lint.Replace("flip", lint.Span{Start: 0, End: 1}, to)})
	}}
	d, left := lint.Settle(lint.Parse("", []byte("* a\n")), &lint.World{}, []*lint.Rule{flip})
	if runs > 9 {
		t.Errorf("the rule ran %d times", runs)
	}
	if len(left) != 1 || left[0].Rule != "flip" {
		t.Errorf("findings %v; want the one that never goes", left)
	}
	if !lint.SamePage(d, lint.Parse("", []byte("* a\n"))) {
		t.Errorf("the page changed: %q", d.Src)
	}
}

func TestSafely(t *testing.T) {
	const src = "* a\n* b\n\ntext\n"
	for _, c := range []struct {
		name  string
		fixes []*lint.Fix
		want  string
	}{
		{"none", nil, src},
		{"without edits", []*lint.Fix{fix()}, src},
		{"that does nothing", []*lint.Fix{fix(edit(0, 1, "*"))}, src},
		{"of two that overlap the first counts", []*lint.Fix{fix(edit(0, 1, "-"), edit(4, 5, "-")), fix(edit(0, 1, "+"), edit(4, 5, "+"))}, "- a\n- b\n\ntext\n"},
		{"all or nothing", []*lint.Fix{fix(edit(0, 1, "-"), edit(4, 5, "-"), edit(9, 13, "word"))}, src},
		{"only together", []*lint.Fix{fix(edit(0, 1, "-")), fix(edit(4, 5, "-"))}, "- a\n- b\n\ntext\n"},
		{"one of the two would part the list", []*lint.Fix{fix(edit(0, 1, "-"))}, src},
		{"a good one beside a bad one", []*lint.Fix{fix(edit(9, 13, "word")), fix(edit(13, 13, " "))}, "* a\n* b\n\ntext \n"},
		{"a bad one that overlaps a good one hides it for now", []*lint.Fix{fix(edit(9, 14, "word\n")), fix(edit(13, 14, " \n"))}, src},
		{"outside the text", []*lint.Fix{fix(edit(99, 100, "")), fix(edit(-5, 2, "")), fix(edit(3, 1, "")), fix(edit(13, 13, " "))}, "* a\n* b\n\ntext \n"},
		{"edits of one that overlap", []*lint.Fix{fix(edit(9, 11, "te"), edit(10, 12, "ex"))}, src},
		{"insert at the end", []*lint.Fix{fix(edit(14, 14, "\n"))}, src + "\n"},
		{"two inserts at one place", []*lint.Fix{fix(edit(14, 14, "\n")), fix(edit(14, 14, "\n\n"))}, src + "\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(src))
			got := lint.Safely(d, c.fixes)
			if string(got.Src) != c.want {
				t.Errorf("%q, want %q", got.Src, c.want)
			}
			if c.want == src && got != d {
				t.Error("nothing changed, but the document is another")
			}
		})
	}
}

// Among many fixes that keep the page one that changes it is found. Where every second one does, the rendering ends
// before all are sorted out.
func TestSafelyMany(t *testing.T) {
	const paragraphs = 600
	src := strings.Repeat("word\n\n", paragraphs)
	good := func(i int) *lint.Fix { return fix(edit(6*i+4, 6*i+4, " ")) }
	bad := func(i int) *lint.Fix { return fix(edit(6*i, 6*i+1, "W")) }
	for _, c := range []struct {
		name     string
		fix      func(i int) *lint.Fix
		from, to int // how many may be made
	}{
		{"all keep the page", good, paragraphs, paragraphs},
		{"one changes it", func(i int) *lint.Fix {
			if i == 137 {
				return bad(i)
			}
			return good(i)
		}, paragraphs - 1, paragraphs - 1},
		{"every second changes it", func(i int) *lint.Fix {
			if i%2 == 0 {
				return bad(i)
			}
			return good(i)
		}, 1, paragraphs/2 - 1},
		{"all change it", bad, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var fixes []*lint.Fix
			for i := range paragraphs {
				fixes = append(fixes, c.fix(i))
			}
			got := lint.Safely(lint.Parse("", []byte(src)), fixes)
			if n := strings.Count(string(got.Src), " \n"); n < c.from || n > c.to || strings.Contains(string(got.Src), "W") {
				t.Errorf("%d fixes were made, want %d to %d", n, c.from, c.to)
			}
		})
	}
}
