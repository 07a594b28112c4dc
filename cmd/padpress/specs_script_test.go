package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/testscript"
)

// specsRepo is the repository of the specifications in the stories.
const specsRepo = "community/specs"

// scriptSpecs is the command specs of the stories:
//
//	specs commit DAY PATH=FILE…   what reached the main branch on a day, in the repository of the specifications; no FILE removes
//	specs asked MOST              at most so many requests were made of it since the last time
//	specs down|up                 it does not answer any more, or does again
//
// $SPECS is its address.
func scriptSpecs(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	switch args[0] {
	case "commit":
		commitSpecs(ts, args[1], args[2:])
		ts.Setenv("SPECS", s.forge.URL+"/"+specsRepo+".git")
		if _, err := s.forge.Git().Run(context.Background(), specsRepo, "rev-parse", "HEAD"); err != nil {
			_, err := s.forge.AddRepository(specsRepo, fstest.MapFS{"README": {}}, "main")
			ts.Check(err)
		}
		_, err := s.forge.Git().Run(context.Background(), specsRepo, "fetch", "-q", ts.MkAbs("specs"), "+main:main")
		ts.Check(err)
	case "asked":
		n := 0
		for _, r := range s.forge.Requests() {
			if strings.HasPrefix(r.Path, "/"+specsRepo) {
				n++
			}
		}
		s.forge.ResetRequests()
		if ts.Logf("%d requests about the specifications", n); n > number(ts, args[1]) {
			ts.Fatalf("the repository of the specifications was asked %d times", n)
		}
	case "down":
		s.forge.Git().SetFault(func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasPrefix(r.URL.Path, "/"+specsRepo) {
				return false
			}
			http.Error(w, "in repair", http.StatusServiceUnavailable)
			return true
		})
	case "up":
		s.forge.Git().SetFault(nil)
	default:
		ts.Fatalf("specs: what is %q?", args)
	}
}

// commitSpecs commits files in the clone $WORK/specs.
func commitSpecs(ts *testscript.TestScript, day string, files []string) {
	dir := ts.MkAbs("specs")
	git := func(args ...string) {
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=Editor", "-c", "user.email=editor@example.org"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_DATE="+day+"T12:00:00Z", "GIT_COMMITTER_DATE="+day+"T12:00:00Z")
		if out, err := cmd.CombinedOutput(); err != nil {
			ts.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, ".git")); err != nil {
		ts.Check(os.MkdirAll(dir, 0o755))
		git("init", "-q", "-b", "main")
	}
	for _, f := range files {
		path, from, _ := strings.Cut(f, "=")
		at := filepath.Join(dir, filepath.FromSlash(path))
		if from == "" {
			ts.Check(os.Remove(at))
			continue
		}
		ts.Check(os.MkdirAll(filepath.Dir(at), 0o755))
		ts.Check(os.WriteFile(at, []byte(ts.ReadFile(from)), 0o644))
	}
	git("add", "-A")
	git("commit", "-qm", fmt.Sprintf("What came on %s", day))
}
