package gitops_test

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// TestBudget makes the runs of a month on a repository of the real site's shape. The numbers do not depend on the machine:
// requests and bytes are those of the protocol.
func TestBudget(t *testing.T) {
	const tree = "../../shared/site"
	if _, err := os.Stat(tree); err != nil {
		t.Skip("needs the tree of a real site: ", err)
	}
	s := newSite(t)
	if _, err := s.Init(t.Context(), "xsf/real", "master", os.DirFS(tree), "site"); err != nil {
		t.Fatal(err)
	}
	s.url = s.url[:len(s.url)-len(repo+".git")] + "xsf/real.git"
	git := func(args ...string) {
		t.Helper()
		if _, err := s.Run(t.Context(), "xsf/real", args...); err != nil {
			t.Fatal(err)
		}
	}
	text := func(n int) string { return fmt.Sprint(n, "\n\n", news()) }
	for _, run := range []struct {
		name     string
		prepare  func()
		text     int
		want     gitops.Outcome
		requests int // exactly; the budget is 5 for the first run, 4 for an unchanged pad and 7 for a changed one
		down     int64
	}{
		{"first", func() { git("gc", "--quiet") }, 1, gitops.Created, 4, 80e3},
		{"unchanged", func() {}, 1, gitops.Unchanged, 4, 80e3},
		{"changed, 32 commits on the branch", func() { s.month() }, 2, gitops.Merged, 5, 120e3},
		{"changed again", func() {}, 3, gitops.Merged, 5, 120e3},
		{"unchanged, 36 commits on the branch", func() { git("gc", "--quiet") }, 3, gitops.Unchanged, 4, 80e3},
	} {
		run.prepare()
		s.ResetStats()
		r := s.open(gitops.Options{Token: token})
		before := heap()
		state, err := r.Fetch(t.Context(), november)
		if err != nil {
			t.Fatal(err)
		}
		ids := []gitops.ID{}
		for _, path := range []string{".github/PULL_REQUEST_TEMPLATE/newsletter.md", "config/_default/config.json"} {
			id, ok := state.Base.Blob(path)
			if !ok {
				t.Fatal(path)
			}
			ids = append(ids, id)
		}
		if _, err := r.Read(t.Context(), append(ids, state.Wanted()...)...); err != nil {
			t.Fatal(err)
		}
		c := change(text(run.text))
		c.Files[issue] = c.Text
		res, err := r.EnsureBranch(t.Context(), state, c)
		if err != nil || res.Outcome != run.want {
			t.Fatalf("%s: %v, %v", run.name, res.Outcome, err)
		}
		if run.want == gitops.Merged && string(res.Text) != strings.Replace(text(run.text), "line 100", "line hundred", 1) {
			t.Errorf("%s: the branch has not what both wrote", run.name)
		}
		held := heap() - before
		got, seen := r.Traffic(), s.Stats().Total()
		t.Logf("%s: %d requests, %d bytes down, %d up, %d kB of heap held", run.name, got.Requests, got.Down, got.Up, held>>10)
		if got.Requests != seen.Requests || got.Down != seen.Down || got.Up != seen.Up {
			t.Errorf("%s: we counted %v, the server %v", run.name, got, seen)
		}
		if got.Requests != run.requests || got.Down > run.down || held > 20<<20 {
			t.Errorf("%s: want %d requests and at most %d bytes", run.name, run.requests, run.down)
		}
		runtime.KeepAlive(r)
	}
	if out, err := s.Run(t.Context(), "xsf/real", "fsck", "--full", "--strict"); err != nil || bytes.Contains(out, []byte("missing")) {
		t.Errorf("fsck: %v %s", err, out)
	}
}

// month puts 31 commits of reviewers beside the import: pictures, and an edit of the issue.
func (s *site) month() {
	s.t.Helper()
	commit := func(path, content string) {
		if _, err := s.Commit(s.t.Context(), "xsf/real", branch, map[string][]byte{path: []byte(content)}, person, "a review"); err != nil {
			s.t.Fatal(err)
		}
	}
	for i := range 30 {
		path := fmt.Sprintf("static/images/newsletter/2026-12-05/picture-%d.png", i)
		commit(path, path)
	}
	text, err := s.Run(s.t.Context(), "xsf/real", "show", branch+":"+issue)
	if err != nil {
		s.t.Fatal(err)
	}
	commit(issue, strings.Replace(string(text), "line 100", "line hundred", 1))
}

// news are 24 kB of lines that compress badly.
func news() string {
	words := noise(24 << 10)
	var b strings.Builder
	for n := 0; words != ""; n++ {
		line := words[:min(100, len(words))]
		words = words[len(line):]
		fmt.Fprintf(&b, "line %d: %s\n", n, line)
	}
	return b.String()
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
