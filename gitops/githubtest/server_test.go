package githubtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/gitops/githubtest/openapi"
)

// site is a stand-in with a repository of which all accounts have different rights. Pull request 1 comes from
// a branch, changes a file in two places and adds another.
type site struct {
	*testing.T
	*Repository
	srv *Server
}

func newSite(t *testing.T) *site {
	t.Helper()
	srv, err := New(Options{Dir: t.TempDir(), Middleware: openapi.Middleware(t, "/api/v3")})
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { srv.Close() })
	repo, err := srv.AddRepository("o/r", fstest.MapFS{"old.md": {Data: []byte(numbered(40))}}, "master")
	if err != nil {
		t.Fatal(err)
	}
	s := &site{T: t, Repository: repo, srv: srv}
	for login, p := range map[string]Permission{"writer": Write, "triager": Triage, "visitor": Visitor, "reader": Read} {
		srv.AddUser(login, login+"-token", Person)
		repo.Allow(login, p)
	}
	srv.AddUser("stranger", "stranger-token", Person)
	srv.AddUser("github-actions[bot]", "app-token", Installation)
	srv.AddUser("other[bot]", "reading-app-token", Installation)
	repo.Allow("github-actions[bot]", Write)
	repo.Allow("other[bot]", Read)
	repo.AddMilestone("First", false)
	repo.AddLabel("news")
	s.push("topic", "old.md", strings.Replace(strings.Replace(numbered(40), "line 5\n", "line five\n", 1), "line 30\n", "", 1))
	s.push("topic", "new.md", numbered(10))
	if _, err := repo.OpenPull("writer", Spec{Head: "topic", Base: "master", Title: "Topic", Body: "Body"}); err != nil {
		t.Fatal(err)
	}
	return s
}

func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "line %d\n", i+1)
	}
	return b.String()
}

func (s *site) push(branch, path, text string) string {
	s.Helper()
	sha, err := s.Commit(branch, map[string][]byte{path: []byte(text)}, "Wri Ter <w@example.org>", "Change "+path)
	if err != nil {
		s.Fatal(err)
	}
	return sha
}

// answer is what came back, decoded where it is an object.
type answer struct {
	status int
	header http.Header
	text   string
	object map[string]any
}

func (s *site) send(token, method, path, body string) answer {
	s.Helper()
	req, err := http.NewRequest(method, s.srv.APIURL+path, strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	return s.do(token, req)
}

func (s *site) do(token string, req *http.Request) answer {
	s.Helper()
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		s.Fatal(err)
	}
	a := answer{status: res.StatusCode, header: res.Header, text: string(b)}
	json.NewDecoder(bytes.NewReader(b)).Decode(&a.object)
	return a
}
