package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/xsf/padpress/gitops/github"
)

// lookAtFork finds the fork that gets the branch, if one does, and says whether the token may push there and how it
// stands to the site. It returns what is known of the site and of the branch.
func (d *doctor) lookAtFork(ctx context.Context, s *site) *site {
	const what = "fork"
	if d.Fork == "" && d.fork == nil || s.published != "" {
		return d.landed(ctx, s)
	}
	if !d.answers(what) {
		return s
	}
	if err := d.findFork(ctx, nil); err != nil {
		d.failed(what, err)
		return s
	}
	if d.fork.planned {
		d.tell(unsure, what, d.fork.name+" is not there, and will be made", "")
		return d.landed(ctx, s)
	}
	if s = d.landed(ctx, s); s.State.Base == s.Base {
		return s // the fork could not be read
	}
	if d.token == "" {
		d.tell(unsure, what, d.fork.name+" can be read; whether the token may push was not asked", "")
	} else {
		d.tell(fine, what, fmt.Sprintf("%s may push to %s", d.forkTokenName(), d.fork.name), "")
	}
	d.lookAtGap(ctx)
	return s
}

// landed is land for the doctor, who goes on with what was known before if the fork cannot be read.
func (d *doctor) landed(ctx context.Context, s *site) *site {
	there, err := d.land(ctx, s, d.token == "")
	if err != nil {
		d.failed("branch", err)
		return s
	}
	there.pull = s.pull
	return there
}

func (d *doctor) forkTokenName() string {
	if d.get("PADPRESS_FORK_TOKEN") != "" {
		return "PADPRESS_FORK_TOKEN"
	}
	return "GITHUB_TOKEN"
}

// lookAtGap says how far the fork's base is behind.
func (d *doctor) lookAtGap(ctx context.Context) {
	const what = "fork's base"
	owner, _, _ := strings.Cut(d.Repo, "/")
	gap, err := d.fork.forge.Gap(ctx, owner, d.Base)
	switch {
	case errors.Is(err, github.ErrNotFound):
		d.tell(unsure, what, oneLine(err), "the branch would begin at "+d.Base+" of "+d.fork.name+" as it is")
	case err != nil:
		d.refused(err)
		d.failed(what, err)
	case gap.Behind > 0:
		d.tell(fine, what, fmt.Sprintf("%s is %s behind; it is brought up to date before a branch is made", d.Base, plural(gap.Behind, "commit", "commits")), "")
	default:
		d.tell(fine, what, d.Base+" has all that "+d.Repo+" has", "")
	}
}
