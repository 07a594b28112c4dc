package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/gitops/github"
)

type submitOptions struct {
	month, release string
	pad, repo      string
	outDir         string
	dryRun         bool
	acceptShrink   bool
}

// readOnly reports whether the run writes nothing to the repository and the forge, and so needs no token.
func (o submitOptions) readOnly() bool { return o.dryRun || o.outDir != "" }

func newSubmit(e *env) *cobra.Command {
	var o submitOptions
	c := &cobra.Command{
		Use:   "submit",
		Short: "Take the pad's text to the month's pull request",
		Long: "Fetch the pad, tidy and complete its text, commit it to the month's branch, open the pull request with its\n" +
			"milestone, and leave a review. Whatever is already as it should be is left alone: a second run writes nothing.\n" +
			"GITHUB_TOKEN must hold a token that may push and open pull requests; --dry-run needs none and writes nothing.",
		Example: "  padpress submit --dry-run\n  padpress submit --month 2026-11 --release 2026-12-07",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return submit(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.month, "month", "", "month covered, such as 2026-11 or 2026-12..2027-01 (default: until the 15th the previous month, then the current one)")
	f.StringVar(&o.release, "release", "", "day of release, such as 2026-12-07 (default: the 5th of the following month)")
	f.StringVar(&o.pad, "pad", "", "address of the pad, a file, or - for standard input (default: the configured one)")
	f.StringVar(&o.repo, "repo", "", "repository of the site, owner/name (default: GITHUB_REPOSITORY, or the configured one)")
	f.StringVar(&o.outDir, "out", "", "write what would be committed, and the pull request's title and body, to this folder instead")
	f.BoolVar(&o.acceptShrink, "accept-shrink", false, "import the pad although it lost many entries")
	f.BoolVar(&o.dryRun, "dry-run", false, "show the diff, the pull request and the comments, and write nothing")
	return c
}

// submit runs the line, and again from the start if somebody pushed to the branch while it ran.
func submit(ctx context.Context, e *env, o submitOptions) error {
	j, err := newJob(e, o)
	if err != nil {
		return err
	}
	err = j.persist(ctx)
	return errors.Join(err, j.record.publish(e, "padpress: "+j.issueTitle(), err))
}

// persist repeats the line while it ends because the branch has moved.
func (j *job) persist(ctx context.Context) error {
	for try := 1; ; try++ {
		err := j.line(ctx)
		if !errors.Is(err, github.ErrHeadMoved) || try == tries {
			return err
		}
		j.step("again", "the branch has moved since it was read")
		if err := j.wait(ctx, time.Duration(try)*pause); err != nil {
			return err
		}
	}
}

// The forge notices a push a moment after git has taken it.
const (
	tries = 4
	pause = 2 * time.Second
)

// line is the whole way, from the pad's text to the comments of the review.
func (j *job) line(ctx context.Context) error {
	site, err := j.look(ctx)
	if err != nil || j.over(site) {
		return err
	}
	text, err := j.fetchPad(ctx)
	if err != nil {
		return err
	}
	j.compare(site, text)
	issue, err := j.issue(text, site)
	if err != nil {
		return j.refuse(ctx, site, err)
	}
	if j.outDir != "" {
		return j.writeOut(site, issue)
	}
	if err := j.checkMilestone(ctx, site); err != nil {
		return err
	}
	if j.dryRun {
		return j.preview(site, issue)
	}
	branch, err := j.commit(ctx, site, issue)
	if err != nil {
		return err
	}
	pull, err := j.pull(ctx, site, issue)
	if err != nil {
		return err
	}
	return j.review(ctx, pull, site, branch, issue)
}
