package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
)

type reviewOptions struct {
	pull   int
	repo   string
	store  string // file for what would be said
	post   string // file with what another run found
	links  bool
	failOn failOn
}

func newReview(e *env) *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use:   "review",
		Short: "Review the newsletter files of a pull request that people made",
		Long: "Review the newsletter files that a pull request changes: what is new against its base, as comments on lines and one " +
			"summary. Nothing of the pull request is run, and configuration is read from the base. Without rights the findings go to the " +
			"log and the summary of the job.\n\n" +
			"In two steps, a run without rights stores what it found, and a run with rights, which a finished workflow starts, posts it: " +
			"only on that pull request, and only if its head is still the one that was looked at.",
		Example: "  padpress review --pull 1234\n  padpress review --pull 1234 --store report.json\n  padpress review --post report.json",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return runReview(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.IntVar(&o.pull, "pull", 0, "number of the pull request")
	f.StringVar(&o.store, "store", "", "write what was found to this file, and nothing to the pull request")
	f.StringVar(&o.post, "post", "", "post what another run has stored in this file")
	f.StringVar(&o.repo, "repo", "", "the site, owner/name (default: GITHUB_REPOSITORY, or as configured)")
	linksFlag(f, &o.links)
	failFlag(f, &o.failOn)
	return c
}

// check refuses options that do not go together.
func (o reviewOptions) check() error {
	switch {
	case o.post != "" && o.store != "":
		return usagef("--store writes a report and --post posts one; choose one")
	case o.post != "" && o.links:
		return usagef("--links belongs to the run that stores what it finds")
	case o.pull < 0, o.pull == 0 && o.post == "":
		return usagef("--pull must be the number of a pull request")
	}
	return nil
}

func runReview(ctx context.Context, e *env, o reviewOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	j, err := newPullJob(e, o)
	if err != nil {
		return err
	}
	title := fmt.Sprintf("padpress: review of #%d", o.pull)
	run := func() error { return j.reviewPull(ctx, o) }
	if o.post != "" {
		s, err := readStored(o.post)
		if err != nil {
			return err
		}
		title = fmt.Sprintf("padpress: review of #%d", s.Pull)
		run = func() error { return j.postStored(ctx, o, s) }
	}
	err = j.again(ctx, run)
	if err = errors.Join(err, j.record.publish(e, title, err)); err != nil {
		return err
	}
	return o.failOn.check(j.worst)
}

// newPullJob reads flags and environment for a run about a pull request that people made.
func newPullJob(e *env, o reviewOptions) (*job, error) {
	j := &job{env: e, submitOptions: submitOptions{repo: o.repo, links: o.links}, client: &http.Client{Timeout: requestTimeout}, lap: time.Now()}
	now, err := e.clock()
	if err != nil {
		return nil, err
	}
	j.start, j.month.Covers = now, lint.MonthOf(now)
	if j.initial, err = localConfig(e, ""); err != nil {
		return nil, err
	}
	j.config = j.initial.given("", o.repo, e.get("GITHUB_REPOSITORY"))
	j.house = j.House.House
	token := e.get("GITHUB_TOKEN")
	if token == "" {
		if o.store == "" {
			return nil, usagef("GITHUB_TOKEN is not set: a token that may comment on pull requests of %s is needed (or write the findings to a file with --store)", j.Repo)
		}
		j.dryRun = true
	}
	return j, j.connect(token)
}

// again repeats a run while it ends because the branch has moved.
func (j *job) again(ctx context.Context, run func() error) error {
	for try := 1; ; try++ {
		err := run()
		if !errors.Is(err, github.ErrHeadMoved) || try == tries {
			return err
		}
		j.step("again", "the branch has moved since it was read")
		if err := j.wait(ctx, pauseAfter(try)); err != nil {
			return err
		}
	}
}

// reviewPull reviews what the pull request changes, or stores what would be said.
func (j *job) reviewPull(ctx context.Context, o reviewOptions) error {
	t, err := j.target(ctx, o.pull)
	if err != nil || t == nil {
		return err
	}
	if err := j.askPull(ctx, t); err != nil {
		return err
	}
	if j.needsSpecs() && slices.ContainsFunc(t.files, func(f github.File) bool { return isOriginal(f.Path) }) {
		j.learnSpecs(ctx)
	}
	v, err := j.judge(t)
	if err != nil {
		return err
	}
	j.found(v.files())
	if o.store != "" {
		if err := storeVerdict(o.store, j.Repo, t, v, j.specs.failed() != nil); err != nil {
			return err
		}
		j.step("store", "%s", o.store)
		return j.tell(v.files())
	}
	return j.sayPull(ctx, t, v)
}

// sayPull tells the pull request of a verdict, or, without rights, the log and the job's summary.
func (j *job) sayPull(ctx context.Context, t *target, v *verdict) error {
	at, behind := stand{pull: t.pull, commit: t.pull.Head, past: j.pastBranches()}, j.leftBehind(ctx, t)
	posted, about, err := j.say(ctx, at, v)
	if mayNot(err) {
		j.step("note", "%v", err)
		return j.tell(v.files())
	}
	if err != nil {
		return err
	}
	part := v.part(j.house, about, posted)
	outcome, err := j.forge.SyncParts(ctx, t.pull, append([]github.Part{{Name: reviewPart, Body: part.body, Quiet: part.quiet}}, behind...)...)
	if mayNot(err) {
		j.step("note", "%v", err)
		return j.tell(part.unsaid)
	}
	if err != nil {
		return err
	}
	j.step("summary", "%s", outcome)
	if err := j.tell(part.rest); err != nil || outcome == github.Untouched {
		return err
	}
	return j.forge.CheckHead(ctx, t.pull, t.pull.Head)
}
