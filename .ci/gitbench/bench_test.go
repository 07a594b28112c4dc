// Package gitbench measures what a run asks of the git server, beside git and go-git doing the same by a clone.
package gitbench

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkImport brings an issue to its branch in each way, each time in a process of its own, whose start counts.
// MB is the most memory that one process held.
func BenchmarkImport(b *testing.B) {
	s := newSite(b)
	server := httptest.NewServer(s)
	defer server.Close()
	url := server.URL + "/" + repo + ".git"
	month := s.month(b, url)
	for _, c := range []struct {
		name, way string
		tip       string // of the branch before each run, "" for none
		text      string // number of the text
		requests  int    // the budget, 0 for none
		down      int64
	}{
		{"padpress/first-run", "padpress", "", "1", 5, 80e3},
		{"padpress/unchanged-pad", "padpress", month, "1", 4, 80e3},
		{"padpress/changed-pad-32-commits", "padpress", month, "2", 7, 120e3},
		{"git/clone-depth-1", "git", "", "1", 0, 0},
		{"go-git/clone-depth-1", "go-git", "", "1", 0, 0},
	} {
		b.Run(c.name, func(b *testing.B) {
			memory, n := 0.0, 0.0
			s.ResetStats()
			for b.Loop() {
				b.StopTimer()
				s.reset(c.tip)
				dir := filepath.Join(b.TempDir(), "clone")
				b.StartTimer()
				memory = max(memory, process(b, c.way, url, dir, c.text))
				b.StopTimer()
				os.RemoveAll(dir)
				b.StartTimer()
				n++
			}
			t := s.Stats().Total()
			b.ReportMetric(float64(t.Requests)/n, "requests")
			b.ReportMetric(float64(t.Down)/n/1000, "kB-down")
			b.ReportMetric(float64(t.Up)/n/1000, "kB-up")
			b.ReportMetric(memory, "MB")
			if c.requests > 0 && (t.Requests > c.requests*int(n) || t.Down > c.down*int64(n) || memory > 30) {
				b.Errorf("over the budget of %d requests, %d bytes and 30 MB", c.requests, c.down)
			}
		})
	}
	if err := s.Check(b.Context()); err != nil {
		b.Error(err)
	}
}

// process runs a way, and returns the most memory of it or of what it started, in megabytes.
func process(b *testing.B, way, url, dir, number string) float64 {
	b.Helper()
	c := exec.Command(os.Args[0], url, dir, number)
	c.Env = append(os.Environ(), asWay+"="+way, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_TERMINAL_PROMPT=0")
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		b.Fatalf("%s: %v", way, err)
	}
	memory, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		b.Fatal(err)
	}
	return memory
}

// month is the tip of a branch with an import and 31 commits of reviewers, one of which edits the issue.
func (s *site) month(b *testing.B, url string) string {
	b.Helper()
	process(b, "padpress", url, "", "1")
	for n := range 30 {
		s.review(fmt.Sprintf("static/images/2026-12-05/picture-%d.png", n), fmt.Sprint(n))
	}
	text := s.git("show", branch+":"+issue) + "\n"
	s.review(issue, strings.Replace(text, "Project 100]", "Project hundred]", 1))
	return s.git("rev-parse", branch)
}

// reset puts the branch where it was, or takes it away.
func (s *site) reset(tip string) {
	s.b.Helper()
	if tip == "" {
		s.git("update-ref", "-d", "refs/heads/"+branch)
		return
	}
	s.git("update-ref", "refs/heads/"+branch, tip)
}
