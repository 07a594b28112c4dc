package lint_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestMend(t *testing.T) {
	for _, c := range []struct {
		name, src string
		rules     []*lint.Rule
		want      string
		repairs   string
		left      int // findings
	}{
		{"no rules", "* a\n", nil, "* a\n", "", 0},
		{"keeps the page", "* a\n", []*lint.Rule{every("marker", "* ", "- ")}, "- a\n", "1 marker", 0},
		{"changes the page", "a b\nb\n", []*lint.Rule{every("word", "b", "c")}, "a c\nc\n", "1 word, 2 word", 0},
		{"places are those of the new text", "b\na\n", []*lint.Rule{every("lines", "b", "c\nc\nc"), every("word", "a", "d")}, "c\nc\nc\nd\n", "1 lines, 4 word", 0},
		{"also of what was done in an earlier round", "b a\n", []*lint.Rule{every("first", "a", "d"), every("second", "b", "e"), every("third", "e", "c\nc")}, "c\nc d\n", "1 second, 1 third, 2 first", 0},
		{"one fix calls for the next", "* a\n", []*lint.Rule{every("first", "a", "b"), every("second", "b", "c")}, "* c\n", "1 first, 1 second", 0},
		{"of fixes that overlap the first counts, and then the next", "ab\n", []*lint.Rule{every("long", "ab", "cb"), every("short", "b", "d")}, "cd\n", "1 long, 1 short", 0},
		{"a fix that does nothing", "a\n", []*lint.Rule{every("same", "a", "a")}, "a\n", "", 1},
		{"a fix that never ends is not begun", "a b\n", []*lint.Rule{every("grows", "a", "aa"), every("word", "b", "c")}, "a c\n", "1 word", 1},
		{"nor are two that undo each other", "a b\n", []*lint.Rule{every("there", "a", "d"), every("back", "d", "a"), every("word", "b", "c")}, "a c\n", "1 word", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("a.md", []byte(c.src))
			got, repairs, left := lint.Mend(d, &lint.World{}, c.rules)
			var done []string
			for _, r := range repairs {
				done = append(done, fmt.Sprint(got.Position(r.Offset).Line, " ", r.Rule))
			}
			if string(got.Src) != c.want || strings.Join(done, ", ") != c.repairs || len(left) != c.left {
				t.Errorf("%q became %q by %q with %d findings; want %q by %q with %d", c.src, got.Src, done, len(left), c.want, c.repairs, c.left)
			}
			if string(d.Src) != c.src || got.Path != "a.md" || string(got.Src) == c.src && got != d {
				t.Errorf("the document given became %q, the path %q, another one: %t", d.Src, got.Path, got != d)
			}
			if again, more, _ := lint.Mend(got, &lint.World{}, c.rules); again != got || len(more) > 0 {
				t.Errorf("mending again does %v: %q", more, again.Src)
			}
		})
	}
}

// rulesFrom are rules made of random bytes: each finds the same places in the same text and others in another one.
func rulesFrom(data []byte) []*lint.Rule {
	var rules []*lint.Rule
	for i := 0; i < 3 && len(data) > 0; i++ {
		part := data[:len(data)/(3-i)]
		data = data[len(part):]
		rules = append(rules, &lint.Rule{Name: fmt.Sprint("rule", i), Severity: lint.Note, Check: func(p *lint.Pass) {
			if len(part) > 0 && len(p.Src)%3 == int(part[0])%3 {
				return
			}
			for _, f := range fixesFrom(part, len(p.Src)) {
				p.Report(lint.Finding{Span: f.Edits[0].Span, Message: "m", Fix: f})
			}
		}})
	}
	return rules
}

// FuzzSettle: whatever rules want, settling and mending come to an end, settling keeps the page, and both change nothing
// but what they return. Stock goldmark is the judge of the page.
func FuzzSettle(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), []byte("\x00\x00\x01\x01\x00\x00\x00\x05\x00\x07\x83\x01\x00\x12\x02\x04\x00\x00"))
	}
	f.Add([]byte("* a\n* b\n"), []byte("\x00\x00\x01\x01\x84\x01\x00\x00\x01\x02\x00\x00\x00\x03\x00\x05\x00\x00"))
	f.Fuzz(func(t *testing.T, src, data []byte) {
		d := lint.Parse("a.md", bytes.Clone(src))
		rules := rulesFrom(data)
		settled, _ := lint.Settle(d, &lint.World{}, rules)
		if !lint.SamePage(d, settled) {
			t.Errorf("%q became %q, which is another page", src, settled.Src)
		}
		_, page := stockPage(t, src)
		if _, other := stockPage(t, settled.Src); page != other {
			t.Errorf("%q became %q:\n%s\n%s", src, settled.Src, page, other)
		}
		mended, repairs, _ := lint.Mend(d, &lint.World{}, rules)
		for _, r := range repairs {
			checkSpan(t, mended, r.Rule, lint.Span{Start: r.Offset, End: r.Offset})
		}
		if (len(repairs) == 0) != (mended == d) {
			t.Errorf("%d repairs, but the document is another one: %t", len(repairs), mended != d)
		}
		if !bytes.Equal(d.Src, src) {
			t.Errorf("the document given became %q", d.Src)
		}
	})
}
