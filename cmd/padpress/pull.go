package main

import (
	"context"
	"strings"

	"github.com/xsf/padpress/gitops/github"
)

// pull makes sure that the month's pull request stands, with milestone and label.
func (j *job) pull(ctx context.Context, s *site, i *issue) (*github.Pull, error) {
	j.progress("asking for the pull request …")
	template, _ := s.file(s.Base, j.Template)
	p, err := j.forge.EnsurePull(ctx, s.pull, j.pullSpec(j.pullTitle(j.issueTitle()), pullBody(string(template), j, i)))
	if err != nil {
		return nil, err
	}
	j.step("pull", "%s %s", p.URL, first(strings.Join(p.Did, ", "), "is as it should be"))
	j.notes(p)
	return p, nil
}
