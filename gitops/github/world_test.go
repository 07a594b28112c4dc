package github

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

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
	srv   *githubtest.Server
	site  *githubtest.Repository
	head  string // of the month's branch
	mu    sync.Mutex
	waits []time.Duration // that clients would have made
}

// wait notes a pause instead of making it.
func (w *world) wait(_ context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waits = append(w.waits, d)
	return nil
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
	c, err := New("xsf/xmpp.org", Options{APIURL: w.srv.APIURL, GraphQLURL: w.srv.GraphQLURL, Token: token, Agent: "padpress-test", Wait: w.wait})
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

// review is what would be said about the lines; each point's fingerprint is its line in words.
func (w *world) review(at ...int) Review {
	r := Review{Commit: w.head, Lines: whole}
	for _, line := range at {
		r.Points = append(r.Points, pointAt(line))
	}
	return r.each(nil)
}

func pointAt(line int) Point {
	return Point{Fingerprint: fmt.Sprintf("rule/entry-%d", line), Path: issue, Line: line}
}

// each makes a remark of each point, after which it can be changed.
func (r Review) each(change func(p Point, r *Remark)) Review {
	points := r.Points
	r.Remarks = func(indices []int) []Remark {
		var all []Remark
		for _, i := range indices {
			p := points[i]
			remark := Remark{Points: []int{i}, Path: p.Path, Start: p.Start, Line: p.Line, Text: fmt.Sprintf("entry %d is odd", p.Line)}
			if change != nil {
				change(p, &remark)
			}
			all = append(all, remark)
		}
		return all
	}
	return r
}

// at are the lines of points.
func (r Review) at(indices []int) string {
	var at []string
	for _, i := range indices {
		at = append(at, fmt.Sprint(r.Points[i].Line))
	}
	return strings.Join(at, " ")
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
