package github

import (
	"context"
	"fmt"
	"slices"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// graphPull is a pull request as GraphQL tells it, with the first hundred of its files.
type graphPull struct {
	Number                               int
	URL, Title, Body                     string
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
		Nodes    []struct{ Path string }
		PageInfo pageInfo
	}
}

// findTheirs finds the oldest open pull request to the base that touches the file, nil if there is none;
// ours comes before that if it has appeared meanwhile.
func (c *Client) findTheirs(ctx context.Context, spec PullSpec) (*Pull, error) {
	covers := spec.Covers
	if covers == nil {
		covers = func(path string) bool { return path == spec.Path }
	}
	var found *Pull
	from := func(g graphPull, repo string) bool {
		return g.HeadRepository != nil && strings.EqualFold(g.HeadRepository.NameWithOwner, repo)
	}
	isOurs := func(g graphPull) bool { return g.HeadRefName == spec.Head && from(g, c.home(spec)) } // another run opened it since ours was looked for
	variables := map[string]any{"owner": c.owner, "name": c.name, "base": spec.Base, "after": nil}
	for more := true; more; {
		var data struct {
			Repository struct {
				PullRequests struct {
					Nodes    []graphPull
					PageInfo pageInfo
				}
			}
		}
		if err := c.ask(ctx, "look through the open pull requests", openPullsQuery, variables, &data); err != nil {
			return nil, err
		}
		pulls := data.Repository.PullRequests
		for _, g := range pulls.Nodes {
			if isOurs(g) {
				p := g.pull("")
				p.State = Ours
				return p, nil
			}
			if (from(g, c.repo()) || from(g, c.home(spec))) && slices.Contains(spec.Others, g.HeadRefName) {
				continue
			}
			path, err := c.touches(ctx, g, covers)
			switch {
			case err != nil:
				return nil, err
			case path == "":
			case found == nil:
				found = g.pull(path)
			default:
				found.Notes = append(found.Notes, fmt.Sprintf("#%d holds this issue too: one of the two should be closed", g.Number))
			}
		}
		more = pulls.PageInfo.HasNextPage
		variables["after"] = pulls.PageInfo.EndCursor
	}
	return found, nil
}

// touches finds the first path of a pull request that is covered, "" if none is.
func (c *Client) touches(ctx context.Context, g graphPull, covers func(string) bool) (string, error) {
	if g.Files == nil {
		return "", nil
	}
	for _, f := range g.Files.Nodes {
		if covers(f.Path) {
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
		if covers(f.GetFilename()) {
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

func (g graphPull) pull(path string) *Pull {
	p := &Pull{
		Number: g.Number, URL: g.URL, Title: g.Title, Body: g.Body, State: Theirs, Draft: g.IsDraft,
		Head: g.HeadRefOid, HeadName: g.HeadRefName, Base: g.BaseRefName, Path: path,
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
