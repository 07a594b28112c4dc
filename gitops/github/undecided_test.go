package github

import (
	"strings"
	"testing"
)

// TestUndecided: of what a run cannot say, comments stay open, whatever their running number; the next one that can settles them.
func TestUndecided(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	r := w.review(3, 7)
	kinds := []string{r.Points[0].Fingerprint, r.Points[1].Fingerprint}
	w.sync(commToken, r)
	w.srv.ResetRequests()
	none := w.review()
	none.Undecided = []string{kinds[0] + ".2"}
	if p := w.sync(commToken, none); p.Resolved != 1 || w.comments()[0].Line != 3 {
		t.Errorf("%+v", p)
	}
	none.Undecided = nil
	none.Unsure = func(text string) bool { return strings.Contains(text, w.comments()[0].Body[:20]) }
	if p := w.sync(commToken, none); p.Resolved != 0 {
		t.Errorf("%+v", p)
	}
	none.Unsure = func(string) bool { return false }
	if p := w.sync(commToken, none); p.Resolved != 1 {
		t.Errorf("%+v", p)
	}
}
