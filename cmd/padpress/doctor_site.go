package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
)

// lookAtGit reads the branches, and those of the fork if the issue's goes there.
func (d *doctor) lookAtGit(ctx context.Context) {
	s, err := d.lookAtPush(ctx)
	switch {
	case isMissing(err) && d.rights.DefaultBranch != "" && d.rights.DefaultBranch != d.Base:
		d.tell(wrong, "base", oneLine(err), "the repository's default branch is "+d.rights.DefaultBranch)
		return
	case errors.As(err, new(*configError)):
		d.failed("configuration", err)
		return
	case err != nil:
		d.failed("base", err)
		return
	}
	s.pull = &github.Pull{State: github.None}
	d.tell(fine, "base", fmt.Sprintf("%s is at %s", d.Base, s.Base.Commit.Short()), "")
	d.site = d.lookAtFork(ctx, s)
	d.lookAtConfig()
	d.lookAtTemplate()
	d.lookAtIssue()
}

// lookAtPush reads the site's branches: first as one who pushes, since the answer tells whether the token may, and
// otherwise as one who only reads.
func (d *doctor) lookAtPush(ctx context.Context) (*site, error) {
	const what = "push"
	if d.Fork != "" {
		return d.settle(ctx, true)
	}
	if d.token == "" {
		d.tell(unsure, what, "not asked: that needs a token", "")
		return d.settle(ctx, true)
	}
	s, err := d.settle(ctx, false)
	if !denied(err) {
		if err == nil || isMissing(err) || errors.As(err, new(*configError)) {
			d.pushing = true
			d.tell(fine, what, "the token may push to "+d.Repo, "")
		}
		return s, err
	}
	refused := err
	if s, err = d.settle(ctx, true); err == nil && d.findFork(ctx, refused) == nil {
		d.tell(fine, what, fmt.Sprintf("the token may not push to %s: the branch goes to %s", d.Repo, d.fork.name), "")
		return s, nil
	}
	d.tell(wrong, what, oneLine(refused), "the token needs contents: write (in a workflow under permissions), a classic one public_repo, and its owner "+
		fmt.Sprintf("the right to push; without it, make a fork at %s/%s/fork, and the branch goes there", d.server(), d.Repo))
	return s, err
}

// isMissing reports whether the git server has no such repository or branch.
func isMissing(err error) bool {
	var e *gitops.Error
	return errors.As(err, &e) && e.Kind == gitops.NotFound
}

func (d *doctor) lookAtTemplate() {
	if d.translates() {
		return // its body is not made from it
	}
	if _, ok := d.site.Base.Blob(d.Template); ok {
		d.tell(fine, "template", d.Template+" is the pull request's body", "")
		return
	}
	d.tell(unsure, "template", d.Template+" is not on "+d.Base, "padpress then writes a body of its own; add the file if you want another")
}

// lookAtConfig says where the configuration in force comes from.
func (d *doctor) lookAtConfig() {
	switch _, own := d.site.Base.Blob(configFile); {
	case d.configPath != "":
		d.tell(fine, "configuration", d.configPath, "")
	case own:
		d.tell(fine, "configuration", configFile+" on "+d.site.query.Base, "")
	default:
		d.tell(fine, "configuration", "the defaults: there is no "+configFile+" on "+d.Base, "")
	}
}

// lookAtIssue says whether the month is published already, under whichever day of release.
func (d *doctor) lookAtIssue() {
	if at := d.site.published; at != "" {
		d.tell(fine, "issue", fmt.Sprintf("%s is on %s: %s is published, and there is nothing to do", at, d.Base, d.subject()), "")
		return
	}
	d.tell(fine, "issue", fmt.Sprintf("%s will be %s, released on %s", d.subject(), d.path(), d.month.Release.Format("2 January 2006")), "")
}

func (d *doctor) lookAtMilestone(ctx context.Context) {
	if d.Milestone == "" || !d.answers("milestone") {
		return
	}
	m, err := d.forge.FindMilestone(ctx, string(d.Milestone))
	switch {
	case err != nil:
		d.refused(err)
		d.failed("milestone", err)
	case m.Closed:
		d.tell(unsure, "milestone", fmt.Sprintf("%d %q is closed", m.Number, m.Title), "reopen it, so that readers find the pull request")
	default:
		d.tell(fine, "milestone", fmt.Sprintf("%d %q", m.Number, m.Title), "")
	}
}

func (d *doctor) lookAtLabel(ctx context.Context) {
	if !d.answers("label") {
		return
	}
	has, err := d.forge.HasLabel(ctx, d.Label)
	switch {
	case err != nil:
		d.refused(err)
		d.failed("label", err)
	case has:
		d.tell(fine, "label", fmt.Sprintf("%q", d.Label), "")
	case d.pushing:
		d.tell(fine, "label", fmt.Sprintf("%q is not there yet and will be made", d.Label), "")
	default:
		d.tell(unsure, "label", fmt.Sprintf("%q is not there", d.Label), "somebody who may push must make it, or the pull request has none")
	}
}

// lookAtPull looks for the month's pull request, whoever opened it.
func (d *doctor) lookAtPull(ctx context.Context) {
	const what = "pull request"
	if !d.answers(what) {
		return
	}
	spec := d.pullSpec("", "")
	if d.site != nil {
		spec.Original = d.originalSpec(d.site)
	}
	p, err := d.forge.FindPull(ctx, spec)
	if err != nil {
		d.refused(err)
		d.failed(what, err)
		return
	}
	if d.site != nil {
		d.site.pull = p
	}
	switch p.State {
	case github.None:
		d.tell(fine, what, "none for "+d.subject()+" yet", "")
	case github.Ours:
		d.tell(fine, what, fmt.Sprintf("%s is open, %s", p.URL, draftWord(p.Draft)), "")
	case github.Theirs:
		d.tell(unsure, what, fmt.Sprintf("%s by %s holds %s already", p.URL, p.Author, p.Path), "it gets milestone, label and a review, and nothing is pushed to it; close it to have padpress open one")
	case github.Closed:
		d.tell(unsure, what, p.URL+" was closed by a person and is not reopened", "reopen it to go on")
	case github.Merged:
		d.tell(fine, what, p.URL+" is merged, and there is nothing to do", "")
	}
	for _, n := range p.Notes {
		d.tell(unsure, what, n, "")
	}
	d.lookAtOriginal(ctx)
}

// lookAtOriginal says where the original of a translation is.
func (d *doctor) lookAtOriginal(ctx context.Context) {
	const what = "original"
	if !d.translates() || d.site == nil || d.site.published != "" {
		return
	}
	s, err := d.withOriginal(ctx, d.site)
	if err != nil {
		d.failed(what, err)
		return
	}
	d.site = s
	d.tell(fine, what, s.original.path+", at "+d.originalURL(s.original), "")
}
