package githubtest

import (
	"encoding/base64"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// Each rule of GitHub that the package comment names, as raw HTTP.
func TestRules(t *testing.T) {
	long := strings.Repeat("ä", 65537)
	tests := []struct {
		name, token, method, path, body string
		status                          int
		says                            string
	}{
		{"anonymous reads", "", "GET", "/repos/o/r/pulls", "", 200, `"number":1`},
		{"bad token", "nobody", "GET", "/repos/o/r/pulls", "", 401, "Bad credentials"},
		{"no such repository", "writer-token", "GET", "/repos/o/none/pulls", "", 404, "Not Found"},
		{"no such pull request", "writer-token", "GET", "/repos/o/r/pulls/99", "", 404, "Not Found"},
		{"who am I", "writer-token", "GET", "/user", "", 200, `"login":"writer"`},
		{"who am I, anonymous", "", "GET", "/user", "", 401, "Requires authentication"},
		{"who am I, installation", "app-token", "GET", "/user", "", 403, "Resource not accessible by integration"},

		{"open, again", "writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"topic","base":"master"}`, 422, "A pull request already exists for o:topic."},
		{"open, head is base", "writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"master","base":"master"}`, 422, "No commits between master and master"},
		{"open, no commits", "writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"idle","base":"master"}`, 422, "No commits between master and idle"},
		{"open, no such head", "writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"none","base":"master"}`, 422, `"field":"head","code":"invalid"`},
		{"open, no such fork", "writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"nobody:x","base":"master"}`, 422, `"field":"head"`},
		{"open, no such base", "writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"topic","base":"none"}`, 422, `"field":"base"`},
		{"open, no title", "writer-token", "POST", "/repos/o/r/pulls", `{"head":"second","base":"master"}`, 422, `"field":"title","code":"missing_field"`},
		{"open, long body", "writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"second","base":"master","body":"` + long + `"}`, 422, "body is too long (maximum is 65536 characters)"},
		{"open without rights to the head", "visitor-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"second","base":"master"}`, 403, "personal access token"},
		{"open by a reader", "reader-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"second","base":"master"}`, 403, "Resource not accessible by personal access token"},
		{"open by an app that reads", "reading-app-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"second","base":"master"}`, 403, "Resource not accessible by integration"},
		{"open, anonymous", "", "POST", "/repos/o/r/pulls", `{"title":"t","head":"second","base":"master"}`, 401, "Requires authentication"},
		{"open a draft", "app-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"second","base":"master","draft":true}`, 201, `"draft":true`},

		{"edit title and body", "writer-token", "PATCH", "/repos/o/r/pulls/1", `{"title":"Now","body":"so"}`, 200, `"title":"Now"`},
		{"edit to no title", "writer-token", "PATCH", "/repos/o/r/pulls/1", `{"title":""}`, 422, `"field":"title"`},
		{"edit to a long body", "writer-token", "PATCH", "/repos/o/r/pulls/1", `{"body":"` + long + `"}`, 422, "body is too long"},
		{"edit with triage", "triager-token", "PATCH", "/repos/o/r/pulls/1", `{"title":"Now"}`, 403, "Resource not accessible"},
		{"edit by a visitor", "visitor-token", "PATCH", "/repos/o/r/pulls/1", `{"title":"Now"}`, 403, "Must have admin rights"},

		{"ask for a review", "triager-token", "POST", "/repos/o/r/pulls/1/requested_reviewers", `{"reviewers":["triager"]}`, 201, `"number":1`},
		{"ask the author", "triager-token", "POST", "/repos/o/r/pulls/1/requested_reviewers", `{"reviewers":["writer"]}`, 422, "from pull request author"},
		{"ask a stranger", "triager-token", "POST", "/repos/o/r/pulls/1/requested_reviewers", `{"reviewers":["visitor"]}`, 422, "only be requested from collaborators"},
		{"ask as a visitor", "visitor-token", "POST", "/repos/o/r/pulls/1/requested_reviewers", `{"reviewers":["triager"]}`, 403, "Must have admin rights"},

		{"milestone", "triager-token", "PATCH", "/repos/o/r/issues/1", `{"milestone":1}`, 200, `"title":"First"`},
		{"unknown milestone", "writer-token", "PATCH", "/repos/o/r/issues/1", `{"milestone":7}`, 422, `"field":"milestone"`},
		{"milestone by a reader", "reader-token", "PATCH", "/repos/o/r/issues/1", `{"milestone":1}`, 403, "Resource not accessible"},
		{"milestone by a visitor", "visitor-token", "PATCH", "/repos/o/r/issues/1", `{"milestone":1}`, 403, "Must have admin rights to Repository."},
		{"milestone twice", "writer-token", "POST", "/repos/o/r/milestones", `{"title":"first"}`, 422, `"field":"title","code":"already_exists"`},
		{"new milestone", "writer-token", "POST", "/repos/o/r/milestones", `{"title":"Second"}`, 201, `"number":2`},
		{"milestones", "", "GET", "/repos/o/r/milestones?state=open", "", 200, `"title":"First"`},
		{"closed milestones", "", "GET", "/repos/o/r/milestones?state=closed", "", 200, `[]`},

		{"label twice", "writer-token", "POST", "/repos/o/r/labels", `{"name":"News"}`, 422, `"field":"name","code":"already_exists"`},
		{"new label", "writer-token", "POST", "/repos/o/r/labels", `{"name":"what? 50% c#","color":"00ff00"}`, 201, `"name":"what? 50% c#"`},
		{"labels", "", "GET", "/repos/o/r/labels", "", 200, `"name":"news"`},
		{"put a label on", "triager-token", "POST", "/repos/o/r/issues/1/labels", `{"labels":["NEWS"]}`, 200, `"name":"news"`},
		{"put an unknown label on", "app-token", "POST", "/repos/o/r/issues/1/labels", `{"labels":["Newsletter :email:"]}`, 200, `"name":"Newsletter :email:"`},
		{"put an unknown label on with triage", "triager-token", "POST", "/repos/o/r/issues/1/labels", `{"labels":["made up"]}`, 403, "You do not have permission to create labels"},
		{"label by a visitor", "visitor-token", "POST", "/repos/o/r/issues/1/labels", `{"labels":["news"]}`, 403, "Must have admin rights"},

		{"open an issue", "visitor-token", "POST", "/repos/o/r/issues", `{"title":"t","body":"b"}`, 201, `"state":"open"`},
		{"open an issue, anonymous", "", "POST", "/repos/o/r/issues", `{"title":"t"}`, 401, "Requires authentication"},
		{"list issues, with pull requests", "", "GET", "/repos/o/r/issues", "", 200, `"pull_request":{`},
		{"list issues of nobody", "", "GET", "/repos/o/r/issues?creator=nobody&state=all&sort=updated", "", 200, `[]`},
		{"edit an issue that is not there", "writer-token", "PATCH", "/repos/o/r/issues/99", `{"state":"closed"}`, 404, "Not Found"},
		{"comment", "visitor-token", "POST", "/repos/o/r/issues/1/comments", `{"body":"hi"}`, 201, `"body":"hi"`},
		{"comment by a reader", "reader-token", "POST", "/repos/o/r/issues/1/comments", `{"body":"hi"}`, 403, "Resource not accessible"},
		{"long comment", "writer-token", "POST", "/repos/o/r/issues/1/comments", `{"body":"` + long + `"}`, 422, "body is too long"},
		{"comment that just fits", "writer-token", "POST", "/repos/o/r/issues/1/comments", `{"body":"` + strings.Repeat("ä", 65536) + `"}`, 201, ""},
		{"empty comment", "writer-token", "POST", "/repos/o/r/issues/1/comments", `{"body":""}`, 422, `"field":"body"`},
		{"edit what is not there", "writer-token", "PATCH", "/repos/o/r/issues/comments/1", `{"body":"x"}`, 404, "Not Found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			s.push("second", "second.md", "x\n")
			if _, err := s.run(t.Context(), "update-ref", "refs/heads/idle", "refs/heads/master"); err != nil {
				t.Fatal(err)
			}
			a := s.send(tt.token, tt.method, tt.path, tt.body)
			if a.status != tt.status || !strings.Contains(a.text, tt.says) {
				t.Errorf("%d %.300s, want %d %s", a.status, a.text, tt.status, tt.says)
			}
			refused := strings.Contains(a.text, "Resource not accessible") && tt.method != "GET"
			if got := a.header.Get("X-Accepted-GitHub-Permissions"); refused != strings.Contains(got, "pull_requests=write") {
				t.Errorf("X-Accepted-GitHub-Permissions %q", got)
			}
		})
	}
}

func TestPrivateRepositoryIsHidden(t *testing.T) {
	s := newSite(t)
	s.MakePrivate()
	for token, want := range map[string]int{"": 404, "stranger-token": 404, "reader-token": 200} {
		if a := s.send(token, "GET", "/repos/o/r/pulls/1", ""); a.status != want {
			t.Errorf("REST with %q: %d, want %d", token, a.status, want)
		}
	}
	for token, want := range map[string]int{"": 401, "stranger-token": 404, "reader-token": 200} {
		req, _ := http.NewRequest("GET", s.srv.URL+"/o/r.git/info/refs?service=git-upload-pack", nil)
		if token != "" {
			req.SetBasicAuth("x-access-token", token)
		}
		if a := s.do("", req); a.status != want {
			t.Errorf("git with %q: %d, want %d", token, a.status, want)
		}
	}
	req, _ := http.NewRequest("GET", s.srv.URL+"/o/r/pull/1", nil)
	if a := s.do("", req); a.status != 404 {
		t.Errorf("page: %d", a.status)
	}
}

func TestPushRights(t *testing.T) {
	s := newSite(t)
	for token, want := range map[string]int{"": 401, "nobody": 401, "reader-token": 403, "triager-token": 403, "writer-token": 200, "app-token": 200} {
		req, _ := http.NewRequest("GET", s.srv.URL+"/o/r.git/info/refs?service=git-receive-pack", nil)
		if token != "" {
			req.SetBasicAuth("x-access-token", token)
		}
		if a := s.do("", req); a.status != want {
			t.Errorf("%q: %d, want %d", token, a.status, want)
		}
	}
}

// A push by git goes through the same server, and the pull request follows it.
func TestPullFollowsAPush(t *testing.T) {
	s := newSite(t)
	work, g := filepath.Join(t.TempDir(), "work"), s.srv.Git()
	basic := base64.StdEncoding.EncodeToString([]byte("x-access-token:writer-token"))
	for _, args := range [][]string{
		{"clone", "--quiet", "--branch", "topic", s.srv.URL + "/o/r.git", work},
		{"-C", work, "commit", "--quiet", "--allow-empty", "-m", "Pushed"},
		{"-C", work, "-c", "http.extraHeader=Authorization: Basic " + basic, "push", "--quiet", "origin", "topic"},
	} {
		if out, err := client(t, g, ".", args...); err != nil {
			t.Fatalf("git %s: %v: %s", args[0], err, out)
		}
	}
	tip, err := s.run(t.Context(), "log", "-1", "--format=%H %s", "topic")
	if err != nil || !strings.HasSuffix(tip, " Pushed") || s.Pulls()[0].HeadSHA != tip[:40] {
		t.Errorf("tip %q, head %s, %v", tip, s.Pulls()[0].HeadSHA, err)
	}
	if s.srv.Writes() != 1 {
		t.Errorf("%d writes in the log", s.srv.Writes())
	}
}

func TestUserAgentAndPath(t *testing.T) {
	srv, err := New(Options{Dir: t.TempDir()}) // without the check against the description, which does not know these
	if err != nil {
		t.Skip(err)
	}
	defer srv.Close()
	s := &site{T: t, srv: srv}
	req, _ := http.NewRequest("GET", srv.APIURL+"/user", nil)
	req.Header.Set("User-Agent", "")
	if a := s.do("", req); a.status != 403 || !strings.Contains(a.text, "User-Agent header") {
		t.Errorf("without User-Agent: %d %s", a.status, a.text)
	}
	for _, path := range []string{"/user/", "/repos/o/r/hooks", "/"} {
		if a := s.send("", "GET", path, ""); a.status != 404 {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

func TestForkAuthorWithoutRights(t *testing.T) {
	s := newSite(t)
	fork, err := s.Fork("visitor")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fork.Commit("mine", map[string][]byte{"mine.md": []byte("x\n")}, "Vis Itor <v@example.org>", "Mine"); err != nil {
		t.Fatal(err)
	}
	a := s.send("visitor-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"visitor:mine","base":"master"}`)
	if a.status != 201 {
		t.Fatalf("open from a fork: %d %s", a.status, a.text)
	}
	if a = s.send("visitor-token", "PATCH", "/repos/o/r/issues/2", `{"milestone":1}`); a.status != 200 || a.object["milestone"] != nil {
		t.Errorf("milestone by the author is not dropped: %d %v", a.status, a.object["milestone"])
	}
	if a = s.send("visitor-token", "POST", "/repos/o/r/issues/2/labels", `{"labels":["news"]}`); a.status != 403 {
		t.Errorf("label by the author: %d", a.status)
	}
	if a = s.send("visitor-token", "GET", "/repos/o/r/pulls/2/files", ""); !strings.Contains(a.text, `"filename":"mine.md"`) {
		t.Errorf("files of a fork's pull request: %s", a.text)
	}
	if a = s.send("", "GET", "/repos/o/r/pulls?head=visitor:mine&state=all", ""); !strings.Contains(a.text, `"number":2`) || strings.Contains(a.text, `"number":1,`) {
		t.Errorf("filter by head: %.200s", a.text)
	}
}

func TestEditingOthersComments(t *testing.T) {
	s := newSite(t)
	id, err := s.Comment(1, "triager", "mine")
	if err != nil {
		t.Fatal(err)
	}
	path := "/repos/o/r/issues/comments/" + itoa(id)
	for token, want := range map[string]int{"visitor-token": 403, "reader-token": 403, "triager-token": 200, "writer-token": 200} {
		if a := s.send(token, "PATCH", path, `{"body":"changed"}`); a.status != want {
			t.Errorf("%s: %d, want %d", token, a.status, want)
		}
	}
}

func TestMergeAndClose(t *testing.T) {
	s := newSite(t)
	if err := s.Merge(1); err != nil {
		t.Fatal(err)
	}
	a := s.send("", "GET", "/repos/o/r/pulls/1", "")
	if a.object["merged"] != true || a.object["state"] != "closed" || a.object["merged_at"] == nil {
		t.Errorf("%v %v %v", a.object["merged"], a.object["state"], a.object["merged_at"])
	}
	if text, err := s.run(t.Context(), "show", "master:new.md"); err != nil || text+"\n" != numbered(10) {
		t.Errorf("on master: %q, %v", text, err)
	}
	if a = s.send("", "GET", "/repos/o/r/pulls/1/files", ""); !strings.Contains(a.text, `"filename":"new.md"`) {
		t.Errorf("files after the merge: %s", a.text)
	}
	s.push("other", "other.md", "x\n")
	if a = s.send("writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"other","base":"master"}`); a.status != 201 {
		t.Fatal(a.text)
	}
	if err := s.Close(2); err != nil {
		t.Fatal(err)
	}
	if a = s.send("", "GET", "/repos/o/r/pulls/2", ""); a.object["merged"] != false || a.object["state"] != "closed" {
		t.Errorf("%v %v", a.object["merged"], a.object["state"])
	}
	if a = s.send("writer-token", "POST", "/repos/o/r/pulls", `{"title":"t","head":"other","base":"master"}`); a.status != 201 {
		t.Errorf("a second one after the first was closed: %s", a.text)
	}
}
