package githubtest

import (
	"net/http"
	"strings"
	"testing"
)

// TestGrants: each permission that a workflow's token lacks is refused in GitHub's words, and nothing else is.
func TestGrants(t *testing.T) {
	s := newSite(t)
	all := Grants{Contents: Write, PullRequests: Write, Issues: Write}
	without := func(change func(*Grants)) Grants {
		g := all
		change(&g)
		return g
	}
	type call struct{ method, path, body string }
	label := call{"POST", "/repos/o/r/labels", `{"name":"x"}`}
	issue := call{"POST", "/repos/o/r/issues", `{"title":"x"}`}
	read := call{"GET", "/repos/o/r/issues", ""}
	pulls := call{"GET", "/repos/o/r/pulls", ""}
	for name, c := range map[string]struct {
		grants  Grants
		private bool
		call    call
		status  int
		accepts string
	}{
		"all":                    {all, false, issue, 201, ""},
		"issues read":            {without(func(g *Grants) { g.Issues = Read }), false, issue, 403, "issues=write"},
		"either is enough":       {without(func(g *Grants) { g.Issues = None }), false, label, 201, ""},
		"neither":                {without(func(g *Grants) { g.Issues, g.PullRequests = Read, Read }), false, label, 403, "issues=write; pull_requests=write"},
		"public is read":         {Grants{}, false, pulls, 200, ""},
		"private is not":         {without(func(g *Grants) { g.PullRequests = None }), true, pulls, 403, "pull_requests=read"},
		"private, issues":        {Grants{PullRequests: Read}, true, read, 200, ""},
		"the repository is":      {Grants{}, true, call{"GET", "/repos/o/r", ""}, 200, ""},
		"private without issues": {Grants{Contents: Write}, true, read, 403, "issues=read; pull_requests=read"},
	} {
		s.private = c.private
		s.srv.Grant("app-token", c.grants)
		a := s.send("app-token", c.call.method, c.call.path, c.call.body)
		if a.status != c.status || a.header.Get("X-Accepted-GitHub-Permissions") != c.accepts {
			t.Errorf("%s: %d, %q: %.200s", name, a.status, a.header.Get("X-Accepted-GitHub-Permissions"), a.text)
		}
		if c.status == 403 && !strings.Contains(a.text, "Resource not accessible by integration") {
			t.Errorf("%s: %s", name, a.text)
		}
	}
	for _, c := range []struct {
		grants  Grants
		private bool
		service string
		want    int
	}{
		{Grants{}, false, "git-upload-pack", http.StatusOK},
		{Grants{}, true, "git-upload-pack", http.StatusNotFound},
		{Grants{Contents: Read}, true, "git-upload-pack", http.StatusOK},
		{Grants{Contents: Read}, false, "git-receive-pack", http.StatusForbidden},
		{Grants{Contents: Write}, true, "git-receive-pack", http.StatusOK},
	} {
		s.private = c.private
		s.srv.Grant("app-token", c.grants)
		r, _ := http.NewRequest("GET", "http://localhost", nil)
		r.SetBasicAuth("x", "app-token")
		if got := s.srv.authorizeGit(r, "o/r", c.service); got != c.want {
			t.Errorf("%+v %s, private %t: %d, want %d", c.grants, c.service, c.private, got, c.want)
		}
	}
}
