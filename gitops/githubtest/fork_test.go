package githubtest

import (
	"strings"
	"testing"
)

func TestCreateFork(t *testing.T) {
	s := newSite(t)
	s.srv.AddUser("visitor", "narrow-token", Person)
	s.srv.Only("narrow-token", "visitor")
	for _, token := range []string{"", "app-token", "narrow-token"} {
		if a := s.send(token, "POST", "/repos/o/r/forks", `{}`); a.status != 401 && a.status != 403 {
			t.Errorf("%q: %d %s", token, a.status, a.text)
		}
	}
	if a := s.send("visitor-token", "POST", "/repos/o/r/forks", `{"organization":"o"}`); a.status != 403 {
		t.Errorf("into another's: %d", a.status)
	}
	a := s.send("visitor-token", "POST", "/repos/o/r/forks", `{"default_branch_only":true}`)
	if a.status != 202 || a.object["full_name"] != "visitor/r" {
		t.Fatalf("%d %s", a.status, a.text)
	}
	waited := 0
	for a = s.send("", "GET", "/repos/visitor/r", ""); a.status == 404; a = s.send("", "GET", "/repos/visitor/r", "") {
		waited++
	}
	if parent, _ := a.object["parent"].(map[string]any); waited != forkDelay || parent["full_name"] != "o/r" || a.object["fork"] != true {
		t.Errorf("after %d requests: %d %v", waited, a.status, a.object["parent"])
	}
	fork := s.srv.repository("visitor/r")
	if fork.tip(t.Context(), "topic") != "" || fork.tip(t.Context(), "master") != s.tip(t.Context(), "master") {
		t.Error("not the default branch alone")
	}
	if a = s.send("visitor-token", "POST", "/repos/o/r/forks", `{}`); a.status != 202 {
		t.Errorf("again: %d", a.status)
	}
	if a = s.send("", "GET", "/repos/visitor/r", ""); a.status != 200 {
		t.Errorf("the fork was made again: %d", a.status)
	}
}

func TestMergeUpstream(t *testing.T) {
	tests := []struct {
		name          string
		token         string
		theirs, ours  map[string][]byte // what is committed upstream and in the fork
		status        int
		says, compare string // the comparison is made before
		ahead         string // commits of the fork's own afterwards
	}{
		{"nothing new", "visitor-token", nil, nil, 200, `"merge_type":"none"`, "identical", "0"},
		{"only behind", "visitor-token", map[string][]byte{"a.md": []byte("a\n")}, nil, 200, `"merge_type":"fast-forward"`, "ahead", "0"},
		{"both", "visitor-token", map[string][]byte{"a.md": []byte("a\n")}, map[string][]byte{"b.md": []byte("b\n")}, 200, `"merge_type":"merge"`, "diverged", "2"},
		{"only ahead", "visitor-token", nil, map[string][]byte{"b.md": []byte("b\n")}, 200, `"merge_type":"none"`, "behind", "1"},
		{"in conflict", "visitor-token", map[string][]byte{"a.md": []byte("a\n")}, map[string][]byte{"a.md": []byte("b\n")}, 409, "merge conflicts", "diverged", "1"},
		{"workflows, by an app", "app-token", map[string][]byte{".github/workflows/a.yml": []byte("a\n")}, nil, 422, "without `workflows` permission", "ahead", "0"},
		{"workflows, by a person", "visitor-token", map[string][]byte{".github/workflows/a.yml": []byte("a\n")}, nil, 200, "fast-forward", "ahead", "0"},
		{"a stranger", "stranger-token", map[string][]byte{"a.md": []byte("a\n")}, nil, 403, "Resource not accessible", "ahead", "0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			fork, err := s.Fork("visitor")
			if err != nil {
				t.Fatal(err)
			}
			fork.Allow("github-actions[bot]", Write)
			for repo, files := range map[*Repository]map[string][]byte{s.Repository: tt.theirs, fork: tt.ours} {
				if files == nil {
					continue
				}
				if _, err := repo.Commit("master", files, "Some Body <s@example.org>", "Change"); err != nil {
					t.Fatal(err)
				}
			}
			a := s.send(tt.token, "GET", "/repos/visitor/r/compare/master...o:master?per_page=1&page=2", "")
			if base, _ := a.object["merge_base_commit"].(map[string]any); a.status != 200 || a.object["status"] != tt.compare || base["sha"] == "" {
				t.Errorf("compared: %d %s", a.status, a.text)
			}
			a = s.send(tt.token, "POST", "/repos/visitor/r/merge-upstream", `{"branch":"master"}`)
			if a.status != tt.status || !strings.Contains(a.text, tt.says) {
				t.Errorf("%d %s, want %d %s", a.status, a.text, tt.status, tt.says)
			}
			if _, err := fork.bring(t.Context(), s.Repository, "master"); err != nil {
				t.Fatal(err)
			}
			if n, err := fork.run(t.Context(), "rev-list", "--count", "refs/network/o..master"); err != nil || n != tt.ahead {
				t.Errorf("%s commits of its own, %v, want %s", n, err, tt.ahead)
			}
		})
	}
}

func TestForkRefusals(t *testing.T) {
	s := newSite(t)
	if a := s.send("writer-token", "POST", "/repos/o/r/merge-upstream", `{"branch":"master"}`); a.status != 422 {
		t.Errorf("no fork at all: %d %s", a.status, a.text)
	}
	for _, what := range []string{"master", "master...none", "master...nobody:master"} {
		if a := s.send("", "GET", "/repos/o/r/compare/"+what, ""); a.status != 404 {
			t.Errorf("%s: %d %s", what, a.status, a.text)
		}
	}
}

// A fine-grained token is its account's, and writes to the repositories of one owner alone.
func TestOnly(t *testing.T) {
	s := newSite(t)
	if _, err := s.Fork("visitor"); err != nil {
		t.Fatal(err)
	}
	s.srv.AddUser("visitor", "narrow-token", Person)
	s.srv.Only("narrow-token", "visitor")
	if a := s.send("narrow-token", "GET", "/user", ""); a.object["login"] != "visitor" {
		t.Errorf("whose: %s", a.text)
	}
	if a := s.send("narrow-token", "POST", "/repos/visitor/r/labels", `{"name":"mine"}`); a.status != 201 {
		t.Errorf("in the fork: %d %s", a.status, a.text)
	}
	if a := s.send("narrow-token", "POST", "/repos/o/r/issues/1/comments", `{"body":"x"}`); a.status != 403 || !strings.Contains(a.text, "personal access token") {
		t.Errorf("elsewhere: %d %s", a.status, a.text)
	}
}
