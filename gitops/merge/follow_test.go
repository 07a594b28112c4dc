package merge_test

import (
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/merge"
)

func TestFollow(t *testing.T) {
	const before = "a\nb\nc\nd\n"
	for _, c := range []struct {
		name, before, lines, after string // lines are those of before to follow
		want                       string // as they stand in after, from where they do; "" if they are lost
	}{
		{"unchanged", before, "b\n", before, "b\nc\nd\n"},
		{"lines above", before, "b\n", "x\ny\na\nb\nc\nd\n", "b\nc\nd\n"},
		{"lines between", before, "c\n", "a\nb\nx\nc\nd\n", "c\nd\n"},
		{"lines below", before, "b\n", "a\nb\nc\nx\nd\n", "b\nc\nx\nd\n"},
		{"lines right below", before, "b\n", "a\nb\nx\nc\nd\n", "b\nx\nc\nd\n"},
		{"a line above removed", before, "c\n", "a\nc\nd\n", "c\nd\n"},
		{"all others removed", before, "c\n", "c\n", "c\n"},
		{"changed", before, "b\n", "a\nB\nc\nd\n", ""},
		{"one of two changed", before, "b\nc\n", "a\nb\nC\nd\n", ""},
		{"removed", before, "b\n", "a\nc\nd\n", ""},
		{"split", before, "b\nc\n", "a\nb\nx\nc\nd\n", ""},
		{"the same line elsewhere", before, "b\n", "a\nX\nc\nd\nb\n", ""},
		{"all of it", before, before, before, before},
		{"last line without an end", "a\nb", "b", "x\na\nb", "b"},
		{"last line gets an end", "a\nb", "b", "a\nb\n", ""},
		{"another text", before, "b\n", "x\ny\n", ""},
		{"nothing left", before, "b\n", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := strings.Index(c.before, c.lines)
			from, to, ok := merge.Follow([]byte(c.before), []byte(c.after), start, start+len(c.lines))
			switch {
			case !ok:
				if c.want != "" {
					t.Error("lost")
				}
			case c.want == "":
				t.Errorf("found %q", c.after[from:to])
			case c.after[from:] != c.want || c.after[from:to] != c.lines:
				t.Errorf("%q at %q, want %q", c.after[from:to], c.after[from:], c.want)
			}
		})
	}
}

// Where there is no line to follow, the place is lost as soon as a line beside it is.
func TestFollowAPlaceBetweenLines(t *testing.T) {
	for _, c := range []struct {
		before, after string
		at, want      int // bytes; -1 if it is lost
	}{
		{"a\nb\nc\n", "x\na\nb\nc\n", 4, 6},
		{"a\nb\nc\n", "a\nb\n", 2, 2},
		{"a\nb\nc\n", "a\nB\nc\n", 4, -1},
		{"a\nb\nc\n", "a\nb\nC\n", 4, -1},
		{"a\nb\nc\n", "a\nb\nx\nc\n", 4, -1},
		{"a\nb\nc\n", "a\nb\nc\nx\n", 6, -1},
		{"a\nb\nc\n", "x\na\nb\nc\n", 0, -1},
		{"a\nb\nc\n", "a\nb\nc\n", 6, 6},
		{"a\nb\nc\n", "a\nb\nc\n", 3, -1}, // within a line
		{"a\nb\nc\n", "a\nb\nc\n", 7, -1},
		{"", "", 0, 0},
	} {
		from, to, ok := merge.Follow([]byte(c.before), []byte(c.after), c.at, c.at)
		if ok != (c.want >= 0) || ok && (from != c.want || to != from) {
			t.Errorf("%d of %q in %q: %d, %d, %v; want %d", c.at, c.before, c.after, from, to, ok, c.want)
		}
	}
}

// FuzzFollow holds what is true of any two texts: what is found is the same lines, and in an unchanged text they are
// where they were.
func FuzzFollow(f *testing.F) {
	f.Add("a\nb\nc\n", "x\na\nb\nc\n", 2, 4)
	f.Add("a\nb\na\nb\n", "b\na\nb\n", 4, 8)
	f.Add("a\n\n\nb", "a\n\nb", 2, 3)
	f.Add("", "x", 0, 0)
	f.Fuzz(func(t *testing.T, before, after string, start, end int) {
		if len(before)+len(after) > 1<<13 {
			return
		}
		from, to, ok := merge.Follow([]byte(before), []byte(after), start, end)
		if !ok {
			if before == after && lineStart(before, start) && lineStart(before, end) && start <= end {
				t.Errorf("%d to %d of %q is lost in itself", start, end, before)
			}
			return
		}
		if from < 0 || from > to || to > len(after) || after[from:to] != before[start:end] {
			t.Fatalf("%q of %q is %d to %d of %q", before[start:end], before, from, to, after)
		}
		if !lineStart(after, from) || !lineStart(after, to) {
			t.Errorf("%d to %d of %q are no whole lines", from, to, after)
		}
		if s, e, ok := merge.Follow([]byte(after), []byte(before), from, to); ok && before[s:e] != before[start:end] {
			t.Errorf("%q of %q comes back as %q of %q", after[from:to], after, before[s:e], before)
		}
		if s, e, ok := merge.Follow([]byte(before), []byte(before), start, end); !ok || s != start || e != end {
			t.Errorf("%d to %d of %q in itself: %d, %d, %v", start, end, before, s, e, ok)
		}
	})
}

// lineStart reports whether a line begins or the text ends at byte i.
func lineStart(text string, i int) bool {
	return i == 0 || i == len(text) || i > 0 && i < len(text) && text[i-1] == '\n'
}
