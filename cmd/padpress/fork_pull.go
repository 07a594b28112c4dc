package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint/report"
)

// pullFromFork makes sure that the pull request from the fork stands. Where no token may open one, it gives the link
// that does, and returns nil.
func (j *job) pullFromFork(ctx context.Context, found *github.Pull, spec github.PullSpec) (*github.Pull, error) {
	if found.State == github.None && j.powerless(ctx) {
		j.offer(spec, "a fork's workflow may open none in "+j.Repo)
		return nil, nil
	}
	spec, notes := j.withinRights(ctx, found, spec)
	p, err := j.forge.EnsurePull(ctx, found, spec)
	if mayNot(err) && found.State == github.None && j.fork.pulls != nil {
		bare := spec
		bare.Milestone, bare.Label = "", ""
		if p, err = j.fork.pulls.EnsurePull(ctx, found, bare); err == nil {
			p, err = j.forge.EnsurePull(ctx, p, spec)
		}
	}
	if mayNot(err) && found.State == github.None {
		j.offer(spec, err.Error())
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		p.Notes = append(p.Notes, n+" at "+p.URL)
	}
	return p, nil
}

func mayNot(err error) bool {
	return errors.Is(err, github.ErrPermission) || errors.Is(err, github.ErrNotFound)
}

// offer says that the pull request could not be opened, and gives the link by which a person opens it.
func (j *job) offer(spec github.PullSpec, why string) {
	link := j.forge.Link(j.server(), spec)
	j.record.link = link
	j.record.output("pull-link", link)
	j.step("pull", "not opened: %s", why)
	j.step("note", "milestone, label and review come from %s itself, once the pull request is open", j.Repo)
	fmt.Fprintf(j.out, "\nThis link opens the pull request:\n%s\n\n", report.Printable(link))
}

// withinRights takes out of spec what the token's account may not set, and says who can. Asking first saves that every
// run tries in vain.
func (j *job) withinRights(ctx context.Context, found *github.Pull, spec github.PullSpec) (github.PullSpec, []string) {
	milestone := spec.Milestone != "" && found.MilestoneNumber == 0
	label := spec.Label != "" && !slices.ContainsFunc(found.Labels, func(l string) bool { return strings.EqualFold(l, spec.Label) })
	if !milestone && !label {
		return spec, nil
	}
	rights, err := j.forge.Rights(ctx)
	if err != nil || rights.Triage || !rights.Known {
		return spec, nil // what is tried will say why
	}
	if account, err := j.forge.Whose(ctx); err != nil || account.App && j.inside == nil {
		return spec, nil // of an app's token the server does not say what it may do
	}
	var notes []string
	way := ": that takes triage rights in " + j.Repo + "; its own jobs set it, or somebody who has them"
	if milestone {
		notes = append(notes, fmt.Sprintf("the milestone %q is not set%s", spec.Milestone, way))
	}
	if label {
		notes = append(notes, fmt.Sprintf("the label %q is not set%s", spec.Label, way))
	}
	spec.Milestone, spec.Label = "", ""
	return spec, notes
}

// reviewFork reviews the pull request, or writes what would be said there into the log and the job's summary where that
// is all that the token may.
func (j *job) reviewFork(ctx context.Context, p *github.Pull, s *site, h *head, i *issue) error {
	if p == nil || j.powerless(ctx) {
		if err := j.askLinks(ctx, j.closes(s), nil, h.document); err != nil {
			return err
		}
		return j.tellFindings(s, h, i)
	}
	err := j.review(ctx, p, s, h, i)
	if !mayNot(err) {
		return err
	}
	j.step("note", "%v", err)
	return j.tellFindings(s, h, i)
}

// tellFindings tells all findings, and whom nobody thanks any more.
func (j *job) tellFindings(s *site, h *head, i *issue) error {
	if h.document == nil {
		return nil
	}
	files := []report.File{{Document: h.document, Findings: j.findings(h.document, s)}}
	j.found(files)
	gone := j.goneNames(s, h.document, i)
	j.tellGone(gone)
	for _, o := range gone {
		j.record.left = append(j.record.left, "- "+o.alone)
	}
	return j.tell(files)
}
