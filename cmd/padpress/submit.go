package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/xsf/padpress/gitops/github"
)

type submitOptions struct {
	month, release string
	lang           string // of the translation, "" for the original
	pad            string
	reading        padReading
	repo           string
	outDir         string
	phase          string // "" for what the pull request's title says
	fork           string // owner, owner/name or ownFork
	createFork     bool
	dryRun         bool
	preview        string // file for the page that shows the issue, "" for none
	acceptShrink   bool
	links          bool
	failOn         failOn
}

// readOnly reports whether the run writes nothing to the repository and the forge, and so needs no token.
func (o submitOptions) readOnly() bool { return o.dryRun || o.outDir != "" }

func newSubmit(e *env) *cobra.Command {
	var o submitOptions
	c := &cobra.Command{
		Use:   "submit",
		Short: "Take the pad's text to the month's pull request",
		Long: "Commit the pad's text, tidied and complete, open its pull request and review it, by GITHUB_TOKEN. With --lang fr " +
			"FILE|PAD it is the French translation, on a branch and in a pull request of its own.",
		Args: o.withPad,
		RunE: func(c *cobra.Command, _ []string) error {
			return submit(c.Context(), e, o)
		},
	}
	f := c.Flags()
	o.where(f)
	f.StringVar(&o.outDir, "out", "", "write the files and the pull request's title and body to this folder")
	f.StringVar(&o.preview, "preview", "", "write a page to this file that shows the newsletter, the findings beside it")
	f.BoolVar(&o.acceptShrink, "accept-shrink", false, "import the pad although it lost many entries")
	linksFlag(f, &o.links)
	f.StringVar(&o.phase, "phase", "", "how far it is: draft, review or closing (default: as its title says)")
	failFlag(f, &o.failOn)
	f.BoolVar(&o.dryRun, "dry-run", false, "show the diff, the pull request and the comments, and write nothing")
	return c
}

// where adds the flags that say which issue, which pad and which site.
func (o *submitOptions) where(f *pflag.FlagSet) {
	f.StringVar(&o.month, "month", "", "month covered: 2026-11, or 2026-12..2027-01 (default: by the date)")
	f.StringVar(&o.release, "release", "", "day of release, such as 2026-12-07 (default: the 5th of the following month)")
	f.StringVar(&o.lang, "lang", "", "the translation into this language (default month: the one before this)")
	f.StringVar(&o.pad, "pad", "", "address of the pad, a file, or - for standard input (default: as configured)")
	f.StringVar(&o.reading.at, "pad-at", "", padAtUsage)
	f.StringVar(&o.reading.kind, "pad-kind", "", padKindUsage())
	f.StringVar(&o.repo, "repo", "", "the site, owner/name (default: GITHUB_REPOSITORY, or as configured)")
	o.forkFlags(f)
}

// submit runs the line, and again from the start if somebody pushed to the branch while it ran.
func submit(ctx context.Context, e *env, o submitOptions) error {
	j, err := newJob(e, o)
	if err != nil {
		return err
	}
	err = j.again(ctx, func() error { return j.line(ctx) })
	j.report(ctx, err)
	if err = errors.Join(err, j.record.publish(e, "padpress: "+j.issueTitle(), err)); err != nil {
		return err
	}
	return o.failOn.check(j.worst)
}

// tries is how often the line starts over. Each time another run has pushed, so as many can meet and all get through.
const tries = 10

// pauseAfter is how long to wait after so many tries: the forge notices a push a moment after git has taken it, and runs
// that met once should not meet again.
func pauseAfter(try int) time.Duration {
	const pause = 2 * time.Second
	return time.Duration(min(try, 4))*pause + rand.N(pause)
}

// line is the whole way, from the pad's text to the comments of the review.
func (j *job) line(ctx context.Context) error {
	site, err := j.look(ctx)
	if j.tooEarly(err) {
		return nil
	}
	if err != nil || j.over(site) {
		return err
	}
	j.learnSpecs(ctx)
	if site.pull.State == github.Theirs {
		return j.adopt(ctx, site)
	}
	if moved, err := j.slip(ctx, site); err != nil {
		return err
	} else if moved {
		if site, err = j.look(ctx); err != nil {
			return err
		}
	}
	text, err := j.fetchPad(ctx)
	if err != nil {
		return err
	}
	j.compare(site, text)
	if j.superseded(site) {
		return nil
	}
	issue, err := j.issue(ctx, text, site)
	if err != nil {
		return j.refuse(ctx, site, err)
	}
	if err := j.bringPictures(ctx, site, issue); err != nil {
		return err
	}
	if j.outDir != "" {
		return j.writeOut(ctx, site, issue)
	}
	if err := j.checkMilestone(ctx, site); err != nil {
		return err
	}
	if j.dryRun {
		return j.showDryRun(ctx, site, issue)
	}
	branch, err := j.commit(ctx, site, issue)
	if err != nil {
		return err
	}
	if err := j.showPreview(ctx, site, branch.document, j.change(issue).Files); err != nil {
		return err
	}
	pull, err := j.pull(ctx, site, issue)
	if err != nil {
		return err
	}
	if j.fork != nil {
		return j.reviewFork(ctx, pull, site, branch, issue)
	}
	return j.review(ctx, pull, site, branch, issue)
}
