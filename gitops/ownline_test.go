package gitops_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// TestOwnLine: what a branch did by itself, and that a merge of the base is one step.
func TestOwnLine(t *testing.T) {
	s := newSite(t)
	s.git("branch", "theirs", "master")
	one := s.review("theirs", map[string]string{"two.md": "two\n"}, "one")
	base := s.review("master", map[string]string{"site.md": "site\n"}, "meanwhile")
	two := s.review("theirs", map[string]string{"two.md": "three\n"}, "two")
	tree := s.git("merge-tree", "--write-tree", two, base)
	merge := s.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit-tree", "-p", two, "-p", base, "-m", "merge", tree)
	s.git("update-ref", "refs/heads/theirs", merge)
	last := s.review("theirs", map[string]string{"two.md": "four\n"}, "last")
	for _, c := range []struct {
		name, head string
		want       string
		requests   int
	}{
		{"one commit", one, "one: two.md", 2},
		{"two", two, "one: two.md; two: two.md", 2},
		{"the base was merged", merge, "one: two.md; two: two.md; merge: site.md", 3},
		{"and then went on", last, "one: two.md; two: two.md; merge: site.md; last: two.md", 3},
		{"none of its own", base, "", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := s.open(gitops.Options{})
			line, err := r.OwnLine(t.Context(), "master", gitops.ID(base), gitops.ID(c.head), func(string) bool { return true })
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, step := range line.Steps {
				for _, f := range step.Files {
					got = append(got, fmt.Sprintf("%s: %s", step.Subject, f.Path))
				}
			}
			if strings.Join(got, "; ") != c.want || !line.Cut {
				t.Errorf("%q, want %q", got, c.want)
			}
			if n := r.Traffic().Requests; n > c.requests {
				t.Errorf("%d requests, %d are allowed", n, c.requests)
			}
		})
	}
	if _, err := s.open(gitops.Options{}).OwnLine(t.Context(), "master", "master", gitops.ID(last), nil); err == nil {
		t.Error("a name is taken for a commit")
	}
}
