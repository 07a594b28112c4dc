package gitops_test

import (
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// A fork's base has commits of its own, which are no part of the issue: its branch stands on what lies below them.
func TestBranchThatStandsOnAnOlderCommit(t *testing.T) {
	s := newSite(t)
	own, err := s.Commit(t.Context(), repo, "master", map[string][]byte{".github/workflows/own.yml": []byte("own\n")}, person, "own")
	if err != nil {
		t.Fatal(err)
	}
	q := november
	q.On = gitops.ID(s.base)
	run := func(text string, want gitops.Outcome) {
		t.Helper()
		r := s.open(gitops.Options{Token: token})
		state, err := r.Fetch(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Read(t.Context(), state.Wanted()...); err != nil {
			t.Fatal(err)
		}
		if res, err := r.EnsureBranch(t.Context(), state, change(text)); err != nil || res.Outcome != want {
			t.Fatalf("%s: %v, %v", text, res.Outcome, err)
		}
		s.fsck()
	}
	run("one", gitops.Created)
	run("one", gitops.Unchanged)
	run("two", gitops.Advanced)
	s.review(branch, map[string]string{"static/a.png": "a"}, "a picture")
	run("three", gitops.Merged)
	if out := s.git("log", "--format=%H", branch); strings.Contains(out, own) || !strings.Contains(out, s.base) {
		t.Errorf("the branch stands on %s", out)
	}
	for _, on := range []gitops.ID{"master", gitops.ID(strings.Repeat("0", 39) + "1")} {
		q := november
		q.Branch, q.On = "another", on
		if _, err := s.open(gitops.Options{Token: token}).Fetch(t.Context(), q); err == nil {
			t.Errorf("it stands on %s", on)
		}
	}
}
