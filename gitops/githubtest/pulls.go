package githubtest

import (
	"net/http"
	"strings"
)

func listPulls(c *call) error {
	q := c.URL.Query()
	state, base := q.Get("state"), q.Get("base")
	owner, branch, filtered := strings.Cut(q.Get("head"), ":")
	if state == "" {
		state = "open"
	}
	var found []*pull
	for _, p := range c.repo.pulls {
		if state != "all" && p.State != state || base != "" && p.Base != base {
			continue
		}
		if filtered && (!strings.EqualFold(p.headRepo.owner(), owner) || p.Head != branch) {
			continue
		}
		found = append(found, p)
	}
	return c.page(len(found), func(i int) any {
		p := found[len(found)-1-i] // newest first
		p.refresh(c.Context())
		return c.s.pullJSON(p, false)
	})
}

func showPull(c *call) error { return c.write(http.StatusOK, c.s.pullJSON(c.pull, true)) }

func createPull(c *call) error {
	var in struct {
		Title, Head, Base, Body string
		Draft                   bool
		Editable                bool `json:"maintainer_can_modify"`
	}
	if err := c.read(&in); err != nil {
		return err
	}
	if err := c.need(Visitor, "pull_requests=write"); err != nil {
		return err
	}
	if c.user.account == Installation && c.repo.noAppPulls {
		return noAppPulls
	}
	if in.Title == "" {
		return missing("PullRequest", "title")
	}
	p, refused := c.repo.open(c.Context(), c.user, Spec{Head: in.Head, Base: in.Base, Title: in.Title, Body: in.Body, Draft: in.Draft, Editable: in.Editable})
	if refused != nil {
		return refused
	}
	return c.write(http.StatusCreated, c.s.pullJSON(p, true))
}

// editPull changes what gitops/github changes: title and body. The draft state is ignored, as it is on GitHub.
func editPull(c *call) error {
	var in struct{ Title, Body *string }
	if err := c.read(&in); err != nil {
		return err
	}
	author := c.pull.author.is(c.user) && c.repo.permission(c.user) == Visitor
	if !author {
		if err := c.need(Write, "pull_requests=write"); err != nil {
			return err
		}
	}
	if in.Title != nil && *in.Title == "" {
		return missing("PullRequest", "title")
	}
	if in.Body != nil {
		if refused := checkBody("PullRequest", *in.Body); refused != nil {
			return refused
		}
		c.pull.Body = *in.Body
	}
	if in.Title != nil {
		c.pull.Title = *in.Title
	}
	c.pull.updated = c.s.now()
	return c.write(http.StatusOK, c.s.pullJSON(c.pull, true))
}

// requestReviewers refuses all if one is no collaborator, or the author. There are no teams here.
func requestReviewers(c *call) error {
	var in struct {
		Reviewers     []string
		TeamReviewers []string `json:"team_reviewers"`
	}
	if err := c.read(&in); err != nil {
		return err
	}
	if err := c.need(Triage, "pull_requests=write"); err != nil {
		return err
	}
	refused := func(sentence string) error {
		return &problem{status: http.StatusUnprocessableEntity, Message: sentence}
	}
	for _, login := range in.Reviewers {
		u := c.s.userNamed(login)
		switch {
		case c.pull.author.is(u):
			return refused("Review cannot be requested from pull request author.")
		case c.repo.role(u) == None || c.repo.role(u) == Visitor:
			return refused("Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the " + c.repo.Name + " repository.")
		}
	}
	if len(in.TeamReviewers) > 0 {
		return refused("Could not resolve to a node with the global id of '" + in.TeamReviewers[0] + "'.")
	}
	c.pull.Reviewers = append(c.pull.Reviewers, in.Reviewers...)
	return c.write(http.StatusCreated, c.s.pullJSON(c.pull, false))
}

func listFiles(c *call) error {
	files, err := c.pull.files(c.Context())
	if err != nil {
		return err
	}
	return c.page(len(files), func(i int) any { return c.s.fileJSON(c.pull, files[i]) })
}
