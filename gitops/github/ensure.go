package github

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// EnsurePull opens the pull request if there is none, and sets milestone and label where they are missing. found is what
// FindPull returned; nil looks again. A pull request that is somebody else's, closed or merged is left alone: the error is a
// *PullError. Missing rights for milestone or label are a note and not an error.
func (c *Client) EnsurePull(ctx context.Context, found *Pull, spec PullSpec) (*Pull, error) {
	if found == nil {
		var err error
		if found, err = c.FindPull(ctx, spec); err != nil {
			return nil, err
		}
	}
	if found.State == None {
		var err error
		if found, err = c.open(ctx, found, spec); err != nil {
			return nil, err
		}
	}
	if err := found.inTheWay(); err != nil {
		return found, err
	}
	return c.complete(ctx, found, spec)
}

// Adopt sets milestone and label on somebody else's open pull request where they are missing and rights allow. Nothing else changes.
func (c *Client) Adopt(ctx context.Context, found *Pull, spec PullSpec) (*Pull, error) {
	if found.State != Theirs {
		if err := found.inTheWay(); err != nil {
			return found, err
		}
	}
	return c.complete(ctx, found, spec)
}

func (p *Pull) inTheWay() error {
	reason := map[State]error{Theirs: ErrTheirs, Closed: ErrClosed, Merged: ErrMerged}[p.State]
	if reason == nil {
		return nil
	}
	return &PullError{Pull: p, Err: reason}
}

// open opens the pull request. If another run was faster, or the answer got lost, the one that is there now is returned.
func (c *Client) open(ctx context.Context, found *Pull, spec PullSpec) (*Pull, error) {
	pr, err := c.create(ctx, spec)
	if err == nil {
		p := pullOf(pr, Ours)
		p.Notes, p.opened = found.Notes, true
		p.Did = []string{fmt.Sprintf("opened #%d", p.Number)}
		c.self.know(p.Author)
		return p, c.askReviewers(ctx, p, spec.Reviewers)
	}
	if !alreadyExists(err) && !unknown(ctx, err) {
		return nil, err
	}
	now, again := c.findOurs(ctx, spec)
	if again != nil || now.State == None {
		return nil, errors.Join(err, again)
	}
	now.Notes = append(now.Notes, found.Notes...)
	return now, nil
}

// askReviewers asks for a review. It is done once, as people send requests away.
func (c *Client) askReviewers(ctx context.Context, p *Pull, names []string) error {
	var request gh.ReviewersRequest
	for _, name := range names {
		if _, team, is := strings.Cut(name, "/"); is {
			request.TeamReviewers = append(request.TeamReviewers, team)
		} else if !strings.EqualFold(name, p.Author) { // nobody reviews their own
			request.Reviewers = append(request.Reviewers, name)
		}
	}
	if len(request.Reviewers)+len(request.TeamReviewers) == 0 {
		return nil
	}
	_, _, err := c.gh.PullRequests.RequestReviewers(ctx, c.owner, c.name, p.Number, request)
	err = explain(fmt.Sprintf("ask for a review of #%d", p.Number), err)
	switch {
	case denied(err), unprocessable(err):
		p.Notes = append(p.Notes, fmt.Sprintf("nobody is asked for a review (%v); somebody with triage rights can ask at %s", err, p.URL))
		return nil
	case err == nil:
		p.Did = append(p.Did, "asked for a review by "+plain(strings.Join(names, ", ")))
	}
	return err
}

// complete sets the milestone and the label on a copy of the pull request.
func (c *Client) complete(ctx context.Context, found *Pull, spec PullSpec) (*Pull, error) {
	p := *found
	p.Did, p.Notes, p.Labels = slices.Clone(p.Did), slices.Clone(p.Notes), slices.Clone(p.Labels)
	if err := c.ensureMilestone(ctx, &p, spec.Milestone); err != nil {
		return &p, err
	}
	return &p, c.ensureLabel(ctx, &p, spec.Label)
}

// ensureMilestone sets a milestone where there is none; one that a person chose stays.
func (c *Client) ensureMilestone(ctx context.Context, p *Pull, want string) error {
	if want == "" || p.MilestoneNumber != 0 {
		return nil
	}
	number, err := c.milestoneNumber(ctx, want)
	if err != nil {
		return err
	}
	deed := fmt.Sprintf("set the milestone of #%d", p.Number)
	if number == 0 {
		return c.noteMilestones(ctx, p, want)
	}
	issue, _, err := c.gh.Issues.Edit(ctx, c.owner, c.name, p.Number, &gh.IssueRequest{Milestone: &number})
	err = explain(deed, err)
	switch {
	case unprocessable(err):
		return c.noteMilestones(ctx, p, want)
	case denied(err):
		p.Notes = append(p.Notes, fmt.Sprintf("the milestone %q is not set (%v); somebody with triage rights can set it at %s", plain(want), err, p.URL))
	case err != nil:
		return err
	case issue.GetMilestone() == nil: // GitHub drops in silence what an author has no right to
		p.Notes = append(p.Notes, fmt.Sprintf("the milestone %q is not set: your account has no triage rights in %s; somebody who has can set it at %s", plain(want), c.repo(), p.URL))
	default:
		p.Milestone, p.MilestoneNumber = issue.GetMilestone().GetTitle(), issue.GetMilestone().GetNumber()
		p.Did = append(p.Did, "set the milestone "+strconv.Quote(plain(p.Milestone)))
	}
	return nil
}

// ensureLabel puts the label on; GitHub makes it if the repository has none of that name and the token may write.
func (c *Client) ensureLabel(ctx context.Context, p *Pull, want string) error {
	if want == "" || slices.ContainsFunc(p.Labels, func(l string) bool { return strings.EqualFold(l, want) }) {
		return nil
	}
	err := c.addLabel(ctx, p.Number, want)
	if unprocessable(err) || errors.Is(err, ErrNotFound) { // a server that wants the label to be there first
		_, _, made := c.gh.Issues.CreateLabel(ctx, c.owner, c.name, &gh.Label{Name: &want})
		if made = explain("make the label", made); made == nil || alreadyExists(made) {
			err = c.addLabel(ctx, p.Number, want)
		}
	}
	switch {
	case denied(err):
		p.Notes = append(p.Notes, fmt.Sprintf("the label %q is not set (%v); somebody with triage rights can set it at %s", plain(want), err, p.URL))
		return nil
	case err != nil:
		return err
	}
	p.Labels = append(p.Labels, want)
	p.Did = append(p.Did, "added the label "+strconv.Quote(plain(want)))
	return nil
}

// addLabel sends the label as GitHub describes it; the library sends a bare list, which the description does not know.
func (c *Client) addLabel(ctx context.Context, number int, label string) error {
	deed := fmt.Sprintf("label #%d", number)
	req, err := c.gh.NewRequest("POST", fmt.Sprintf("repos/%s/%s/issues/%d/labels", c.owner, c.name, number), map[string]any{"labels": []string{label}})
	if err == nil {
		_, err = c.gh.Do(ctx, req, nil)
	}
	return explain(deed, err)
}
