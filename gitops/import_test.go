package gitops_test

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

func TestFirstImport(t *testing.T) {
	s := newSite(t)
	c := change("late autumn")
	c.Files["static/images/newsletter/2026-12-05/logo.png"] = []byte("\x89PNG")
	c.Files["tools/build.sh"] = []byte("#!/bin/sh\necho\n")
	res := s.must(c, gitops.Created)
	if res.Import != res.Commit {
		t.Errorf("import %s is not the tip %s", res.Import, res.Commit)
	}
	if parents := s.git("log", "-1", "--format=%P", branch); parents != s.base {
		t.Errorf("parents %s, want the base %s", parents, s.base)
	}
	blob := s.git("rev-parse", branch+":"+issue)
	want := "Pad-Source: https://pad.example.org/news\nPad-Digest: " + gitops.Digest(c.Text) + "\nPad-File: " + blob + "\nPadpress-Version: 1.0.0"
	if got := s.git("log", "-1", "--format=%(trailers)", branch); strings.TrimSpace(got) != want {
		t.Errorf("trailers:\n%s\nwant\n%s", got, want)
	}
	if got := s.git("log", "-1", "--format=%B", branch); strings.TrimSpace(got) != c.Subject+"\n\n"+want {
		t.Errorf("message:\n%s", got)
	}
	raw := s.git("diff", "--raw", "--no-renames", "--abbrev=7", "master", branch)
	var paths []string
	for line := range strings.Lines(raw) {
		fields := strings.Fields(line)
		paths = append(paths, fields[5])
		if modes := fields[0] + " " + fields[1]; modes != ":000000 100644" && modes != ":100755 100755" {
			t.Errorf("modes %s of %s", modes, fields[5])
		}
	}
	if want := slices.Sorted(maps.Keys(c.Files)); !slices.Equal(paths, want) {
		t.Errorf("the branch changes %q, want %q", paths, want)
	}
}

func TestImportsAreReproducible(t *testing.T) {
	a := newSite(t).must(change("same"), gitops.Created)
	b := newSite(t).must(change("same"), gitops.Created)
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%v and %v", a, b)
	}
}

func TestSecondRunWritesNothing(t *testing.T) {
	s := newSite(t)
	first := s.must(change("text"), gitops.Created)
	newer := change("text")
	newer.Version, newer.Subject, newer.Files[issue] = "2.0.0", "other words", []byte("completed differently\n")
	s.ResetStats()
	again := s.must(newer, gitops.Unchanged)
	if again.Commit != first.Commit || again.Import != first.Import {
		t.Errorf("%v, want %v", again, first)
	}
	if n := s.Stats().ReceivePack.Requests; n != 1 {
		t.Errorf("%d requests to receive-pack, want the advertisement alone", n)
	}
	sameFiles := change("text")
	sameFiles.Text = []byte("text with a blank at its end ")
	s.must(sameFiles, gitops.Unchanged)
}

func TestImportOnTopOfAnImport(t *testing.T) {
	s := newSite(t)
	first := s.must(change("one"), gitops.Created)
	s.review("master", map[string]string{"README.md": "moved on\n"}, "master moves")
	second := s.must(change("two"), gitops.Advanced)
	if got := s.git("log", "-1", "--format=%P", branch); got != string(first.Import) || second.Commit != second.Import {
		t.Errorf("parents %s, want %s", got, first.Import)
	}
	s.must(change("one"), gitops.Advanced) // a pad may go back
}

func TestImportIsMergedIntoWhatPeopleAdded(t *testing.T) {
	s := newSite(t)
	one := change("one")
	one.Files["static/a.png"] = []byte("a")
	first := s.must(one, gitops.Created)
	s.review(branch, map[string]string{"static/b.png": "b", "README.md": "reviewed\n"}, "a picture")
	head := s.review(branch, map[string]string{"content/blog/newsletter/one.md": "ONE\n"}, "repair")
	two := change("two")
	two.Files["static/c.png"] = []byte("c")
	second := s.must(two, gitops.Merged)

	if got, want := s.git("log", "-1", "--format=%P", branch), head+" "+string(second.Import); got != want {
		t.Errorf("parents of the merge: %s, want %s", got, want)
	}
	if got := s.git("log", "-1", "--format=%P", string(second.Import)); got != string(first.Import) {
		t.Errorf("parent of the import: %s, want %s", got, first.Import)
	}
	if got := s.git("log", "-1", "--format=%(trailers)", branch); strings.TrimSpace(got) != "" {
		t.Errorf("the merge has trailers: %s", got)
	}
	if got := s.git("diff", "--name-only", head, branch); got != issue+"\nstatic/c.png" {
		t.Errorf("the merge changes %q", got)
	}
	if ours, gits := s.git("rev-parse", branch+"^{tree}"), s.git("merge-tree", "--write-tree", head, string(second.Import)); ours != gits {
		t.Errorf("tree of the merge: %s, git merges to %s", ours, gits)
	}
	s.must(two, gitops.Unchanged)
	s.must(change("three"), gitops.Merged)
	s.review(branch, map[string]string{"static/d.png": "d"}, "another picture")
	s.must(change("four"), gitops.Merged)
}

func TestPublishedIssueIsLeftAlone(t *testing.T) {
	s := newSite(t)
	s.must(change("one"), gitops.Created)
	s.git("update-ref", "refs/heads/master", branch) // merged, and the branch not deleted
	if _, err := s.ensure(change("two")); !errors.Is(err, gitops.ErrPublished) {
		t.Errorf("%v, want ErrPublished", err)
	}
	if !s.fetch(s.open(gitops.Options{})).Published() {
		t.Error("Published() is false")
	}
}

func TestObstacles(t *testing.T) {
	s := newSite(t)
	s.git("update-ref", "refs/heads/newsletter", s.base)
	for _, c := range []struct {
		name, branch string
		path         string
		want         string
	}{
		{"a branch is in the way", "newsletter/november", issue, "the branch newsletter is in the way"},
		{"a file where a directory should be", branch, "README.md/issue.md", "README.md: it is not a directory"},
		{"a directory where a file should be", branch, "content/blog", "is published"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := s.open(gitops.Options{})
			state, err := r.Fetch(t.Context(), gitops.Query{Base: "master", Branch: c.branch, Path: c.path})
			if err != nil {
				t.Fatal(err)
			}
			imp := change("text")
			imp.Path, imp.Files = c.path, map[string][]byte{c.path: []byte("text")}
			if _, err = r.EnsureBranch(t.Context(), state, imp); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	c := change("text")
	c.Files["content/blog"] = []byte("a file")
	if _, err := s.ensure(c); err == nil || !strings.Contains(err.Error(), "content/blog: it is not a regular file") {
		t.Errorf("%v", err)
	}
}

func TestBadInput(t *testing.T) {
	s := newSite(t)
	r := s.open(gitops.Options{})
	for _, q := range []gitops.Query{
		{Base: "master", Branch: "master", Path: issue},
		{Base: "master", Branch: "a..b", Path: issue},
		{Base: "master", Branch: "a\nb", Path: issue},
		{Base: "", Branch: "b", Path: issue},
		{Base: "master", Branch: "b", Path: "../issue.md"},
		{Base: "master", Branch: "b", Path: "a/.GIT/config"},
		{Base: "master", Branch: "b", Path: "/a"},
		{Base: "master", Branch: "b", Path: "a\x1bb"},
	} {
		if _, err := r.Fetch(t.Context(), q); err == nil {
			t.Errorf("Fetch(%+v) took it", q)
		}
	}
	if n := r.Traffic().Requests; n != 0 {
		t.Errorf("%d requests for nonsense", n)
	}
	state := s.fetch(r)
	for name, spoil := range map[string]func(*gitops.Change){
		"source":  func(c *gitops.Change) { c.Source = "\n" },
		"version": func(c *gitops.Change) { c.Version = "" },
		"author":  func(c *gitops.Change) { c.Author.Name = "<>" },
		"time":    func(c *gitops.Change) { c.When = c.When.AddDate(-2026, 0, 0) },
		"issue":   func(c *gitops.Change) { c.Files = nil },
		"path":    func(c *gitops.Change) { c.Files["a/../b"] = []byte("b") },
		"other":   func(c *gitops.Change) { c.Path = "b"; c.Files["b"] = []byte("b") },
	} {
		c := change("text")
		spoil(&c)
		if _, err := r.EnsureBranch(t.Context(), state, c); err == nil {
			t.Errorf("a change with a bad %s was taken", name)
		}
	}
}

func TestHostileWordsStayInTheirLine(t *testing.T) {
	s := newSite(t)
	c := change("text")
	c.Subject = "--- \nPad-File: 0000\u202e\x1b[31m"
	c.Source = "https://user:password@pad.example.org/a\n\nPad-Digest: none"
	c.Version = "1\nSigned-off-by: nobody"
	c.Author = gitops.Signature{Name: "A <b>\nparent x\x00", Email: "a@example.org>"}
	s.must(c, gitops.Created)
	got := s.git("log", "-1", "--format=%an|%ae|%s|%(trailers:key=Pad-Source,valueonly)|%(trailers:key=Padpress-Version,valueonly)|%(trailers:key=Signed-off-by)", branch)
	want := "A b parent x|a@example.org|Pad-File: 0000 [31m|https://pad.example.org/a%20Pad-Digest:%20none\n|1 Signed-off-by: nobody\n|"
	if got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	if body := s.git("log", "-1", "--format=%B", branch); strings.ContainsAny(body, "\x1b\u202e") {
		t.Errorf("message %q", body)
	}
	s.must(c, gitops.Unchanged)
}
