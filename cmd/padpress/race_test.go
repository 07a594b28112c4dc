package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestAnotherRunIsFaster: another run makes the branch between this run's look and its push. The line starts over, and
// in the end there is one branch, one pull request and each comment once.
func TestAnotherRunIsFaster(t *testing.T) {
	needGit(t)
	s, err := newWorld(t)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	now, err := time.Parse(time.RFC3339, sampleTime)
	if err != nil {
		t.Fatal(err)
	}
	raced := false
	s.forge.Git().SetFault(func(_ http.ResponseWriter, r *http.Request) bool {
		if !raced && r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/git-receive-pack") {
			raced = true
			if out, err := line(t, s, now.Add(time.Hour), submitOptions{}); err != nil {
				t.Errorf("the faster run: %v\n%s", err, out)
			}
		}
		return false
	})
	out, err := line(t, s, now, submitOptions{})
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	pulls := s.site.Pulls()
	if !raced || len(pulls) != 1 {
		t.Fatalf("raced %t, pull requests %+v", raced, pulls)
	}
	comments, err := s.site.Comments(1)
	if err != nil {
		t.Fatal(err)
	}
	if len(comments) != 10 {
		t.Errorf("%d comments, not 10\n%s", len(comments), out)
	}
	if !strings.Contains(out, "again    the branch has moved") {
		t.Errorf("the line did not start over:\n%s", out)
	}
}
