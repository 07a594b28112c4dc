package github

import (
	"context"
	"fmt"
	"slices"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// graphPull is a pull request as GraphQL tells it, an open one with the first hundred of its files.
type graphPull struct {
	ID                                   string
	Number                               int
	URL, Title, Body, State              string
	IsDraft                              bool
	BaseRefName, HeadRefName, HeadRefOid string
	HeadRepository                       *struct{ NameWithOwner string }
	Author                               *actor
	Milestone                            *struct {
		Number int
		Title  string
	}
	Labels struct{ Nodes []struct{ Name string } }
	Files  *struct {
		Nodes    []struct{ Path, ChangeType string }
		PageInfo pageInfo
	}
}

// monthPulls asks once for ours, of State None if there is none, and for the open ones of others that hold the month's
// issue, the oldest first; and for the oldest open one that holds the original, nil if there is none.
func (c *Client) monthPulls(ctx context.Context, spec PullSpec) (ours *Pull, theirs []*Pull, original *Pull, err error) {
	ours = &Pull{State: None}
	variables := map[string]any{"owner": c.owner, "name": c.name, "base": spec.Base, "head": spec.Head, "after": nil}
	for more := true; more; {
		var data struct {
			Viewer     struct{ Login string }
			Repository struct {
				FromHead struct{ Nodes []graphPull }
				Open     struct {
					Nodes    []graphPull
					PageInfo pageInfo
				}
			}
		}
		if err := c.ask(ctx, "look for the month's pull request", monthPullsQuery, variables, &data); err != nil {
			return nil, nil, nil, err
		}
		c.viewer = data.Viewer.Login
		if variables["after"] == nil {
			var from []*Pull
			for _, g := range data.Repository.FromHead.Nodes {
				from = append(from, g.pull(Ours))
			}
			ours = c.bestOurs(from, spec)
		}
		open := data.Repository.Open
		for _, g := range open.Nodes {
			if p, err := c.monthsOwn(ctx, g, spec); err != nil {
				return nil, nil, nil, err
			} else if p != nil {
				theirs = append(theirs, p)
			}
			if original == nil && spec.Original != nil {
				if original, err = c.originals(ctx, g, *spec.Original); err != nil {
					return nil, nil, nil, err
				}
			}
		}
		more = open.PageInfo.HasNextPage
		variables["after"] = open.PageInfo.EndCursor
	}
	return ours, theirs, original, nil
}

// originals is an open pull request if it holds the issue that a translation is made from; else nil. Ours is known by its
// branch.
func (c *Client) originals(ctx context.Context, g graphPull, spec PullSpec) (*Pull, error) {
	if p := g.pull(Ours); p.HeadName == spec.Head && strings.EqualFold(p.HeadRepo, c.home(spec)) {
		var err error
		p.Path, err = c.touches(ctx, g, spec.Covers)
		return p, err
	}
	return c.monthsOwn(ctx, g, spec)
}

// monthsOwn is an open pull request that is not from our branch, if it holds the month's issue; else nil.
func (c *Client) monthsOwn(ctx context.Context, g graphPull, spec PullSpec) (*Pull, error) {
	p := g.pull(Theirs)
	from := func(repo string) bool { return strings.EqualFold(p.HeadRepo, repo) }
	if p.HeadName == spec.Head && from(c.home(spec)) || slices.Contains(spec.Others, p.HeadName) && (from(c.repo()) || from(c.home(spec))) {
		return nil, nil
	}
	covers := spec.Covers
	if covers == nil {
		covers = func(path string) bool { return path == spec.Path }
	}
	var err error
	if p.Path, err = c.touches(ctx, g, covers); err != nil || p.Path == "" {
		return nil, err
	}
	if spec.Holds == nil {
		return p, nil
	}
	if holds, err := spec.Holds(ctx, p); err != nil || !holds {
		return nil, err
	}
	return p, nil
}

// touches finds the first path of a pull request that is covered, "" if none is.
func (c *Client) touches(ctx context.Context, g graphPull, covers func(string) bool) (string, error) {
	if g.Files == nil {
		return "", nil
	}
	for _, f := range g.Files.Nodes {
		if f.ChangeType != "DELETED" && covers(f.Path) {
			return f.Path, nil
		}
	}
	if !g.Files.PageInfo.HasNextPage {
		return "", nil
	}
	files, err := c.files(ctx, g.Number)
	if err != nil {
		return "", err
	}
	for _, f := range files {
		if f.GetStatus() != "removed" && covers(f.GetFilename()) {
			return f.GetFilename(), nil
		}
	}
	return "", nil
}

// files lists what a pull request changes, all pages.
func (c *Client) files(ctx context.Context, number int) ([]*gh.CommitFile, error) {
	var all []*gh.CommitFile
	o := &gh.ListOptions{PerPage: 100}
	for {
		files, res, err := c.gh.PullRequests.ListFiles(ctx, c.owner, c.name, number, o)
		if err != nil {
			return nil, explain(fmt.Sprintf("list the files of pull request %d", number), err)
		}
		all = append(all, files...)
		if res.NextPage == 0 {
			return all, nil
		}
		o.Page = res.NextPage
	}
}

// pull translates; open is the state of a pull request that is neither closed nor merged.
func (g graphPull) pull(open State) *Pull {
	p := &Pull{
		Number: g.Number, Node: g.ID, URL: g.URL, Title: g.Title, Body: g.Body, State: open, Draft: g.IsDraft,
		Head: g.HeadRefOid, HeadName: g.HeadRefName, Base: g.BaseRefName,
	}
	switch g.State {
	case "MERGED":
		p.State = Merged
	case "CLOSED":
		p.State = Closed
	}
	if g.HeadRepository != nil {
		p.HeadRepo = g.HeadRepository.NameWithOwner
	}
	p.Author = g.Author.login()
	if g.Milestone != nil {
		p.Milestone, p.MilestoneNumber = g.Milestone.Title, g.Milestone.Number
	}
	for _, l := range g.Labels.Nodes {
		p.Labels = append(p.Labels, l.Name)
	}
	return p
}
