package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// theirFile is the issue's file in somebody else's pull request.
type theirFile struct {
	tree *gitops.Tree
	text []byte
	*lint.Document
}

// fileOf reads the issue's file at the head of somebody else's pull request, once. It is there in the site's repository,
// also if the branch is a fork's.
func (j *job) fileOf(ctx context.Context, p *github.Pull) (*theirFile, error) {
	key := p.Head + ":" + p.Path
	if f := j.theirs[key]; f != nil {
		return f, nil
	}
	trees, err := j.site.Trees(ctx, gitops.ID(p.Head))
	if err != nil {
		return nil, err
	}
	tree := trees[0]
	id, ok := tree.Blob(p.Path)
	if !ok {
		return nil, fmt.Errorf("%s is gone from %s", p.Path, p.URL)
	}
	blobs, err := j.site.Read(ctx, id)
	if err != nil {
		return nil, err
	}
	if j.theirs == nil {
		j.theirs = map[string]*theirFile{}
	}
	f := &theirFile{tree, blobs[id], lint.Parse(p.Path, blobs[id])}
	j.theirs[key] = f
	return f, nil
}

// holds reports whether somebody else's pull request holds the month's issue, and not one whose release slipped into the
// month's days: the title tells. What does not name a month is told by its day.
func (j *job) holds(ctx context.Context, p *github.Pull) (bool, error) {
	f, err := j.fileOf(ctx, p)
	if gitops.IsKind(err, gitops.Protocol) { // the head moved away while it was asked for
		return true, nil
	}
	if err != nil {
		return false, err
	}
	m, named := pad.Covers(f.Document, j.house)
	return !named || m.Last.Equal(j.month.Covers.Last), nil
}

// adopt gives somebody else's pull request what it needs to be found, its milestone and label, and reviews it. What the
// pad has and its file has not is offered. Nothing is pushed, and its title and body are its author's.
func (j *job) adopt(ctx context.Context, s *site) error {
	p, err := j.forge.Adopt(ctx, s.pull, j.pullSpec("", ""))
	if err != nil {
		return err
	}
	j.record.output("pull-number", p.Number)
	j.record.output("pull-url", p.URL)
	j.step("adopted", "%s by %s holds %s: %s", p.URL, p.Author, p.Path, first(strings.Join(p.Did, ", "), "is as it should be"))
	j.notes(p)
	f, err := j.fileOf(ctx, p)
	if err != nil {
		return err
	}
	if err := j.showPreview(ctx, s.as(f.tree), f.Document, nil); err != nil {
		return err
	}
	if who, err := j.forge.SummedUpBy(ctx, p); err != nil {
		return err
	} else if who != "" {
		j.step("review", "left to %s, who has padpress review it already", who)
		return nil
	}
	text, err := j.fetchPad(ctx)
	if err != nil {
		return err
	}
	h := &head{Result: gitops.Result{Commit: gitops.ID(p.Head), Path: p.Path, Text: f.text}, document: f.Document}
	h.intro = j.offered(s, f, text, p)
	i := &issue{snapshot: text}
	err = j.review(ctx, p, s.as(f.tree), h, i)
	if mayNot(err) {
		j.step("note", "%v", err)
		return j.tellFindings(s.as(f.tree), h, i)
	}
	return err
}

// as is the site for a review of what stands in another tree than the branch's.
func (s *site) as(tree *gitops.Tree) *site {
	state, other := *s.State, *s
	state.Head = tree
	other.State = &state
	return &other
}

// offered begins the summary: which entries of the pad the file has not, if the pad is still this month's.
func (j *job) offered(s *site, f *theirFile, text pad.Snapshot, p *github.Pull) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s and this pull request\n\nThis is the month's pull request: padpress pushes nothing to it, and opens no other one.\n", j.textName())
	raw := lint.Parse(j.path(), pad.Normalise(text.Text))
	var refusal *pad.Refusal
	if errors.As((pad.Guard{House: j.house, Covers: j.month.Covers, Earlier: s.earlier}).Check(raw), &refusal) {
		j.step("offer", "nothing of the pad: %s", refusal.What)
		what, _, _ := strings.Cut(refusal.What, ";")
		fmt.Fprintf(&b, "\nNothing of the pad is offered: %s.\n", report.Markdown(what))
		return b.String()
	}
	lacks := pad.Lacks(f.Document, pad.Entries(raw, j.house), j.house)
	j.step("offer", "%s of the pad not in the file", plural(len(lacks), "entry", "entries"))
	if len(lacks) == 0 {
		fmt.Fprintf(&b, "\nIt has every entry of %s.\n", padLink(text.URL))
	}
	writeCopy(&b, "In "+padLink(text.URL)+", and not here", lacks, text.URL)
	j.linkBack(p, text)
	return b.String()
}
