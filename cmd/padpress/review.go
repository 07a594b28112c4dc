package main

import (
	"bytes"
	"context"
	"fmt"
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
	j.progress("reviewing …")
	findings := j.findings(h.document, s)
	files := []report.File{{Document: h.document, Findings: findings}}
	j.record.output("errors", report.Count(files)[lint.Error])
	j.record.output("warnings", report.Count(files)[lint.Warning])
	j.record.output("notes", report.Count(files)[lint.Note])
	j.step("lint", "%s", report.Tally(files))
	matters, taste := parted(findings)
	all := report.Remarks(h.document, matters)
	offers := offersOf(h.Conflicts)
	gone := j.goneNames(s, h.document, i)
	posted, err := j.forge.SyncReview(ctx, p, github.Review{
		Commit:  string(h.Commit),
		Lines:   wholeFile(h.document),
		Remarks: slices.Concat(remarksOf(offers), remarksOf(gone), remarks(h.document, all)),
		Max:     j.Comments,
	})
	if err != nil {
		return err
	}
	j.step("review", "%d new comments, %d kept, %d left for the summary", posted.New, posted.Kept, len(posted.Left))
	for _, n := range posted.Notes {
		j.step("note", "%s", n)
	}
	j.tellGone(gone)
	if len(offers) > 0 {
		j.step("merge", "%s people and the pad both changed: what people wrote stays, and the pad's side is offered", plural(len(offers), "place that", "places that"))
	}
	outcome, err := j.forge.SyncSummary(ctx, p, summary(j, h, i, findings, append(alone(all, posted.Left), report.Remarks(h.document, taste)...), offers, gone, posted.Left))
	if err != nil {
		return err
	}
	j.step("summary", "%s", outcome)
	if outcome == github.Untouched || p.State == github.Theirs { // no run pushes to theirs
		return nil
	}
	return j.forge.CheckHead(ctx, p, string(h.Commit)) // or the summary may be older than that of a run which pushed meanwhile
}

// findings are those of all rules on the issue. What people added on the branch belongs to the site that the rules see.
func (j *job) findings(d *lint.Document, s *site) []lint.Finding {
	tree := s.Base
	if s.Head != nil {
		tree = s.Head
	}
	files := treeFS{tree: tree, blobs: s.blobs, more: s.brought}
	return lint.Run(d, &lint.World{House: j.house, Site: lint.NewSite(files, d.Path), Earlier: lint.Earlier(files, d.Path, earlierIssues)}, j.rulesInForce())
}

// wholeFile says that every line of a new file is in the diff. One that git takes for binary has no lines there.
func wholeFile(d *lint.Document) func(string) []github.LineRange {
	binary := bytes.IndexByte(d.Src[:min(len(d.Src), 8000)], 0) >= 0
	return func(path string) []github.LineRange {
		if path != d.Path || binary {
			return nil
		}
		return []github.LineRange{{First: 1, Last: d.Lines().Count()}}
	}
}

func remarks(d *lint.Document, all []report.Remark) []github.Remark {
	var found []github.Remark
	for _, r := range all {
		found = append(found, github.Remark{Fingerprints: r.Fingerprints, Path: d.Path, Start: r.Start, Line: r.End, Text: r.Text, Suggestion: r.Suggestion})
	}
	return found
}

// parted are the findings that are worth a line comment, and those that are a matter of taste, for the summary.
func parted(findings []lint.Finding) (matters, taste []lint.Finding) {
	for _, f := range findings {
		if f.Severity < lint.Warning {
			taste = append(taste, f)
		} else {
			matters = append(matters, f)
		}
	}
	return matters, taste
}

// alone are those of all remarks that got no line comment, by the lines they are about.
func alone(all []report.Remark, left []github.Remark) []report.Remark {
	byLine := make(map[int]report.Remark, len(all)) // no two of them share a line
	for _, r := range all {
		byLine[r.End] = r
	}
	var found []report.Remark
	for _, l := range left {
		if !l.Uncapped {
			found = append(found, byLine[l.Line])
		}
	}
	return found
}

// plural counts things: "1 entry", "2 entries".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
