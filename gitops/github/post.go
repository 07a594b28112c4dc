package github

import (
	"context"
	"fmt"
	"slices"

	gh "github.com/google/go-github/v60/github"
)

// reviewBody stands above the comments of a review; GitHub wants some text there.
const reviewBody = "Notes from padpress on the lines below."

// post sends one review. Where GitHub takes none of it, all points are left for the summary.
func (c *Client) post(ctx context.Context, before *reviewState, r Review, groups []group, posted *Posted) error {
	if len(groups) == 0 {
		return nil
	}
	number := before.pull.Number
	var all []string
	var drafts []*gh.DraftReviewComment
	for _, g := range groups {
		prints := g.fingerprints(r.Points)
		all = append(all, prints...)
		drafts = append(drafts, g.draft(c.lineMarker(number, prints)))
	}
	request := &gh.PullRequestReviewRequest{
		CommitID: &r.Commit, Event: gh.String("COMMENT"), Comments: drafts,
		Body: gh.String(c.postedMarker(number, all) + "\n" + reviewBody),
	}
	review, _, err := c.gh.PullRequests.CreateReview(ctx, c.owner, c.name, number, request)
	err = explain(fmt.Sprintf("review pull request %d", number), err)
	switch {
	case unprocessable(err), denied(err):
		for _, g := range groups {
			posted.Left = append(posted.Left, g.points()...)
		}
		posted.Notes = append(posted.Notes, err.Error())
		return nil
	case err != nil && !unknown(ctx, err):
		return err
	}
	if err == nil {
		c.self.know(review.GetUser().GetLogin())
	}
	return c.readBack(ctx, before, r, groups, review.GetID(), err, posted)
}

func (g group) draft(marker string) *gh.DraftReviewComment {
	d := &gh.DraftReviewComment{
		Path: gh.String(g[0].Path), Body: gh.String(g.body(marker)), Line: gh.Int(g[0].Line), Side: gh.String("RIGHT"),
	}
	if start := g.start(); start != g[0].Line {
		d.StartLine, d.StartSide = gh.Int(start), gh.String("RIGHT")
	}
	return d
}

// readBack sees what really stands there, as the answer may have been lost, and as another run may have posted the same
// at the same time: of comments that say the same the oldest stays, and only one that this run just wrote is removed.
func (c *Client) readBack(ctx context.Context, before *reviewState, r Review, groups []group, review int64, lost error, posted *Posted) error {
	now, err := c.readReview(ctx, before.pull, false)
	if err != nil {
		return err
	}
	old := map[int64]bool{}
	for _, m := range before.mine {
		old[m.id] = true
	}
	stands, removed := map[string]bool{}, 0
	for _, m := range now.mine {
		again := !slices.ContainsFunc(m.fingerprints, func(f string) bool { return !stands[f] })
		if again && review != 0 && m.review == review && !old[m.id] {
			if _, err := c.gh.PullRequests.DeleteComment(ctx, c.owner, c.name, m.id); err != nil {
				posted.Notes = append(posted.Notes, explain("remove a comment that another run posted too", err).Error())
			}
			removed++
			continue
		}
		for _, f := range m.fingerprints {
			stands[f] = true
		}
	}
	for _, g := range groups {
		for _, i := range g.points() {
			switch {
			case stands[r.Points[i].Fingerprint]:
				posted.New = append(posted.New, i)
			case lost != nil:
				return lost
			default:
				posted.Left = append(posted.Left, i)
			}
		}
	}
	if posted.Comments = len(groups) - removed; posted.Comments > 0 {
		posted.Did = append(posted.Did, fmt.Sprintf("posted %d line comments", posted.Comments))
	}
	return nil
}
