package github

import (
	"context"
	"fmt"
	"slices"

	gh "github.com/google/go-github/v60/github"
)

const (
	// defaultMax is how many open line comments of ours a pull request may have.
	defaultMax = 20
	// maxReview is how many comments one review holds: with more, servers refuse it as sent too quickly.
	maxReview = 30
)

// Review is everything that is to be said about lines of a pull request now.
type Review struct {
	Commit  string                             // head commit that the lines refer to
	Lines   func(path string) (in []LineRange) // lines of the diff; see Client.Lines
	Remarks []Remark                           // most certain first, all of them: what is missing here is taken to be settled
	Max     int                                // most open comments of ours on the pull request, 0 is 20
}

// LineRange is the lines First to Last of a file, from 1, that stand in one hunk.
type LineRange struct{ First, Last int }

// Posted is what became of a review.
type Posted struct {
	New, Kept int      // remarks posted now; remarks that were posted before, whatever became of them
	Resolved  int      // comments of ours whose remarks are gone
	Left      []Remark // not posted as line comments: for the summary
	Did       []string
	Notes     []string
}

// SyncReview posts what is not there yet, as one review, and resolves what is settled. Comments of people are read and never touched; a remark that
// was posted once is not posted again, even if its comment is outdated, resolved or answered. If the head has moved
// the error is ErrHeadMoved and nothing was written.
func (c *Client) SyncReview(ctx context.Context, pull *Pull, r Review) (*Posted, error) {
	for _, remark := range r.Remarks {
		for _, f := range remark.Fingerprints {
			if err := checkFingerprint(f); err != nil {
				return nil, err
			}
		}
		if len(remark.Fingerprints) == 0 {
			return nil, fmt.Errorf("remark on %s:%d has no fingerprint", plain(remark.Path), remark.Line)
		}
	}
	fresh := pull.opened
	if pull.Head != r.Commit {
		if err := c.CheckHead(ctx, pull, r.Commit); err != nil {
			return nil, err
		}
		fresh = true
	}
	present, err := c.readReview(ctx, pull)
	if err != nil {
		return nil, err
	}
	r.Remarks = present.renumber(r.Remarks)
	posted := &Posted{}
	present.settle(ctx, r, posted) // first, since it makes room for others
	groups := present.choose(ctx, r, posted)
	if len(groups) > 0 && !fresh {
		if err := c.CheckHead(ctx, pull, r.Commit); err != nil {
			return nil, err
		}
	}
	if err := c.post(ctx, present, r.Commit, groups, posted); err != nil {
		return nil, err
	}
	return posted, nil
}

// CheckHead reads where the pull request's head is now. The error is ErrHeadMoved if it is not at the commit.
func (c *Client) CheckHead(ctx context.Context, pull *Pull, commit string) error {
	now, err := c.Pull(ctx, pull.Number)
	if err != nil {
		return err
	}
	if now.Head != commit {
		return fmt.Errorf("review pull request %d: %w: it is at %.12s and not at %.12s", pull.Number, ErrHeadMoved, plain(now.Head), plain(commit))
	}
	return nil
}

// reviewState is what stands on the pull request already.
type reviewState struct {
	c       *Client
	pull    *Pull
	mine    []*comment // ours, in order of id
	threads map[string]thread
}

// comment is a line comment of ours.
type comment struct {
	id, review   int64
	node, path   string
	line         int // 0 once outdated
	fingerprints []string
	own          bool // may be resolved
}

// readReview reads all line comments and keeps ours.
func (c *Client) readReview(ctx context.Context, pull *Pull) (*reviewState, error) {
	s := &reviewState{c: c, pull: pull}
	ours, err := c.ours(ctx, pull)
	if err != nil {
		return nil, err
	}
	all, err := c.lineComments(ctx, pull.Number)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		prints := c.fingerprints(pull.Number, m.GetBody())
		if len(prints) == 0 || m.InReplyTo != nil || !ours(m.User) {
			continue
		}
		s.mine = append(s.mine, &comment{
			id: m.GetID(), review: m.GetPullRequestReviewID(), node: m.GetNodeID(), path: m.GetPath(), line: m.GetLine(), fingerprints: prints, own: c.own(m.User),
		})
	}
	slices.SortFunc(s.mine, func(a, b *comment) int { return int(a.id - b.id) })
	return s, nil
}

// lineComments reads all pages.
func (c *Client) lineComments(ctx context.Context, number int) ([]*gh.PullRequestComment, error) {
	var all []*gh.PullRequestComment
	o := &gh.PullRequestListCommentsOptions{ListOptions: gh.ListOptions{PerPage: 100}}
	for {
		page, res, err := c.gh.PullRequests.ListComments(ctx, c.owner, c.name, number, o)
		if err != nil {
			return nil, explain(fmt.Sprintf("read the line comments of pull request %d", number), err)
		}
		all = append(all, page...)
		if res.NextPage == 0 {
			return all, nil
		}
		o.Page = res.NextPage
	}
}
