package main

import (
	"context"
	"errors"
	"strings"

	"github.com/xsf/padpress/gitops/github"
)

// pull makes sure that the month's pull request stands, with milestone and label.
func (j *job) pull(ctx context.Context, s *site, i *issue) (*github.Pull, error) {
	j.progress("asking for the pull request …")
	spec := j.pullSpec(j.titleIn(j.phaseNow(s.pull)), j.newBody(s, i))
	ensure := j.forge.EnsurePull
	if j.fork != nil {
		ensure = j.pullFromFork
	}
	p, err := ensure(ctx, s.pull, spec)
	if err != nil || p == nil {
		return nil, err
	}
	if p, err = j.revise(ctx, p, s, i); err != nil {
		return nil, err
	}
	j.record.output("pull-number", p.Number)
	j.record.output("pull-url", p.URL)
	j.step("pull", "%s %s", p.URL, first(strings.Join(p.Did, ", "), "is as it should be"))
	j.notes(p)
	j.linkBack(p, i.snapshot)
	return p, nil
}

// checkMilestone stops the run before anything is written if the pull request would be without its milestone.
func (j *job) checkMilestone(ctx context.Context, s *site) error {
	if s.pull.State != github.None || j.Milestone == "" {
		return nil
	}
	_, err := j.forge.FindMilestone(ctx, string(j.Milestone))
	if errors.Is(err, github.ErrMilestone) {
		return usageError{err}
	}
	return err
}
