package github

import (
	"context"
	"fmt"
)

const (
	// defaultMax is how many open line comments of ours a pull request may have.
	defaultMax = 20
	// maxReview is how many comments one review holds: with more, servers refuse it as sent too quickly.
	maxReview = 30
)

// Review is everything that is to be said about lines of a pull request now.
type Review struct {
	Commit string                             // head commit that the lines refer to
	Lines  func(path string) (in []LineRange) // lines of the diff; see Client.Files
	Points []Point                            // all of them: what is missing here is taken to be settled

	// Remarks makes comments of those Points, by their index, that were not said before; the most certain first, and
	// each of the points in exactly one.
	Remarks func(points []int) []Remark

	// Covers tells which files Points is about; comments on others are left alone. Nil for all.
	Covers func(path string) bool

	Max      int                      // most open comments of ours on the pull request, 0 is 20
	MaxFirst int                      // the same in a repository's first month, 0 is Max
	Earlier  func(branch string) bool // whether a pull request that is over, known by its head branch, was ours for another month; nil if none was

	// Undecided are fingerprints that are not among Points, as it is not known whether they hold: what was said of them
	// stays. Running numbers do not count.
	Undecided []string

	// Unsure tells by the text of a comment whether it is not known if what it says holds: then it stays. Nil for none.
	Unsure func(text string) bool

	People bool // whether Posted is to name those who took part
}

// Point is one thing that is to be said about lines of the new file.
type Point struct {
	Fingerprint string // of what is said; never a line number, and no blanks. Equal ones end in .2, .3, …
	Path        string
	Start, Line int  // first and last line, from 1; Start 0 means Line
	Uncapped    bool // it does not count towards Review.Max, and nothing else is suggested for its lines
}

// LineRange is the lines First to Last of a file, from 1, that stand in one hunk.
type LineRange struct{ First, Last int }

// Posted is what became of a review. Each of its Points is in exactly one of New, Kept, Declined and Left, by its index.
type Posted struct {
	New      []int // posted now
	Kept     []int // posted before, and their comments stand
	Declined []int // posted before and refused: resolved by a person though nothing changed, voted down, hidden or removed
	Left     []int // without a line comment: for the summary
	Comments int   // that hold the new points
	Standing int   // comments that hold the kept ones
	Resolved int   // comments of ours whose points are gone
	People   []Person
	Did      []string
	Notes    []string
}

// SyncReview posts what is not there yet, as one review, and resolves what is settled. Comments of people are read and never touched; what
// was posted once is not posted again, whatever became of its comment: the review's body, which nobody can remove, tells
// of it. If the head has moved the error is ErrHeadMoved and nothing was written.
func (c *Client) SyncReview(ctx context.Context, pull *Pull, r Review) (*Posted, error) {
	for _, p := range r.Points {
		if err := checkFingerprint(p.Fingerprint); err != nil {
			return nil, err
		}
	}
	fresh := pull.opened
	if pull.Head != r.Commit {
		if err := c.CheckHead(ctx, pull, r.Commit); err != nil {
			return nil, err
		}
		fresh = true
	}
	present, err := c.readReview(ctx, pull, r.People)
	if err != nil {
		return nil, err
	}
	posted := &Posted{}
	if r.People {
		if posted.People, err = present.takingPart(ctx); err != nil {
			return nil, err
		}
	}
	r.Points = present.renumber(r.Points)
	present.settle(ctx, r, posted) // first, since it makes room for others
	groups := present.choose(r, posted)
	if len(groups) > 0 && !fresh {
		if err := c.CheckHead(ctx, pull, r.Commit); err != nil {
			return nil, err
		}
	}
	return posted, c.post(ctx, present, r, groups, posted)
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
