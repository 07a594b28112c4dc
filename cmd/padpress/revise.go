package main

import (
	"context"
	"strings"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// revise brings what padpress wrote into title and body up to date, such as the day of a release that slipped, and does
// what --phase asks for. What people changed stays.
func (j *job) revise(ctx context.Context, p *github.Pull, s *site, i *issue) (*github.Pull, error) {
	if p.State != github.Ours {
		return p, nil
	}
	_, blocks := pullBody(j.bodyTemplate(s, i), j.bodyFacts(s, i))
	if j.powerless(ctx) {
		if j.revision(p, blocks) != (github.Revision{}) {
			p.Notes = append(p.Notes, "title and body are not up to date, and a fork's workflow may not change them: somebody who may can do it at "+p.URL)
		}
		return p, nil
	}
	return j.forge.Revise(ctx, p, func(now *github.Pull) github.Revision { return j.revision(now, blocks) })
}

// revision is what of the pull request should be otherwise; nothing without the hidden line in its body.
func (j *job) revision(p *github.Pull, blocks []block) github.Revision {
	var r github.Revision
	was, marked := recordOf(p.Body)
	if !marked {
		return r
	}
	next := was
	if j.isOurs(p.Title, was) {
		next.Phase = j.phaseNow(p)
		next.Title = j.titleIn(next.Phase)
		next.Draft, r.Draft = j.draftState(p, was)
	}
	if j.isOurs(p.Title, was) && next.Title != p.Title {
		r.Title = &next.Title
	}
	if body := rewritten(p.Body, blocks, next); body != p.Body {
		r.Body = &body
	}
	return r
}

// draftState is what to record of the draft state, and what it is to become, if --phase asks for something: a person who
// changed it decided.
func (j *job) draftState(p *github.Pull, was bodyRecord) (record bool, become *bool) {
	if j.submitOptions.phase == "" {
		return was.Draft, nil
	}
	draft := phase(j.submitOptions.phase) == drafting
	switch {
	case p.Draft == draft:
		return draft, nil
	case p.Draft == was.Draft:
		return was.Draft, &draft
	}
	return was.Draft, nil
}

// linkBack says which line leads from the pad to the pull request, unless it is there: only people can write it.
func (j *job) linkBack(p *github.Pull, text pad.Snapshot) {
	if p.URL == "" || !strings.HasPrefix(text.URL, "http") || strings.Contains(string(text.Text), p.URL) {
		return
	}
	where := "at its top"
	if lint.Parse("", text.Text).Front.Exists() {
		where = "below its front matter"
	}
	j.step("link", "the pad does not name the pull request; put this line there, %s: %s", where, pullLine(p.URL))
}

// pullLine is the line of a pad that leads to the pull request. No reader of the issue sees a comment.
func pullLine(url string) string { return "<!-- This issue's pull request: " + url + " -->" }
