package github

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/gitops/githubtest/openapi"
)

const (
	branch = "newsletter-november-2026"
	issue  = "content/blog/newsletter/2026-12-05-newsletter.md"
	old    = "content/blog/newsletter/2026-11-05-newsletter.md"

	commToken    = "token-of-comm"
	botToken     = "token-of-the-workflow"
	readToken    = "token-that-reads"
	triageToken  = "token-of-triage"
	visitorToken = "token-of-a-volunteer"
)

// world is a stand-in with a site, the month's branch, and accounts with all the rights there are.
type world struct {
	*testing.T
	srv  *githubtest.Server
	site *githubtest.Repository
	head string // of the month's branch
}

func newWorld(t *testing.T, more ...func(http.Handler) http.Handler) *world {
	t.Helper()
	check := openapi.Middleware(t, "/api/v3")
	srv, err := githubtest.New(githubtest.Options{Dir: t.TempDir(), Middleware: func(h http.Handler) http.Handler {
		h = check(h)
		for _, m := range more {
			h = m(h)
		}
		return h
	}})
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { srv.Close() })
	site, err := srv.AddRepository("xsf/xmpp.org", fstest.MapFS{
		"README.md": {Data: []byte("site\n")},
		old:         {Data: []byte(lines("old", 40))},
	}, "master")
	if err != nil {
		t.Fatal(err)
	}
	srv.AddUser("comm", commToken, githubtest.Person)
	srv.AddUser("github-actions[bot]", botToken, githubtest.Installation)
	srv.AddUser("reader", readToken, githubtest.Person)
	srv.AddUser("triager", triageToken, githubtest.Person)
	srv.AddUser("volunteer", visitorToken, githubtest.Person)
	site.Allow("comm", githubtest.Write)
	site.Allow("github-actions[bot]", githubtest.Write)
	site.Allow("reader", githubtest.Read)
	site.Allow("triager", githubtest.Triage)
	site.Allow("volunteer", githubtest.Visitor)
	w := &world{T: t, srv: srv, site: site}
	w.head = w.commit(branch, map[string]string{issue: lines("entry", 60)})
	return w
}

// lines is a text of n lines that all differ.
func lines(word string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s %d\n", word, i+1)
	}
	return b.String()
}

func (w *world) commit(branch string, files map[string]string) string {
	w.Helper()
	content := map[string][]byte{}
	for path, text := range files {
		content[path] = []byte(text)
	}
	sha, err := w.site.Commit(branch, content, "Rev Iewer <rev@example.org>", "Change")
	if err != nil {
		w.Fatal(err)
	}
	return sha
}

func (w *world) client(token string) *Client {
	w.Helper()
	c, err := New("xsf/xmpp.org", Options{APIURL: w.srv.APIURL, GraphQLURL: w.srv.GraphQLURL, Token: token, Agent: "padpress-test"})
	if err != nil {
		w.Fatal(err)
	}
	return c
}

func (w *world) spec() PullSpec {
	return PullSpec{
		Head: branch, Base: "master", Title: "Draft: The XMPP Newsletter November 2026", Body: "A body.", Draft: true,
		Milestone: "Newsletter", Label: "Newsletter :email:", Path: issue,
	}
}

// ensured opens the pull request with the token.
func (w *world) ensured(token string) (*Client, *Pull) {
	w.Helper()
	c := w.client(token)
	p, err := c.EnsurePull(context.Background(), nil, w.spec())
	if err != nil {
		w.Fatal(err)
	}
	return c, p
}

// found reads the pull request anew with a new client, as a later run would.
func (w *world) found(token string) (*Client, *Pull) {
	w.Helper()
	c := w.client(token)
	p, err := c.FindPull(context.Background(), w.spec())
	if err != nil {
		w.Fatal(err)
	}
	return c, p
}

// review is what would be said about the lines; each remark's fingerprint is its line in words.
func (w *world) review(at ...int) Review {
	r := Review{Commit: w.head, Lines: whole}
	for _, line := range at {
		r.Remarks = append(r.Remarks, remarkAt(line))
	}
	return r
}

func remarkAt(line int) Remark {
	return Remark{Fingerprints: []string{fmt.Sprintf("rule/entry-%d", line)}, Path: issue, Line: line, Text: fmt.Sprintf("entry %d is odd", line)}
}

// whole says that every line of the issue is in the diff, as it is for a new file.
func whole(path string) []LineRange {
	if path == issue {
		return []LineRange{{1, 60}}
	}
	return nil
}

func (w *world) sync(token string, r Review) *Posted {
	w.Helper()
	c, p := w.found(token)
	posted, err := c.SyncReview(context.Background(), p, r)
	if err != nil {
		w.Fatal(err)
	}
	return posted
}

// comments are the line comments that stand on the pull request.
func (w *world) comments() []githubtest.LineComment {
	w.Helper()
	all, err := w.site.Comments(1)
	if err != nil {
		w.Fatal(err)
	}
	return all
}

// must is for acts of persons that a test relies on.
func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}
