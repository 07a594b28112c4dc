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

// issue is the pad's text as it goes into the repository.
type issue struct {
	snapshot pad.Snapshot
	raw      *lint.Document // the pad's text as people wrote it
	document *lint.Document
	done     pad.Completion
	specs    specDrafts
	renewed  *lint.Document // the previous import with new drafts; nil if they are as they were
	drafted  []string       // what the import remembers of its drafts
	album
}

// issue makes the issue of the pad's text. It refuses a text that is not this month's.
func (j *job) issue(ctx context.Context, text pad.Snapshot, s *site) (*issue, error) {
	raw := lint.Parse(j.path(), pad.Normalise(text.Text))
	if m, ok := pad.Covers(raw, j.house); !j.translates() && ok && m.Last.Equal(j.month.Covers.Last) && isIssue(m) {
		j.month.Covers = m // people decide whether an issue covers two months
	}
	known, drafts := s.knowledge(j.path()), j.draftSpecs(ctx, s, raw)
	known.Drafts = drafts.drafts
	completed, done := pad.Complete(raw, j.house, j.month, known)
	i := &issue{snapshot: text, raw: lint.Parse(j.path(), text.Text), document: lint.Parse(j.path(), pad.Normalise(completed)), done: done, specs: drafts}
	if s.known {
		j.renew(s, i, raw)
	}
	i.drafted = j.remembersDrafts(s, i)
	if s.known || j.closes(s) {
		return i, nil
	}
	if err := j.guard(s).Check(i.written(j.house)); err != nil {
		return nil, err
	}
	for _, line := range done.Added {
		j.step("added", "%s", report.Cut(line, lineLength))
	}
	if done.Drafted != "" {
		j.step("drafted", "%s", report.Cut(done.Drafted, lineLength))
	}
	j.tellDrafted(i)
	for _, o := range done.Dropped {
		j.step("dropped", "%s (%s)", report.Cut(o.Text, lineLength), o.Why)
	}
	j.step("account", "%s", report.Cut(told(i.account(j.house, i.document)), lineLength))
	return i, nil
}

// guard is what is known of the month.
func (j *job) guard(s *site) pad.Guard {
	return pad.Guard{House: j.house, Covers: j.month.Covers, Previous: pad.Undrafted(s.previous, j.house, s.drafted()), Earlier: s.earlier, AcceptShrink: j.acceptShrink}
}

// written is the issue without what was drafted.
func (i *issue) written(house *lint.House) *lint.Document {
	return pad.Undrafted(i.document, house, i.draftedParts())
}

// isIssue reports whether one issue can cover the months that a text names: anybody may write there from when to when.
func isIssue(m lint.Months) bool {
	return !m.Last.Before(m.First) && m.Last.Before(m.First.AddDate(1, 0, 0))
}

// refuse ends a run whose text is not this month's. Reviewers learn of it from the summary of an open pull request.
func (j *job) refuse(ctx context.Context, s *site, err error) error {
	var refusal *pad.Refusal
	if !errors.As(err, &refusal) || j.readOnly() || j.powerless(ctx) || s.pull.State != github.Ours {
		return err
	}
	outcome, writeErr := j.forge.SyncSummary(ctx, s.pull, refusalSummary(refusal))
	if writeErr != nil {
		return errors.Join(err, writeErr)
	}
	j.step("summary", "%s: says why the pad was not imported", outcome)
	return err
}

// change is the commit that the issue asks for.
func (j *job) change(i *issue) gitops.Change {
	return gitops.Change{
		Path:      j.path(),
		Files:     i.withPictures(j.path()),
		Pictures:  i.remembered(),
		Drafted:   i.drafted,
		Anew:      i.anew,
		Source:    i.snapshot.URL,
		Text:      i.snapshot.Text,
		Version:   version(),
		Subject:   fmt.Sprintf("Import %s from the pad", j.issueTitle()),
		Author:    gitops.Signature(j.Author),
		Committer: gitops.Signature(j.Committer),
		Again:     pad.Normalise,
		Once:      true,
		When:      j.start,
	}
}

// head is the tip of the branch, and the issue as it stands there, where people may have changed or renamed it; nil if
// it is gone.
type head struct {
	gitops.Result
	document *lint.Document
	unmerged []string // lines of the pad that the branch has not, where nothing could be merged
	intro    string   // of the summary, where that is not about an import
	sections []string // more of the summary
}

// commit makes sure that the branch holds the import.
func (j *job) commit(ctx context.Context, s *site, i *issue) (*head, error) {
	if j.closes(s) {
		return j.hold(s, i), nil
	}
	j.progress("writing %s …", j.branchName())
	result, err := j.git.EnsureBranch(ctx, s.State, j.change(i))
	if gitops.IsKind(err, gitops.Conflict) {
		return nil, fmt.Errorf("%w: %w", github.ErrHeadMoved, err) // the guard and the completion saw what no longer stands
	}
	var unmerged []string
	if errors.Is(err, gitops.ErrNoBase) {
		result, unmerged = j.unmerged(s, i)
		j.step("merge", "%s; %s in the summary", err, plural(len(unmerged), "line of the pad stands", "lines of the pad stand"))
	} else if err != nil {
		return nil, err
	}
	if result.Outcome == gitops.Unchanged {
		i.pictures = s.pictures()
	} else {
		j.imported = gitops.Digest(i.snapshot.Text)
	}
	h := &head{Result: result, unmerged: unmerged}
	if result.Path != "" {
		h.document = lint.Parse(result.Path, result.Text)
	}
	j.tellLate(s, h, i)
	j.record.output("branch", j.branchName())
	j.record.output("outcome", result.Outcome)
	j.step("branch", "%s %s at %s (%s)", j.branchName(), result.Outcome, result.Commit.Short(), j.traffic())
	return h, nil
}

// unmerged is the branch as it stands, and what the pad says and it does not: for a branch whose history people rewrote,
// when nobody knows any more what both came from.
func (j *job) unmerged(s *site, i *issue) (gitops.Result, []string) {
	text, _ := s.file(s.Head, s.Path)
	has := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		has[strings.TrimSpace(line)] = true
	}
	var lacks []string
	for line := range strings.Lines(string(i.document.Src)) {
		if line = strings.TrimSpace(line); line != "" && !has[line] {
			lacks = append(lacks, line)
		}
	}
	return gitops.Result{Commit: s.Head.Commit, Path: s.Path, Text: text, Outcome: gitops.Unchanged}, lacks
}

// isOriginal reports whether the file at path is no translation.
func isOriginal(path string) bool { return (&lint.Document{Path: path}).Language() == "" }
