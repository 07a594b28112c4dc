package gitops_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// Every case starts from a branch with the import of "one". What people then do to the branch decides whether that, or
// what they made, counts as an import, and what becomes of the import of "two".
func TestWhatCountsAsAnImport(t *testing.T) {
	counts := func(want gitops.Outcome) verdict { return verdict{outcome: want} }
	refused := func(err error) verdict { return verdict{err: err} }
	for _, c := range []struct {
		name string
		do   func(s *site, one string)
		want verdict
	}{
		{"nothing", func(s *site, one string) {}, counts(gitops.Advanced)},
		{"amended message", func(s *site, one string) {
			message := s.git("log", "-1", "--format=%B", one)
			s.craft(branch, one+"^{tree}", "better words\n\n"+message, s.base)
		}, counts(gitops.Advanced)},
		{"amended with a sign-off", func(s *site, one string) {
			w := s.clone()
			w.run("commit", "--amend", "--signoff", "--no-edit", "--quiet")
			w.push()
		}, counts(gitops.Advanced)},
		{"amended content", func(s *site, one string) {
			w := s.clone()
			w.write(issue, "# one, edited\n", "fixup")
			w.run("reset", "--soft", "HEAD~1")
			w.run("commit", "--amend", "--no-edit", "--quiet")
			w.push()
		}, counts(gitops.Merged)},
		{"rebased onto a newer base", func(s *site, one string) {
			s.review("master", map[string]string{"README.md": "newer\n"}, "newer base")
			w := s.clone()
			w.write("static/a.png", "a", "a picture")
			w.run("rebase", "--quiet", "origin/master")
			w.push()
		}, counts(gitops.Merged)},
		{"squashed with a review", func(s *site, one string) {
			w := s.clone()
			w.write(issue, "# one, edited\n", "edit")
			w.run("reset", "--hard", "--quiet", "origin/master")
			w.run("merge", "--squash", "--quiet", "origin/"+branch)
			w.run("commit", "--quiet", "--no-edit")
			w.push()
		}, counts(gitops.Merged)},
		{"squashed, the import's message kept", func(s *site, one string) {
			w := s.clone()
			w.write(issue, "# one, edited\n", "edit")
			w.run("reset", "--soft", "origin/master")
			w.run("commit", "--quiet", "-C", one)
			w.push()
		}, counts(gitops.Merged)},
		{"reverted", func(s *site, one string) {
			w := s.clone()
			w.run("revert", "--no-edit", one)
			w.push()
		}, refused(gitops.ErrGone)},
		{"cherry-picked onto a review", func(s *site, one string) {
			w := s.clone()
			w.run("checkout", "--quiet", "-B", "copy", "origin/master")
			w.write("README.md", "reviewed\n", "a review")
			w.run("cherry-pick", one)
			w.push()
		}, counts(gitops.Merged)},
		{"trailers in the middle of the message", func(s *site, one string) {
			message := s.git("log", "-1", "--format=%B", one)
			s.craft(branch, one+"^{tree}", message+"\nand something else", s.base)
		}, counts(gitops.Merged)},
		{"trailers in the first paragraph", func(s *site, one string) {
			s.craft(branch, one+"^{tree}", s.git("log", "-1", "--format=%(trailers)", one), s.base)
		}, counts(gitops.Merged)},
		{"a trailer twice", func(s *site, one string) {
			message := strings.TrimRight(s.git("log", "-1", "--format=%B", one), "\n")
			s.craft(branch, one+"^{tree}", message+"\nPad-Digest: "+strings.Repeat("0", 64), s.base)
		}, counts(gitops.Merged)},
		{"trailers copied to a review", func(s *site, one string) {
			head := s.review(branch, map[string]string{"static/a.png": "a"}, "a picture\n\n"+s.git("log", "-1", "--format=%(trailers)", one))
			// The blob is right and so is the parent: nothing tells it from an import, and nothing is lost by it.
			if got := s.newest(); got != head {
				s.t.Errorf("newest import %s, want %s", got, head)
			}
		}, counts(gitops.Advanced)},
		{"trailers copied to a second review", func(s *site, one string) {
			s.review(branch, map[string]string{"static/a.png": "a"}, "a picture")
			s.review(branch, map[string]string{"static/b.png": "b"}, "b picture\n\n"+s.git("log", "-1", "--format=%(trailers)", one))
			if got := s.newest(); got != one {
				s.t.Errorf("newest import %s, want %s", got, one)
			}
		}, counts(gitops.Merged)},
		{"forged on an edited file", func(s *site, one string) {
			s.review(branch, map[string]string{issue: "# forged\n"}, "words\n\n"+s.git("log", "-1", "--format=%(trailers)", one))
		}, counts(gitops.Merged)},
		{"forged for another file", func(s *site, one string) {
			blob := s.git("rev-parse", "master:README.md")
			s.craft(branch, "master^{tree}", forged(blob), s.base)
		}, refused(gitops.ErrGone)},
		{"forged, and a true one on top of it", func(s *site, one string) {
			bad := s.craft(branch, one+"^{tree}", forged(s.git("rev-parse", "master:README.md")), s.base)
			s.craft(branch, one+"^{tree}", s.git("log", "-1", "--format=%B", one), bad)
		}, counts(gitops.Merged)},
		{"trailers on a merge", func(s *site, one string) {
			side := s.review("master", map[string]string{"README.md": "newer\n"}, "newer base")
			s.craft(branch, one+"^{tree}", s.git("log", "-1", "--format=%B", one), one, side)
			if got := s.newest(); got != one {
				s.t.Errorf("newest import %s, want %s", got, one)
			}
		}, counts(gitops.Merged)},
		{"a person's branch", func(s *site, one string) {
			s.git("update-ref", "refs/heads/"+branch, s.base)
			s.review(branch, map[string]string{issue: "# by hand\n"}, "newsletter by hand")
		}, refused(gitops.ErrForeign)},
		{"a history of its own", func(s *site, one string) {
			s.craft(branch, one+"^{tree}", s.git("log", "-1", "--format=%B", one))
		}, refused(gitops.ErrForeign)},
		{"deleted", func(s *site, one string) { s.git("update-ref", "-d", "refs/heads/"+branch) }, counts(gitops.Created)},
		{"set back to the base", func(s *site, one string) { s.git("update-ref", "refs/heads/"+branch, s.base) }, counts(gitops.Created)},
		{"set back to the base, which moved on", func(s *site, one string) {
			s.git("update-ref", "refs/heads/"+branch, s.base)
			s.review("master", map[string]string{"README.md": "newer\n"}, "newer base")
			s.review("master", map[string]string{"README.md": "newest\n"}, "newest base")
		}, counts(gitops.Created)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			one := s.must(change("one"), gitops.Created)
			c.do(s, string(one.Import))
			before := s.tip(branch)
			if c.want.err == nil {
				s.must(change("two"), c.want.outcome)
				s.must(change("two"), gitops.Unchanged)
				return
			}
			if _, err := s.ensure(change("two")); !errors.Is(err, c.want.err) {
				t.Errorf("%v, want %v", err, c.want.err)
			}
			if tip := s.tip(branch); tip != before {
				t.Errorf("the branch moved from %s to %s", before, tip)
			}
		})
	}
}

type verdict struct {
	outcome gitops.Outcome
	err     error
}

// newest is the newest import that a new client sees, or "".
func (s *site) newest() string {
	s.t.Helper()
	state := s.fetch(s.open(gitops.Options{}))
	if state.Import == nil {
		return ""
	}
	return string(state.Import.Tree.Commit)
}

func forged(blob string) string {
	return fmt.Sprintf("import\n\nPad-Source: x\nPad-Digest: %064d\nPad-File: %s\nPadpress-Version: 1", 0, blob)
}

func TestRebaseFlattensTheMerges(t *testing.T) {
	s := newSite(t)
	s.must(change("one"), gitops.Created)
	s.review(branch, map[string]string{"static/a.png": "a"}, "a picture")
	s.must(change("two"), gitops.Merged)
	s.review("master", map[string]string{"README.md": "newer\n"}, "newer base")
	w := s.clone()
	w.run("rebase", "--quiet", "origin/master")
	w.push()
	if got, want := s.newest(), s.git("log", "-1", "--format=%H", "--grep", gitops.Digest([]byte("one")), branch); got != want {
		t.Errorf("newest import %s, want the first, %s", got, want)
	}
	s.must(change("two"), gitops.Unchanged) // the messages tell of it, though it does not count any more
	s.must(change("three"), gitops.Merged)
}

func TestBranchThatMergedTheBase(t *testing.T) {
	for _, newer := range []int{1, 120} {
		for _, c := range []struct {
			name    string
			parents func(head, base string) []string
		}{
			{"into the branch", func(head, base string) []string { return []string{head, base} }},
			{"from the base's side", func(head, base string) []string { return []string{base, head} }},
		} {
			t.Run(fmt.Sprintf("%s, %d newer", c.name, newer), func(t *testing.T) {
				s := newSite(t)
				one := s.must(change("one"), gitops.Created)
				head, base := s.review(branch, map[string]string{"static/a.png": "a"}, "a picture"), s.base
				for i := range newer {
					base = s.craft("master", s.base+"^{tree}", fmt.Sprint("newer ", i), base)
				}
				merge := s.craft(branch, head+"^{tree}", "Merge branch 'master'", c.parents(head, base)...)
				if got := s.newest(); got != string(one.Import) {
					t.Errorf("newest import %s, want %s", got, one.Import)
				}
				s.must(change("one"), gitops.Unchanged)
				two := s.must(change("two"), gitops.Merged)
				if got := s.git("log", "-1", "--format=%P", branch); got != merge+" "+string(two.Import) {
					t.Errorf("parents %s", got)
				}
				s.must(change("three"), gitops.Merged)
			})
		}
	}
}

func TestOfTwoImportsTheLongerHistoryIsTheNewest(t *testing.T) {
	s := newSite(t)
	one := s.must(change("one"), gitops.Created)
	two := s.must(change("two"), gitops.Advanced)
	// Somebody joins the first import by a short way: it is then nearer to the head than the second.
	merge := s.craft(branch, branch+"^{tree}", "Merge", s.craft("side", branch+"^{tree}", "side", string(two.Commit)), string(one.Commit))
	s.craft(branch, branch+"^{tree}", "Merge again", string(one.Commit), merge)
	if got := s.newest(); got != string(two.Import) {
		t.Errorf("newest import %s, want %s", got, two.Import)
	}
}
