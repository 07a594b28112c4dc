package gitops_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// lines is a pad's text as an issue, one word a line with blank lines between, as paragraphs are.
func lines(words string) string { return strings.Join(strings.Fields(words), "\n\n") + "\n" }

// imported is the import of an issue made of these paragraphs.
func imported(words string) gitops.Change {
	c := change(words)
	c.Files[issue] = []byte(lines(words))
	return c
}

const renamed = "content/blog/newsletter/2026-12-07-newsletter.md"

// TestPeopleAndThePad: people change the branch in every way they have, the pad changes too, and nothing of either is
// lost.
func TestPeopleAndThePad(t *testing.T) {
	const pad1, pad2 = "intro heron stork crane end", "intro heron stork crane ibis end"
	for _, c := range []struct {
		name      string
		do        func(s *site)
		path      string // of the issue on the branch afterwards
		want      string // paragraphs on the branch
		conflicts int
	}{
		{"a suggestion is accepted", func(s *site) {
			s.review(branch, map[string]string{issue: lines("intro HERON stork crane end")}, "suggestion")
		},
			issue, "intro HERON stork crane ibis end", 0},
		{"a batch of suggestions", func(s *site) {
			s.review(branch, map[string]string{issue: lines("INTRO HERON STORK crane end")}, "batch")
		},
			issue, "INTRO HERON STORK crane ibis end", 0},
		{"a paragraph is removed", func(s *site) { s.review(branch, map[string]string{issue: lines("intro stork crane end")}, "no herons") },
			issue, "intro stork crane ibis end", 0},
		{"the same place is changed", func(s *site) {
			s.review(branch, map[string]string{issue: lines("intro heron stork crane dove end")}, "a dove")
		}, issue, "intro heron stork crane dove end", 1},
		{"the same is written by hand", func(s *site) { s.review(branch, map[string]string{issue: lines(pad2)}, "by hand") },
			issue, pad2, 0},
		{"rebased", func(s *site) {
			s.review(branch, map[string]string{issue: lines("intro HERON stork crane end")}, "edit")
			s.review("master", map[string]string{"README.md": "newer\n"}, "newer base")
			w := s.clone()
			w.run("rebase", "--quiet", "origin/master")
			w.push()
		}, issue, "intro HERON stork crane ibis end", 0},
		{"squashed", func(s *site) {
			s.review(branch, map[string]string{issue: lines("intro HERON stork crane end")}, "edit")
			w := s.clone()
			w.run("reset", "--hard", "--quiet", "origin/master")
			w.run("merge", "--squash", "--quiet", "origin/"+branch)
			w.run("commit", "--quiet", "--no-edit")
			w.push()
		}, issue, "intro HERON stork crane ibis end", 0},
		{"the first commit is amended", func(s *site) {
			w := s.clone()
			w.write(issue, lines("intro HERON stork crane end"), "fixup")
			w.run("reset", "--soft", "HEAD~1")
			w.run("commit", "--amend", "--no-edit", "--quiet")
			w.push()
		}, issue, "intro HERON stork crane ibis end", 0},
		{"Update branch is pressed", func(s *site) {
			s.review(branch, map[string]string{issue: lines("intro HERON stork crane end")}, "edit")
			s.review("master", map[string]string{"README.md": "newer\n"}, "newer base")
			w := s.clone()
			w.run("merge", "--quiet", "--no-edit", "origin/master")
			w.push()
		}, issue, "intro HERON stork crane ibis end", 0},
		{"the file is renamed", func(s *site) {
			s.review(branch, map[string]string{issue: "", renamed: lines("intro HERON stork crane end")}, "it slipped")
		}, renamed, "intro HERON stork crane ibis end", 0},
		{"a picture is added", func(s *site) { s.review(branch, map[string]string{"static/heron.png": "a heron"}, "a picture") },
			issue, pad2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			s.must(imported(pad1), gitops.Created)
			c.do(s)
			head := s.tip(branch)
			res := s.must(imported(pad2), gitops.Merged)
			if got := s.git("show", branch+":"+c.path) + "\n"; got != lines(c.want) {
				t.Errorf("on the branch:\n%s\nwant\n%s", got, lines(c.want))
			}
			if string(res.Text) != lines(c.want) || res.Path != c.path || len(res.Conflicts) != c.conflicts {
				t.Errorf("the result says %s, %q and %d conflicts", res.Path, res.Text, len(res.Conflicts))
			}
			if c.path != issue {
				if out, err := s.Run(t.Context(), repo, "cat-file", "-e", branch+":"+issue); err == nil {
					t.Errorf("the file is back under its old name: %s", out)
				}
			}
			s.git("merge-base", "--is-ancestor", head, branch)
			if got := s.git("diff", "--name-only", head, branch); got != "" && got != c.path {
				t.Errorf("the merge changes %q", got)
			}
			s.must(imported(pad2), gitops.Unchanged)
			// The next text of the pad finds its base again.
			s.must(imported(pad2+" last"), gitops.Merged)
			if got := s.git("show", branch+":"+c.path) + "\n"; got != lines(c.want+" last") {
				t.Errorf("after one more import:\n%s", got)
			}
		})
	}
}

// TestConflictsAreRemembered: what the pad says of a place that people changed stays known until they act, in the message
// of the merge and in every later run.
func TestConflictsAreRemembered(t *testing.T) {
	s := newSite(t)
	s.must(imported("intro heron stork end"), gitops.Created)
	s.review(branch, map[string]string{issue: lines("intro heron-by-hand stork end")}, "edit")
	res := s.must(imported("intro heron-of-the-pad\u202e stork end"), gitops.Merged)
	if len(res.Conflicts) != 1 || res.Conflicts[0].Text.Ours != "heron-by-hand\n" || res.Conflicts[0].Text.Line != 3 {
		t.Fatalf("conflicts %+v", res.Conflicts)
	}
	message := s.git("log", "-1", "--format=%B", branch)
	for _, want := range []string{"* line 3:\n    heron-of-the-pad\n", "Pad-Conflicts: 1"} {
		if !strings.Contains(message, want) {
			t.Errorf("the message lacks %q:\n%s", want, message)
		}
	}
	open := func(c gitops.Change, outcome gitops.Outcome, line int) {
		t.Helper()
		res := s.must(c, outcome)
		if line == 0 && len(res.Conflicts) > 0 || line > 0 && (len(res.Conflicts) != 1 || res.Conflicts[0].Text.Line != line) {
			t.Errorf("open is %+v, want one in line %d", res.Conflicts, line)
		}
	}
	open(imported("intro heron-of-the-pad\u202e stork end"), gitops.Unchanged, 3)
	s.review(branch, map[string]string{issue: lines("INTRO more heron-by-hand stork end")}, "lines above")
	open(imported("intro heron-of-the-pad\u202e stork end"), gitops.Unchanged, 5)
	open(imported("intro heron-of-the-pad\u202e stork end last"), gitops.Merged, 5)
	s.review(branch, map[string]string{issue: lines("INTRO more heron-of-both stork end last")}, "settled")
	open(imported("intro heron-of-the-pad\u202e stork end last"), gitops.Unchanged, 0)
}

// TestThePadChangesItsMind: an open conflict is over when the pad says something else.
func TestThePadChangesItsMind(t *testing.T) {
	s := newSite(t)
	s.must(imported("intro heron stork end"), gitops.Created)
	s.review(branch, map[string]string{issue: lines("intro by-hand stork end")}, "edit")
	s.must(imported("intro pad stork end"), gitops.Merged)
	if res := s.must(imported("intro by-hand stork end"), gitops.Merged); len(res.Conflicts) != 0 {
		t.Errorf("open is %+v", res.Conflicts[0].Text)
	}
}

// TestAnotherVersion: what a new version of padpress writes differently is not taken for a change of people or of the pad.
func TestAnotherVersion(t *testing.T) {
	s := newSite(t)
	s.must(imported("* heron stork end"), gitops.Created)
	s.review(branch, map[string]string{issue: lines("* heron STORK end")}, "edit")
	two := imported("- heron stork end last")
	two.Version = "2.0.0"
	two.Again = func(text []byte) []byte { return []byte(strings.ReplaceAll(string(text), "*", "-")) }
	if res := s.must(two, gitops.Merged); len(res.Conflicts) > 0 || string(res.Text) != lines("* heron STORK end last") {
		t.Errorf("%+v, %q", res.Conflicts, res.Text)
	}
}

// TestPicturesOfBothSides: a picture that people replaced or removed stays so; one that the pad brings anew comes.
func TestPicturesOfBothSides(t *testing.T) {
	for _, c := range []struct {
		name      string
		review    map[string]string
		want      map[string]string
		conflicts int
	}{
		{"replaced by people, unchanged in the pad", map[string]string{"static/a.png": "better"}, map[string]string{"static/a.png": "better"}, 0},
		{"removed by people, unchanged in the pad", map[string]string{"static/a.png": ""}, map[string]string{"static/a.png": ""}, 0},
		{"replaced by both", map[string]string{"static/b.png": "better"}, map[string]string{"static/b.png": "better"}, 1},
		{"removed by people, replaced in the pad", map[string]string{"static/b.png": ""}, map[string]string{"static/b.png": ""}, 1},
		{"uploaded by people, another in the pad", map[string]string{"static/new.png": "other"}, map[string]string{"static/new.png": "other"}, 1},
		{"the very same uploaded", map[string]string{"static/new.png": "new"}, map[string]string{"static/new.png": "new", "static/b.png": "B"}, 0},
		{"something else", map[string]string{"README.md": "read\n"}, map[string]string{"static/new.png": "new", "static/b.png": "B"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			one := change("one")
			one.Files["static/a.png"], one.Files["static/b.png"] = []byte("a"), []byte("b")
			s.must(one, gitops.Created)
			s.review(branch, c.review, "pictures")
			two := change("two")
			two.Files["static/a.png"], two.Files["static/b.png"], two.Files["static/new.png"] = []byte("a"), []byte("B"), []byte("new")
			res := s.must(two, gitops.Merged)
			if len(res.Conflicts) != c.conflicts {
				t.Errorf("conflicts %+v", res.Conflicts)
			}
			for path, want := range c.want {
				out, err := s.Run(t.Context(), repo, "show", branch+":"+path)
				if got := string(out); want == "" && err == nil || want != "" && got != want {
					t.Errorf("%s is %q, %v", path, got, err)
				}
			}
		})
	}
}

// TestTheOldImportIsGoneFromTheServer: without the text that both sides came from, nothing is merged.
func TestTheOldImportIsGoneFromTheServer(t *testing.T) {
	s := newSite(t)
	s.must(imported("intro heron end"), gitops.Created)
	s.review(branch, map[string]string{issue: lines("intro HERON end")}, "edit")
	w := s.clone()
	w.run("reset", "--hard", "--quiet", "origin/master")
	w.run("merge", "--squash", "--quiet", "origin/"+branch)
	w.run("commit", "--quiet", "--no-edit")
	w.push()
	s.git("reflog", "expire", "--expire=now", "--all")
	s.git("gc", "--quiet", "--prune=now")
	head := s.tip(branch)
	if _, err := s.ensure(imported("intro heron stork end")); !errors.Is(err, gitops.ErrNoBase) {
		t.Errorf("%v, want ErrNoBase", err)
	}
	if tip := s.tip(branch); tip != head {
		t.Errorf("the branch moved to %s", tip)
	}
	s.must(imported("intro heron end"), gitops.Unchanged)
}

// TestSquashedBefore: what people squashed is older than the import that was merged into it since. So a text of the pad
// which takes back what that one brought does so, and what that one remembers is known.
func TestSquashedBefore(t *testing.T) {
	s := newSite(t)
	s.must(imported("intro heron end"), gitops.Created)
	s.review(branch, map[string]string{issue: lines("intro HERON end")}, "edit")
	w := s.clone()
	w.run("reset", "--hard", "--quiet", "origin/master")
	w.run("merge", "--squash", "--quiet", "origin/"+branch)
	w.run("commit", "--quiet", "--no-edit")
	w.push()
	second := imported("intro heron ibis end")
	second.Drafted = []string{"0123456789ab Updated"}
	s.must(second, gitops.Merged)
	state := s.fetch(s.open(gitops.Options{}))
	if state.Trace != nil || state.Import == nil || len(state.Import.Drafted) != 1 || !state.Knows(second.Text) {
		t.Errorf("the newest import is %+v, and what people squashed tells of %+v", state.Import, state.Trace)
	}
	s.must(imported("intro heron end last"), gitops.Merged)
	if got, want := s.git("show", branch+":"+issue)+"\n", lines("intro HERON end last"); got != want {
		t.Errorf("on the branch:\n%s\nwant\n%s", got, want)
	}
}
