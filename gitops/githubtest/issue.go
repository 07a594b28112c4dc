package githubtest

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Issue is an issue that is no pull request. Its number is of the same row as theirs.
type Issue struct {
	Number              int
	Title, Body, Author string
	State               string // open or closed
}

type issue struct {
	Issue
	id               int64
	author           *user
	created, updated time.Time
	closed           time.Time
}

// issue finds an issue by number, nil if there is none; the caller holds the lock.
func (r *Repository) issue(number int) *issue {
	for _, i := range r.issues {
		if i.Number == number {
			return i
		}
	}
	return nil
}

func (r *Repository) addIssue(u *user, title, body string) *issue {
	s := r.server
	r.number++
	i := &issue{
		Issue: Issue{Number: r.number, Title: title, Body: body, Author: u.login, State: "open"},
		id:    s.nextID(), author: u, created: s.now(), updated: s.now(),
	}
	r.issues = append(r.issues, i)
	return i
}

// Issues are the repository's issues that are no pull requests, oldest first.
func (r *Repository) Issues() []Issue {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	var all []Issue
	for _, i := range r.issues {
		all = append(all, i.Issue)
	}
	return all
}

// OpenIssue writes an issue as the account with the login, and returns its number.
func (r *Repository) OpenIssue(login, title, body string) int {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	return r.addIssue(r.server.userNamed(login), title, body).Number
}

// SetIssue opens or closes an issue as a person does: state is "open" or "closed".
func (r *Repository) SetIssue(number int, state string) error {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	i := r.issue(number)
	if i == nil {
		return errNo("issue", number, r.Name)
	}
	i.set(state, r.server.now())
	return nil
}

func (i *issue) set(state string, now time.Time) {
	i.State, i.updated, i.closed = state, now, time.Time{}
	if state == "closed" {
		i.closed = now
	}
}

// DisableIssues is the setting by which a repository has none, as forks have none at first.
func (r *Repository) DisableIssues() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.noIssues = true
}

// ForbidAppIssues takes the permission "issues" from installation tokens, as a workflow does that does not ask for it.
func (r *Repository) ForbidAppIssues() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.noAppIssues = true
}

// mayWriteIssues refuses who may not write issues, which anybody may who is somebody.
func (c *call) mayWriteIssues(p Permission) error {
	if c.user.account == Installation && c.repo.noAppIssues {
		return forbidden(c.user, "issues=write")
	}
	return c.need(p, "issues=write")
}

// listIssues shows pull requests among the issues, as GitHub does, the newest first unless the last changed are wanted.
func listIssues(c *call) error {
	type entry struct {
		updated time.Time
		number  int
		state   string
		author  *user
		json    object
	}
	var all []entry
	for _, i := range c.repo.issues {
		all = append(all, entry{i.updated, i.Number, i.State, i.author, c.s.bareIssueJSON(c.repo, i)})
	}
	for _, p := range c.repo.pulls {
		o := c.s.issueJSON(p)
		o["pull_request"] = object{"url": c.s.api("/repos/%s/pulls/%d", c.repo.Name, p.Number), "html_url": p.URL, "diff_url": p.URL + ".diff", "patch_url": p.URL + ".patch"}
		all = append(all, entry{p.updated, p.Number, p.State, p.author, o})
	}
	q := c.URL.Query()
	state, creator := cmp.Or(q.Get("state"), "open"), q.Get("creator")
	all = slices.DeleteFunc(all, func(e entry) bool {
		return state != "all" && e.state != state || creator != "" && !strings.EqualFold(creator, e.author.login)
	})
	slices.SortFunc(all, func(a, b entry) int {
		if byChange := b.updated.Compare(a.updated); byChange != 0 && q.Get("sort") == "updated" {
			return byChange
		}
		return b.number - a.number
	})
	return c.page(len(all), func(i int) any { return all[i].json })
}

func createIssue(c *call) error {
	var in struct{ Title, Body string }
	if err := c.read(&in); err != nil {
		return err
	}
	if c.repo.noIssues {
		return issuesDisabled
	}
	if err := c.mayWriteIssues(Visitor); err != nil {
		return err
	}
	if in.Title == "" {
		return missing("Issue", "title")
	}
	if refused := checkBody("Issue", in.Body); refused != nil {
		return refused
	}
	return c.write(http.StatusCreated, c.s.bareIssueJSON(c.repo, c.repo.addIssue(c.user, in.Title, in.Body)))
}

// editBareIssue changes an issue that is no pull request: its author may, and who has triage rights.
func editBareIssue(c *call) error {
	var in struct {
		Title, Body, State *string
	}
	if err := c.read(&in); err != nil {
		return err
	}
	need := Triage
	if c.issue.author.is(c.user) {
		need = Visitor
	}
	if err := c.mayWriteIssues(need); err != nil {
		return err
	}
	if in.Body != nil {
		if refused := checkBody("Issue", *in.Body); refused != nil {
			return refused
		}
		c.issue.Body = *in.Body
	}
	if in.Title != nil {
		c.issue.Title = *in.Title
	}
	if in.State != nil {
		c.issue.set(*in.State, c.s.now())
	}
	c.issue.updated = c.s.now()
	return c.write(http.StatusOK, c.s.bareIssueJSON(c.repo, c.issue))
}

func (s *Server) bareIssueJSON(r *Repository, i *issue) object {
	url := s.api("/repos/%s/issues/%d", r.Name, i.Number)
	return object{
		"id": i.id, "node_id": node("I", i.id), "number": i.Number, "state": i.State, "locked": false, "title": i.Title, "body": i.Body,
		"user": s.userJSON(i.author), "assignee": nil, "labels": []object{}, "milestone": nil,
		"comments": 0, "author_association": "NONE", "closed_at": stamp(i.closed),
		"created_at": stamp(i.created), "updated_at": stamp(i.updated), "url": url, "html_url": fmt.Sprintf("%s/%s/issues/%d", s.URL, r.Name, i.Number),
		"repository_url": s.api("/repos/%s", r.Name), "labels_url": url + "/labels{/name}", "comments_url": url + "/comments", "events_url": url + "/events",
	}
}
