package gitops_test

import (
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
)

// TestMoveIssue: the file gets another path and text in one commit, and the imports find it again.
func TestMoveIssue(t *testing.T) {
	s := newSite(t)
	s.must(imported("intro heron end"), gitops.Created)
	s.review(branch, map[string]string{issue: lines("intro HERON end"), "static/a.png": "a"}, "edit")
	r := s.open(gitops.Options{Token: token})
	state := s.fetch(r)
	move := gitops.Move{To: renamed, Text: []byte(lines("INTRO HERON end")), Subject: "slipped",
		Author: gitops.Signature{Name: "padpress", Email: "padpress@example.org"}, When: time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC)}
	id, err := r.MoveIssue(t.Context(), state, move)
	if err != nil || s.tip(branch) != string(id) {
		t.Fatalf("%v, %s; the branch is at %s", err, id, s.tip(branch))
	}
	s.fsck()
	if got := s.git("diff", "--name-status", "--no-renames", branch+"^", branch); got != "D\t"+issue+"\nA\t"+renamed {
		t.Errorf("the commit changes %q", got)
	}
	if _, err := r.MoveIssue(t.Context(), state, move); err == nil {
		t.Error("a branch that has moved on is moved again")
	}
	if res := s.must(imported("intro heron ibis end"), gitops.Merged); res.Path != renamed || string(res.Text) != lines("INTRO HERON ibis end") {
		t.Errorf("%s: %q, %+v", res.Path, res.Text, res.Conflicts)
	}
	if state = s.fetch(r); state.Moved != renamed {
		t.Errorf("moved to %q", state.Moved)
	}
	if _, err := r.MoveIssue(t.Context(), state, move); err == nil {
		t.Error("a file is moved over another")
	}
}
