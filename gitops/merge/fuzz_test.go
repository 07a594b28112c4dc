package merge_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/merge"
)

// FuzzText holds what is true of the merge of any three texts.
func FuzzText(f *testing.F) {
	f.Add("a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\nd\n")
	f.Add("a\nb\n", "a\nx\n", "a\ny\n")
	f.Add("a\n\nb\n\nc\n", "a\n\nc\n", "a\n\nb\n\nb\n\nc")
	f.Add("a\r\nb", "\r\nb", "a\nb\n")
	f.Add("", "x", "y\n")
	f.Add("x\na\nx\na\nx\na\ny\n", "x\na\nb\nx\na\nx\na\ny\n", "x\na\nx\na\nx\na\nx\na\ny\n")
	f.Fuzz(func(t *testing.T, base, ours, theirs string) {
		if len(base)+len(ours)+len(theirs) > 1<<14 {
			return
		}
		r := text(base, ours, theirs)
		checkPlaces(t, r)
		checkKept(t, r, base, ours, theirs)
		if other := text(base, theirs, ours); other.Clean() != r.Clean() || r.Clean() && string(other.Text) != string(r.Text) {
			t.Errorf("other sides: clean %v, %q; was clean %v, %q", other.Clean(), other.Text, r.Clean(), r.Text)
		}
		if again := text(theirs, string(r.Text), theirs); !again.Clean() || string(again.Text) != string(r.Text) {
			t.Errorf("theirs again: clean %v, %q; was %q", again.Clean(), again.Text, r.Text)
		}
		if r := text(base, ours, ours); !r.Clean() || string(r.Text) != ours {
			t.Errorf("ours with itself: clean %v, %q", r.Clean(), r.Text)
		}
		if r := text(base, base, theirs); !r.Clean() || string(r.Text) != theirs {
			t.Errorf("theirs alone: clean %v, %q", r.Clean(), r.Text)
		}
	})
}

func text(base, ours, theirs string) merge.Result {
	return merge.Text([]byte(base), []byte(ours), []byte(theirs))
}

// checkPlaces wants each conflict to be where it says, and not to be a conflict about nothing.
func checkPlaces(t *testing.T, r merge.Result) {
	t.Helper()
	last := 0
	for _, c := range r.Conflicts {
		if c.Start < last || c.End < c.Start || c.End > len(r.Text) || string(r.Text[c.Start:c.End]) != c.Ours {
			t.Fatalf("conflict at %d to %d of %q is not %q", c.Start, c.End, r.Text, c.Ours)
		}
		last = c.End
		if line := 1 + strings.Count(string(r.Text[:c.Start]), "\n"); c.Line != line {
			t.Errorf("conflict in line %d says line %d", line, c.Line)
		}
		if n := len(lines(c.Ours)); c.Lines != n {
			t.Errorf("conflict of %d lines says %d", n, c.Lines)
		}
		if c.Ours == c.Theirs {
			t.Errorf("both sides say %q", c.Ours)
		}
	}
}

// checkKept wants all lines that ours added to be in the text, in their order, all that theirs added in the text or in
// a conflict, and no others.
func checkKept(t *testing.T, r merge.Result, base, ours, theirs string) {
	t.Helper()
	inBase, inOurs, inTheirs, inText := counts(base), counts(ours), counts(theirs), counts(string(r.Text))
	added := slices.DeleteFunc(lines(ours), func(line string) bool { return inBase[line] > 0 })
	if !contains(lines(string(r.Text)), added) {
		t.Errorf("of ours' lines %q not all are in %q", added, r.Text)
	}
	told := counts(string(r.Text))
	for _, c := range r.Conflicts {
		for line, n := range counts(c.Theirs) {
			told[line] += n
		}
	}
	for line, n := range inTheirs {
		if inBase[line] == 0 && told[line] < n {
			t.Errorf("theirs' line %q is lost", line)
		}
	}
	for line := range inText {
		if inOurs[line]+inTheirs[line] == 0 {
			t.Errorf("nobody wrote %q", line)
		}
	}
}

func lines(s string) []string { return slices.Collect(strings.Lines(s)) }

func counts(s string) map[string]int {
	n := map[string]int{}
	for line := range strings.Lines(s) {
		n[line]++
	}
	return n
}

// contains says whether all of part are in whole, in their order.
func contains(whole, part []string) bool {
	for _, s := range whole {
		if len(part) > 0 && part[0] == s {
			part = part[1:]
		}
	}
	return len(part) == 0
}
