package gitops_test

import (
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// The head of a pull request is a commit that no branch need hold.
func TestTreesOfCommits(t *testing.T) {
	s := newSite(t)
	s.git("branch", "theirs", "master")
	head := s.review("theirs", map[string]string{"two.md": "two\n"}, "an issue")
	s.git("update-ref", "refs/pull/1/head", head)
	s.git("update-ref", "-d", "refs/heads/theirs")
	r := s.open(gitops.Options{})
	trees, err := r.Trees(t.Context(), gitops.ID(s.base), gitops.ID(head))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := trees[0].Blob("two.md"); ok {
		t.Error("the base has the file")
	}
	id, ok := trees[1].Blob("two.md")
	text, err := r.Read(t.Context(), id)
	if !ok || err != nil || string(text[id]) != "two\n" {
		t.Errorf("%q, %v", text[id], err)
	}
	if n := r.Traffic().Requests; n != 2 {
		t.Errorf("%d requests", n)
	}
	for _, bad := range []gitops.ID{"", "master", gitops.ID(strings.Repeat("0", 39) + "1")} {
		if _, err := r.Trees(t.Context(), bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestBranchedOff(t *testing.T) {
	s := newSite(t)
	s.git("branch", "theirs", "master")
	one := s.review("theirs", map[string]string{"two.md": "two\n"}, "one")
	s.review("master", map[string]string{"site.md": "site\n"}, "meanwhile")
	two := s.review("theirs", map[string]string{"two.md": "three\n"}, "two")
	s.git("update-ref", "refs/heads/before", s.base)
	merge := s.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit-tree", "-p", two, "-p", "master", "-m", "merge", two+"^{tree}")
	s.git("update-ref", "refs/heads/merged", merge)
	for _, c := range []struct {
		name string
		head string
		want string
	}{{"one commit", one, s.base}, {"two", two, s.base}, {"none of its own", s.base, ""}, {"the base was merged", merge, ""}} {
		got, err := s.open(gitops.Options{}).BranchedOff(t.Context(), "master", gitops.ID(c.head))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}
