package github

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// equalRemarks are findings that differ in nothing but their lines, numbered in the order of the text.
func (w *world) equalRemarks(at ...int) Review {
	r := w.review(at...)
	for i := range r.Points {
		r.Points[i].Fingerprint = "c0ffee"
		if i > 0 {
			r.Points[i].Fingerprint = fmt.Sprintf("c0ffee.%d", i+1)
		}
	}
	return r
}

// open are the lines of the comments that are not resolved, 0 for one that is outdated.
func (w *world) openLines() []int {
	var open []int
	for _, c := range w.comments() {
		if !c.Resolved {
			open = append(open, c.Line)
		}
	}
	slices.Sort(open)
	return open
}

func TestEqualFindings(t *testing.T) {
	edit := func(old, text string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, text, 1) }
	}
	for _, c := range []struct {
		name   string
		edit   func(string) string
		at     []int // lines of the findings afterwards
		posted int
		open   []int
	}{
		{"nothing changes", edit("", ""), []int{3, 7, 9}, 0, []int{3, 7, 9}},
		{"the first is repaired", edit("entry 3\n", "repaired\n"), []int{7, 9}, 0, []int{7, 9}},
		{"the last is repaired", edit("entry 9\n", "repaired\n"), []int{3, 7}, 0, []int{3, 7}},
		{"one comes before them", edit("entry 1\n", "entry 1\nnew\n"), []int{2, 4, 8, 10}, 1, []int{2, 4, 8, 10}},
		{"one comes behind them", edit("", ""), []int{3, 7, 9, 30}, 1, []int{3, 7, 9, 30}},
		{"all move", edit("", "new\nnew\n"), []int{5, 9, 11}, 0, []int{5, 9, 11}},
		{"other words of a line change", edit("entry 3\n", "entry three\n"), []int{3, 7, 9}, 0, []int{0, 7, 9}},
		{"one is repaired, and another comes", edit("entry 7\n", "repaired\n"), []int{3, 9, 20}, 0, []int{0, 3, 9}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(commToken)
			w.sync(commToken, w.equalRemarks(3, 7, 9))
			w.head = w.commit(branch, map[string]string{issue: c.edit(lines("entry", 60))})
			if p := w.sync(commToken, w.equalRemarks(c.at...)); len(p.New) != c.posted || len(p.Kept) != len(c.at)-c.posted {
				t.Errorf("%d new and %d kept", len(p.New), len(p.Kept))
			}
			if open := w.openLines(); !slices.Equal(open, c.open) {
				t.Errorf("comments are open on lines %v, not %v", open, c.open)
			}
			w.srv.ResetRequests()
			if p := w.sync(commToken, w.equalRemarks(c.at...)); len(p.New) != 0 || w.srv.Writes() != 0 {
				t.Errorf("again: %+v, %d writes", p, w.srv.Writes())
			}
		})
	}
}

func TestKind(t *testing.T) {
	for f, want := range map[string]string{
		"c0ffee": "c0ffee", "c0ffee.2": "c0ffee", "c0ffee.12": "c0ffee", "rule/entry-3": "rule/entry-3", "a.b": "a.b", "a.": "a.", "v1.2.3": "v1.2",
	} {
		if got := kind(f); got != want {
			t.Errorf("kind of %s is %s, not %s", f, got, want)
		}
	}
}
