package githubtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// call is one request to the REST interface: who asks, about which repository and which pull request.
type call struct {
	*http.Request
	w    http.ResponseWriter
	s    *Server
	user *user
	repo *Repository
	pull *pull // set where the path has a {number}, unless that is an issue's

	issue *issue // set where the path has the {number} of an issue that is no pull request, and may have
}

// endpoint answers a call or says why not. It runs under the server's lock.
type endpoint func(*call) error

func (s *Server) restMux() *http.ServeMux {
	mux := http.NewServeMux()
	handle := func(pattern string, e endpoint) {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" /api/v3"+path, func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, e) })
	}
	const repo = "/repos/{owner}/{name}"
	handle("GET /user", showUser)
	handle("GET "+repo, showRepository)
	handle("POST "+repo+"/forks", createFork)
	handle("POST "+repo+"/merge-upstream", mergeUpstream)
	handle("GET "+repo+"/compare/{basehead...}", compareCommits)
	handle("GET "+repo+"/pulls", listPulls)
	handle("POST "+repo+"/pulls", createPull)
	handle("GET "+repo+"/pulls/{number}", showPull)
	handle("PATCH "+repo+"/pulls/{number}", editPull)
	handle("GET "+repo+"/pulls/{number}/files", listFiles)
	handle("GET "+repo+"/pulls/{number}/comments", listLines)
	handle("POST "+repo+"/pulls/{number}/reviews", createReview)
	handle("POST "+repo+"/pulls/{number}/requested_reviewers", requestReviewers)
	handle("DELETE "+repo+"/pulls/comments/{comment}", deleteLine)
	handle("GET "+repo+"/milestones", listMilestones)
	handle("GET "+repo+"/milestones/{milestone}", showMilestone)
	handle("POST "+repo+"/milestones", createMilestone)
	handle("GET "+repo+"/labels", listLabels)
	handle("POST "+repo+"/labels", createLabel)
	handle("GET "+repo+"/issues", listIssues)
	handle("POST "+repo+"/issues", createIssue)
	handle("PATCH "+repo+"/issues/{number}", editIssue)
	handle("POST "+repo+"/issues/{number}/labels", addLabels)
	handle("GET "+repo+"/issues/{number}/comments", listComments)
	handle("POST "+repo+"/issues/{number}/comments", createComment)
	handle("PATCH "+repo+"/issues/comments/{comment}", editComment)
	handle("DELETE "+repo+"/issues/comments/{comment}", deleteComment)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { notFound.write(w) })
	return mux
}

// editIssuePattern is the one request that may be about an issue that is no pull request.
const editIssuePattern = "PATCH /api/v3/repos/{owner}/{name}/issues/{number}"

func (s *Server) answer(w http.ResponseWriter, r *http.Request, e endpoint) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &call{Request: r, w: w, s: s, user: s.userOf(r)}
	if scopes, classic := s.scopes[tokenOf(r)]; classic {
		w.Header().Set("X-OAuth-Scopes", scopes)
	}
	err := c.find()
	if err == nil {
		err = e(c)
	}
	var refused *problem
	switch {
	case errors.As(err, &refused):
		refused.write(w)
	case err != nil:
		(&problem{status: http.StatusInternalServerError, Message: err.Error()}).write(w)
	}
}

// find checks who asks and looks up what the path names.
func (c *call) find() error {
	if c.UserAgent() == "" {
		return noAgent
	}
	if c.user == nil {
		return badCredentials
	}
	if c.PathValue("owner") == "" {
		return nil
	}
	c.repo = c.s.repository(c.PathValue("owner") + "/" + c.PathValue("name"))
	if c.repo == nil || !c.repo.readable(c.user) {
		return notFound
	}
	if err := c.mayRead(); err != nil {
		return err
	}
	if number := c.PathValue("number"); number != "" {
		n, err := strconv.Atoi(number)
		if err == nil && c.Pattern == editIssuePattern {
			c.issue = c.repo.issue(n)
		}
		if c.issue != nil {
			return nil
		}
		if err != nil || c.repo.pull(n) == nil {
			return notFound
		}
		c.pull = c.repo.pull(n)
		c.pull.refresh(c.Context())
	}
	return nil
}

// need refuses a caller with less than the permission; accepts names the token permissions that would do.
func (c *call) need(p Permission, accepts string) error {
	have := c.repo.permission(c.user)
	switch {
	case !c.user.granted(accepts):
		return forbidden(c.user, accepts)
	case have >= p:
		return nil
	case have == Visitor:
		return adminOnly
	}
	return forbidden(c.user, accepts)
}

// read decodes the body.
func (c *call) read(v any) error {
	b, err := io.ReadAll(http.MaxBytesReader(c.w, c.Body, 16<<20))
	if err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	if json.Unmarshal(b, v) != nil {
		return badJSON
	}
	return nil
}

func (c *call) write(status int, v any) error {
	writeJSON(c.w, status, v)
	return nil
}

// page writes the part of the n entries that the request asks for, with the Link header that leads to the rest.
func (c *call) page(n int, entry func(i int) any) error {
	size, number := 30, 1
	q := c.URL.Query()
	if v, err := strconv.Atoi(q.Get("per_page")); err == nil && v > 0 {
		size = min(v, 100)
	}
	if v, err := strconv.Atoi(q.Get("page")); err == nil && v > 0 {
		number = v
	}
	last := max(1, (n+size-1)/size)
	var links []string
	link := func(rel string, page int) {
		q.Set("page", strconv.Itoa(page))
		u := url.URL{Path: c.URL.Path, RawQuery: q.Encode()}
		links = append(links, fmt.Sprintf(`<%s%s>; rel="%s"`, c.s.URL, u.String(), rel))
	}
	if number > 1 {
		link("prev", number-1)
		link("first", 1)
	}
	if number < last {
		link("next", number+1)
		link("last", last)
	}
	if links != nil {
		c.w.Header().Set("Link", strings.Join(links, ", "))
	}
	entries := []any{}
	for i := min(n, (number-1)*size); i < min(n, number*size); i++ {
		entries = append(entries, entry(i))
	}
	return c.write(http.StatusOK, entries)
}

func showUser(c *call) error {
	switch {
	case c.user == anonymous:
		return needsToken
	case c.user.account == Installation:
		return forbidden(c.user, "")
	}
	return c.write(http.StatusOK, c.s.publicUserJSON(c.user))
}
