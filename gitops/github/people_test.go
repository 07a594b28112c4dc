package github

import (
	"slices"
	"testing"
)

// All that took part are named once: by commits, also as co-authors, by comments on lines and in the conversation. Programs are not, nor
// those whose account is ours.
func TestPeople(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	_, err := w.site.Commit(branch, map[string][]byte{issue: []byte("changed\n")}, "reader <r@example.org>", "Apply a suggestion\n\nCo-authored-by: triager <t@example.org>\nCo-authored-by: github-actions[bot] <b@example.org>")
	w.must(err)
	_, err = w.site.Comment(1, "volunteer", "nice")
	w.must(err)
	_, err = w.site.Comment(1, "helper[bot]", "beep")
	w.must(err)
	id, err := w.site.CommentLine(1, "carol", issue, 1, "hm")
	w.must(err)
	_, err = w.site.Reply(1, "Volunteer", id, "yes")
	w.must(err)
	c, p := w.found(commToken)
	posted, err := c.SyncReview(ctx, p, Review{Commit: p.Head, People: true})
	w.must(err)
	want := []Person{{Login: "carol"}, {Login: "reader", Name: "reader"}, {Name: "Rev Iewer"}, {Login: "triager", Name: "triager"}, {Login: "volunteer"}}
	if !slices.Equal(posted.People, want) {
		t.Errorf("%+v", posted.People)
	}
	if posted, err = c.SyncReview(ctx, p, Review{Commit: p.Head}); err != nil || posted.People != nil {
		t.Errorf("nobody asked: %+v, %v", posted.People, err)
	}
}
