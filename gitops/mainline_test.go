package gitops_test

import (
	"fmt"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
)

// TestMainline: a line is read from the clone and from the server alike. What a branch did counts when it was merged,
// and a line that was merged into a branch which then took its place goes on.
func TestMainline(t *testing.T) {
	s := newSite(t)
	day := func(n int) time.Time { return time.Date(2026, 11, n, 12, 0, 0, 0, time.UTC) }
	at := func(n int, args ...string) string {
		t.Helper()
		t.Setenv("GIT_COMMITTER_DATE", day(n).Format(time.RFC3339))
		t.Setenv("GIT_AUTHOR_DATE", "2020-01-01T00:00:00Z")
		return s.pipe("", args...)
	}
	tree := func(files ...string) string { // NAME=TEXT
		var entries strings.Builder
		for _, f := range files {
			name, text, _ := strings.Cut(f, "=")
			fmt.Fprintf(&entries, "100644 blob %s\t%s\n", s.blob(text), name)
		}
		return s.mktree(entries.String())
	}
	commit := func(n int, tree, message string, parents ...string) string {
		args := []string{"-c", "user.name=A", "-c", "user.email=a@example.org", "commit-tree", "-m", message, tree}
		for _, p := range parents {
			args = append(args, "-p", p)
		}
		return at(n, args...)
	}
	root := commit(1, tree("a.xml=1", "b.txt=1"), "root")
	side := commit(2, tree("a.xml=1", "b.txt=1", "c.xml=1"), "side", root)
	two := commit(3, tree("a.xml=2", "b.txt=2"), "two", root)
	merge := commit(10, tree("a.xml=2", "b.txt=2", "c.xml=1"), "Merge branch 'side'", two, side)
	feature := commit(11, tree("a.xml=1", "b.txt=1", "d.xml=1"), "feature", root)
	foxtrot := commit(20, tree("a.xml=2", "c.xml=1", "d.xml=1"), "Merge branch 'master' into feature", feature, merge)
	last := commit(21, tree("c.xml=1", "d.xml=1"), "last", foxtrot)
	at(21, "update-ref", "refs/heads/master", last)

	wanted := func(path string) bool { return strings.HasSuffix(path, ".xml") }
	for _, c := range []struct {
		since int
		want  string
	}{
		{1, "root: a.xml; two: a.xml; Merge branch 'side': c.xml; Merge branch 'master' into feature: d.xml; last: a.xml"},
		{3, "two: a.xml; Merge branch 'side': c.xml; Merge branch 'master' into feature: d.xml; last: a.xml"},
		{15, "Merge branch 'master' into feature: d.xml; last: a.xml"},
		{25, ""},
	} {
		local, err := gitops.OpenLine(s.Root+"/"+repo+".git", "HEAD")
		if err != nil {
			t.Fatal(err)
		}
		here, err := local.Since(t.Context(), day(c.since), wanted)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, step := range here.Steps {
			w := step.Subject + ":"
			for _, f := range step.Files {
				w += " " + f.Path
			}
			words = append(words, w)
		}
		if got := strings.Join(words, "; "); got != c.want || here.Cut {
			t.Errorf("since the %dth: %s, cut %t\nwant %s", c.since, got, here.Cut, c.want)
		}
		remote, err := s.open(gitops.Options{}).Line(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		there, err := remote.Since(t.Context(), day(c.since), wanted)
		if err != nil || !reflect.DeepEqual(here, there) {
			t.Errorf("since the %dth the server says %+v, %v\nthe clone %+v", c.since, there, err, here)
		}
	}
	local, _ := gitops.OpenLine(s.Root+"/"+repo+".git", "HEAD")
	if text, ok := local.File(t.Context(), "c.xml"); !ok || string(text) != "1" {
		t.Errorf("c.xml holds %q, %t", text, ok)
	}
	if _, ok := local.File(t.Context(), "gone.xml"); ok {
		t.Error("gone.xml is there")
	}
}

// TestMainlineCut: a shallow clone says that it does not know what came before.
func TestMainlineCut(t *testing.T) {
	s := newSite(t)
	s.review("master", map[string]string{"one.xml": "1\n"}, "one")
	s.review("master", map[string]string{"two.xml": "2\n"}, "two")
	dir := t.TempDir() + "/clone"
	s.git("clone", "-q", "--depth=1", s.url, dir)
	line, err := gitops.OpenLine(dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	got, err := line.Since(t.Context(), time.Time{}, func(string) bool { return true })
	if err != nil || !got.Cut || len(got.Steps) != 0 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func (s *site) blob(text string) string { return s.pipe(text, "hash-object", "-w", "--stdin") }

func (s *site) mktree(entries string) string { return s.pipe(entries, "mktree") }

// pipe runs git with text as its standard input.
func (s *site) pipe(text string, args ...string) string {
	s.t.Helper()
	cmd := exec.CommandContext(s.t.Context(), "git", append([]string{"-C", s.Root + "/" + repo + ".git"}, args...)...)
	cmd.Stdin = strings.NewReader(text)
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
