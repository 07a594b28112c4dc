package githubtest

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func (s *site) graph(token, body string) answer {
	s.Helper()
	req, err := http.NewRequest("POST", s.srv.GraphQLURL, strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	return s.do(token, req)
}

func TestGraphQL(t *testing.T) {
	query := func(document, variables string) string {
		document = strings.Join(strings.Fields(document), " ")
		return `{"query":"` + document + `","variables":` + variables + `}`
	}
	ours := `{"owner":"o","name":"r","base":"master","head":"topic"}`
	tests := []struct {
		name, token, body string
		status            int
		says              string
	}{
		{"open pull requests", "reader-token", query(monthPulls, ours), 200, `"changeType":"ADDED","path":"new.md"`},
		{"other base", "reader-token", query(monthPulls, `{"owner":"o","name":"r","base":"topic"}`), 200, `"nodes":[]`},
		{"anonymous", "", query(monthPulls, ours), 401, "requires you to be authenticated"},
		{"bad token", "nobody", query(monthPulls, ours), 401, "Bad credentials"},
		{"no such repository", "reader-token", query(monthPulls, `{"owner":"o","name":"none","base":"master"}`), 200, `"type":"NOT_FOUND"`},
		{"unknown document", "reader-token", query("query MonthPulls{viewer{login}}", `{}`), 200, "does not know this document"},
		{"no such pull request", "reader-token", query(reviewThreads, `{"owner":"o","name":"r","number":9}`), 200, "Could not resolve to a PullRequest"},
		{"resolve without rights", "triager-token", query(resolveThread, `{"thread":"PRRT_%d"}`), 200, `"type":"FORBIDDEN"`},
		{"resolve", "writer-token", query(resolveThread, `{"thread":"PRRT_%d"}`), 200, `"isResolved":true`},
		{"resolve nothing", "writer-token", query(resolveThread, `{"thread":"PRRT_1"}`), 200, `"type":"NOT_FOUND"`},
		{"from a branch", "reader-token", query(monthPulls, `{"owner":"o","name":"r","base":"none","head":"topic"}`), 200, `"state":"OPEN"`},
		{"make a draft of nothing", "writer-token", query(draft, `{"pull":"PR_1"}`), 200, `"type":"NOT_FOUND"`},
		{"make a draft without rights", "triager-token", query(draft, `{"pull":"PR_%p"}`), 200, `"type":"FORBIDDEN"`},
		{"make a draft", "writer-token", query(draft, `{"pull":"PR_%p"}`), 200, `"isDraft":true`},
		{"ready for review", "app-token", query(ready, `{"pull":"PR_%p"}`), 200, `"isDraft":false`},
		{"minimise", "triager-token", query(minimizeComment, `{"comment":"PRRC_%d"}`), 200, `"isMinimized":true`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			id, err := s.CommentLine(1, "visitor", "new.md", 1, "x")
			if err != nil {
				t.Fatal(err)
			}
			a := s.graph(tt.token, strings.NewReplacer("%d", itoa(id), "%p", itoa(s.pull(1).id)).Replace(tt.body))
			if a.status != tt.status || !strings.Contains(a.text, tt.says) {
				t.Errorf("%d %s, want %d %s", a.status, a.text, tt.status, tt.says)
			}
		})
	}
}

func TestRequestLog(t *testing.T) {
	s := newSite(t)
	s.srv.ResetRequests()
	s.send("writer-token", "GET", "/repos/o/r/labels?per_page=5", "")
	s.send("writer-token", "POST", "/repos/o/r/issues/1/comments", `{"body":"hi"}`)
	s.graph("writer-token", `{"query":"x"}`)
	req, _ := http.NewRequest("GET", s.srv.URL+"/o/r.git/info/refs?service=git-upload-pack", nil)
	s.do("", req)
	all := s.srv.Requests()
	if len(all) != 4 || len(s.srv.API()) != 3 || s.srv.Writes() != 1 {
		t.Fatalf("%+v", all)
	}
	if r := all[0]; r.Kind != REST || r.Path != "/api/v3/repos/o/r/labels?per_page=5" || r.Status != 200 || r.Out == 0 {
		t.Errorf("%+v", r)
	}
	if r := all[1]; r.Status != 201 || r.In != int64(len(`{"body":"hi"}`)) || !r.Write() {
		t.Errorf("%+v", r)
	}
	if all[2].Kind != GraphQL || all[3].Kind != Git || all[3].Out == 0 {
		t.Errorf("%+v %+v", all[2], all[3])
	}
}

// What people write must not become part of the page.
func TestPage(t *testing.T) {
	s := newSite(t)
	if err := s.Retitle(1, `<script>alert("t")</script>`); err != nil {
		t.Fatal(err)
	}
	if err := s.SetMilestone(1, 1); err != nil {
		t.Fatal(err)
	}
	s.send("writer-token", "POST", "/repos/o/r/issues/1/labels", `{"labels":["news"]}`)
	_, err := s.Comment(1, "visitor", "<!-- padpress: o/r#1 summary -->\nin the <b>conversation</b>")
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.CommentLine(1, "visitor", "old.md", 5, "spell it\n\n````suggestion\nline ``` 5 <i>\n````\nplease")
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Get(s.srv.URL + "/o/r/pull/1")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	page := string(b)
	for _, want := range []string{
		"&lt;script&gt;", "in the <!-- raw HTML omitted -->conversation", "<div class=\"suggestion\">line ``` 5 &lt;i&gt;\n</div>",
		"<p>please</p>", "First", "news", "Open", "old.md", "line five",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, no := range []string{"<script", "<b>conversation", "padpress: o/r#1"} {
		if strings.Contains(page, no) {
			t.Errorf("the page holds %q", no)
		}
	}
	row := strings.Index(page, "line five")
	if at := strings.Index(page, "spell it"); at < row || strings.Contains(page[row:at], `<tr class="added"`) {
		t.Error("the comment does not stand under its line")
	}
	if !strings.Contains(res.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("policy %q", res.Header.Get("Content-Security-Policy"))
	}
	for _, path := range []string{"/o/r/pull/7", "/o/none/pull/1", "/o/r/pull/x", "/"} {
		if res, err := http.Get(s.srv.URL + path); err != nil || res.StatusCode != 404 {
			t.Errorf("%s: %v, %v", path, res.StatusCode, err)
		}
	}
}
