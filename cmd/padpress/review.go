package main

import (
	"context"
	"slices"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// review brings the comments and the summary of the pull request into line with the issue as it stands on the branch.
func (j *job) review(ctx context.Context, p *github.Pull, s *site, h *head, i *issue) error {
	if h.document == nil {
		j.step("note", "%s is gone from the branch: there is nothing to review", j.path())
		return nil
	}
	if err := j.askLinks(ctx, j.isClosing(p), nil, h.document); err != nil {
		return err
	}
	if err := j.readThen(ctx, s, h.document); err != nil {
		return err
	}
	j.progress("reviewing …")
	offers, gone := offersOf(h.Conflicts), j.goneNames(s, h.document, i)
	v := &verdict{
		texts:  []*reviewed{newReviewed(j.house, h.document, s.earlier, j.findings(h.document, s))},
		offers: slices.Concat(offers, gone),
	}
	j.found(v.files())
	at := stand{pull: p, commit: string(h.Commit), covers: j.isMine, past: j.pastBranches()}
	posted, about, err := j.say(ctx, at, v)
	if err != nil {
		return err
	}
	j.tellGone(gone)
	if n := len(offers); n > 0 {
		j.step("merge", "%s people and the pad both changed: what people wrote stays, and the pad's side is offered", plural(n, "place that", "places that"))
	}
	part := v.part(j.house, about, posted)
	outcome, err := j.forge.SyncParts(ctx, p,
		github.Part{Name: j.partFor(p, ""), Body: summary(j, h, i, offers, unposted(v.offers, about, posted.Left))},
		github.Part{Name: j.partFor(p, reviewPart), Body: part.body})
	if err == nil {
		j.step("summary", "%s", outcome)
		err = j.tell(part.rest)
	} else if mayNot(err) {
		j.step("note", "%v", err)
		return j.tell(part.files())
	}
	if err != nil || outcome == github.Untouched || p.State == github.Theirs { // no run pushes to theirs
		return err
	}
	return j.forge.CheckHead(ctx, p, string(h.Commit)) // or the summary may be older than that of a run which pushed meanwhile
}

// reviewPart is the part of the summary that is about the findings.
const reviewPart = "review"

// pastBranches tells which branches were ours for the months before.
func (j *job) pastBranches() func(branch string) bool {
	const months = 24
	past := map[string]bool{}
	for n := 1; n <= months; n++ {
		m := lint.MonthOf(j.month.Covers.Last.AddDate(0, -n, 0))
		past[j.branch(m)], past[j.branchFor(m)] = true, true
	}
	return func(branch string) bool { return past[branch] }
}

// findings are those of all rules on the issue. What people added on the branch belongs to the site that the rules see.
func (j *job) findings(d *lint.Document, s *site) []lint.Finding {
	tree := s.Base
	if s.Head != nil {
		tree = s.Head
	}
	files := treeFS{tree: tree, blobs: s.blobs, more: slices.Concat(s.brought, j.lent(s, tree))}
	w := &lint.World{House: j.house, Site: lint.NewSite(files, d.Path), Earlier: lint.Earlier(files, d.Path, earlierIssues)}
	if o := s.original.document(); o != nil {
		w.Original = func() *lint.Document { return o }
		if then := s.original.then; then != nil {
			w.Then = func() *lint.Document { return then }
		}
	}
	j.asker.world(w)
	j.specs.world(w)
	return lint.Run(d, w, j.rulesInForce())
}

// found says how much there is, and takes it in for the outputs and for --fail-on.
func (j *job) found(files []report.File) {
	count := report.Count(files)
	j.record.output("errors", count[lint.Error])
	j.record.output("warnings", count[lint.Warning])
	j.record.output("notes", count[lint.Note])
	j.worst = worstOf(count)
	j.step("lint", "%s", report.Tally(files))
}
