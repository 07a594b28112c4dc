package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/gitops/github"
)

type adoptOptions struct {
	pull int // 0 for the one that the event is about
	repo string
}

func newAdopt(e *env) *cobra.Command {
	var o adoptOptions
	c := &cobra.Command{
		Use:   "adopt",
		Short: "Give milestone and label to a newsletter's pull request that a person made",
		Long: "Set the configured milestone and label on an open pull request that touches an issue or a translation of one, where\n" +
			"they are missing. Whoever opens a pull request from a fork cannot do it. The names of its files decide: nothing of\n" +
			"the pull request is checked out, read or run, so a workflow may do this on pull_request_target.",
		Example: "  padpress adopt --pull 123",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return runAdopt(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.IntVar(&o.pull, "pull", 0, "number of the pull request (default: as in the file GITHUB_EVENT_PATH)")
	f.StringVar(&o.repo, "repo", "", "the site, owner/name (default: GITHUB_REPOSITORY, or as configured)")
	return c
}

func runAdopt(ctx context.Context, e *env, o adoptOptions) error {
	j, err := newJob(e, submitOptions{repo: o.repo})
	if err != nil {
		return err
	}
	if o.pull == 0 {
		if o.pull, err = eventPull(e, j.Repo); err != nil {
			return err
		}
	}
	if o.pull < 1 {
		return usagef("--pull is %d; write the number of a pull request", o.pull)
	}
	if _, err = j.settle(ctx, true); err == nil { // for the configuration
		err = j.equip(ctx, o.pull)
	}
	return errors.Join(err, j.record.publish(e, fmt.Sprintf("padpress: pull request #%d", o.pull), err))
}

// equip sets milestone and label on a pull request, if it is one of the newsletter.
func (j *job) equip(ctx context.Context, number int) error {
	p, err := j.forge.Pull(ctx, number)
	if err != nil {
		return err
	}
	j.record.output("pull-number", p.Number)
	j.record.output("pull-url", p.URL)
	switch {
	case p.State != github.Theirs:
		j.step("left", "%s is %s", p.URL, p.State)
		return nil
	case p.Base != j.Base:
		j.step("left", "%s goes to %s, and not to %s", p.URL, p.Base, j.Base)
		return nil
	}
	files, err := j.forge.Files(ctx, p)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(files, func(f github.File) bool { return !f.Removed && j.isNewsletter(f.Path) })
	if i < 0 {
		j.step("left", "%s touches no issue of the newsletter", p.URL)
		return nil
	}
	p, err = j.forge.Adopt(ctx, p, github.PullSpec{Milestone: string(j.Milestone), Label: j.Label})
	if err != nil {
		return err
	}
	if len(p.Notes) > 0 {
		j.step("left", "%s holds %s, and not all could be set", p.URL, files[i].Path)
		return errors.New(strings.Join(p.Notes, "; "))
	}
	j.step("adopted", "%s holds %s: %s", p.URL, files[i].Path, first(strings.Join(p.Did, ", "), "is as it should be"))
	return nil
}
