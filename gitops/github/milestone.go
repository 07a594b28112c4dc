package github

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// ErrMilestone is returned by FindMilestone for a milestone that the repository does not have.
var ErrMilestone = errors.New("no such milestone")

// Milestone is a milestone of the repository.
type Milestone struct {
	Number int
	Title  string
	Closed bool
}

// FindMilestone finds the milestone by its number or title, open or closed, so that a run can stop before it writes
// anything. It is one request for a number, and one or two for a title.
func (c *Client) FindMilestone(ctx context.Context, want string) (Milestone, error) {
	number, err := c.milestoneNumber(ctx, want)
	if err != nil {
		return Milestone{}, err
	}
	m := &gh.Milestone{}
	if number > 0 {
		m, _, err = c.gh.Issues.GetMilestone(ctx, c.owner, c.name, number)
		err = explain("read the milestone", err)
	}
	if number == 0 || errors.Is(err, ErrNotFound) {
		there, err := c.milestonesThere(ctx)
		if err != nil {
			return Milestone{}, err
		}
		return Milestone{}, fmt.Errorf("%w: %s has no milestone %q; %s", ErrMilestone, c.repo(), plain(want), there)
	}
	if err != nil {
		return Milestone{}, err
	}
	c.milestone[want] = m.GetNumber()
	return Milestone{Number: m.GetNumber(), Title: m.GetTitle(), Closed: m.GetState() == "closed"}, nil
}

// milestoneNumber reads a number, or finds a milestone by its title, open ones first; 0 if there is none.
func (c *Client) milestoneNumber(ctx context.Context, want string) (int, error) {
	if n, ok := c.milestone[want]; ok {
		return n, nil
	}
	if n, err := strconv.Atoi(want); err == nil && n > 0 {
		return n, nil
	}
	for _, state := range []string{"open", "closed"} {
		all, err := c.milestones(ctx, state)
		if err != nil {
			return 0, err
		}
		for _, m := range all {
			if strings.EqualFold(strings.TrimSpace(m.GetTitle()), strings.TrimSpace(want)) {
				return m.GetNumber(), nil
			}
		}
	}
	return 0, nil
}

func (c *Client) milestones(ctx context.Context, state string) ([]*gh.Milestone, error) {
	var all []*gh.Milestone
	o := &gh.MilestoneListOptions{State: state, ListOptions: gh.ListOptions{PerPage: 100}}
	for {
		page, res, err := c.gh.Issues.ListMilestones(ctx, c.owner, c.name, o)
		if err != nil {
			return nil, explain("list the milestones", err)
		}
		all = append(all, page...)
		if res.NextPage == 0 {
			return all, nil
		}
		o.Page = res.NextPage
	}
}

// noteMilestones says which milestones there are, where the wanted one is not among them.
func (c *Client) noteMilestones(ctx context.Context, p *Pull, want string) error {
	there, err := c.milestonesThere(ctx)
	if err != nil {
		return err
	}
	p.Notes = append(p.Notes, fmt.Sprintf("no milestone %q in %s: %s", plain(want), c.repo(), there))
	return nil
}

// milestonesThere lists the open milestones for people.
func (c *Client) milestonesThere(ctx context.Context) (string, error) {
	all, err := c.milestones(ctx, "open")
	if err != nil || len(all) == 0 {
		return "there is no open one", err
	}
	var names []string
	for _, m := range all[:min(len(all), 10)] {
		names = append(names, fmt.Sprintf("%d %q", m.GetNumber(), plain(m.GetTitle())))
	}
	return "there are " + strings.Join(names, ", "), nil
}
