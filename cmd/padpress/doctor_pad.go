package main

import (
	"context"
	"fmt"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// lookAtPad reads the pad, and then offers its text to the guard and to the branch as submit does.
func (d *doctor) lookAtPad(ctx context.Context) {
	if d.done() {
		d.tell(fine, "pad", "not asked: as things stand, submit does nothing for "+d.subject(), "")
		return
	}
	var text pad.Snapshot
	err := d.noPad()
	if d.source != nil {
		text, err = d.env.fetchPad(ctx, d.source)
	}
	if err != nil {
		d.failed("pad", err)
		d.lookAtBranch(nil)
		return
	}
	words := fmt.Sprintf("%s: %d bytes", text.URL, len(text.Text))
	if text.Title != "" {
		words += fmt.Sprintf(", called “%s”", text.Title)
	}
	if !text.Changed.IsZero() {
		words += ", last changed on " + text.Changed.UTC().Format("2006-01-02 15:04 UTC")
	}
	d.tell(fine, "pad", words, "")
	d.lookAtBranch(d.lookAtMonth(ctx, text))
}

// lookAtMonth says whether the text is this month's. It returns the issue that it would become, nil if it is refused.
func (d *doctor) lookAtMonth(ctx context.Context, text pad.Snapshot) *issue {
	before := d.site
	if before == nil {
		before = &site{State: &gitops.State{}, pull: &github.Pull{}}
	} else {
		before.known = before.Knows(text.Text)
	}
	raw := lint.Parse(d.path(), pad.Normalise(text.Text))
	covers, named := pad.Covers(raw, d.house)
	i, err := d.issue(ctx, text, before)
	switch {
	case err != nil:
		d.failed("month", err)
		return nil
	case !named:
		d.tell(unsure, "month", "neither the pad's title nor its first sentence names a month", "name it there, so that another month's text is noticed")
	default:
		entries := plural(len(pad.Entries(i.document, d.house)), "entry", "entries")
		d.tell(fine, "month", fmt.Sprintf("the pad holds %s, with %s", d.house.Languages[d.house.Original].Format(covers), entries), "")
	}
	return i
}

// done reports whether submit would do nothing: the issue is published, or its pull request is not ours to change.
func (d *doctor) done() bool {
	return d.site != nil && (d.site.published != "" || d.site.pull.State != github.None && d.site.pull.State != github.Ours)
}

// lookAtBranch says what is on the month's branch, and what an import would make of it; i is nil where there is none.
func (d *doctor) lookAtBranch(i *issue) {
	const what = "branch"
	if d.site == nil {
		return
	}
	words := d.site.branchWords(d.branchName())
	if i == nil {
		if d.site.Foreign() {
			d.tell(wrong, what, d.branchName()+" holds commits of others and no import", "rename that branch, so that its commits stay")
			return
		}
		d.tell(fine, what, words, "")
		return
	}
	outcome, err := d.site.Preview(d.change(i))
	if err != nil {
		d.failed(what, err)
		return
	}
	d.tell(fine, what, fmt.Sprintf("%s; it would be %s", words, outcome.Outcome), "")
}
