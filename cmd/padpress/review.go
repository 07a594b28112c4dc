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
	j.step("lint", "%s", report.Tally(files))
	all := report.Remarks(h.document, findings)
	matters := slices.DeleteFunc(slices.Clone(all), func(r report.Remark) bool { return r.Severity < lint.Warning })
	posted, err := j.forge.SyncReview(ctx, p, github.Review{
		Commit:  string(h.Commit),
		Lines:   wholeFile(h.document),
		Remarks: remarks(h.document, matters),
		Max:     j.Comments,
	})
	if err != nil {
		return err
	}
	j.step("review", "%d new comments, %d kept, %d left for the summary", posted.New, posted.Kept, len(posted.Left))
	for _, n := range posted.Notes {
		j.step("note", "%s", n)
	}
	outcome, err := j.forge.SyncSummary(ctx, p, summary(j, h, i, findings, alone(all, matters, posted.Left)))
	if err != nil {
		return err
	}
	j.step("summary", "%s", outcome)
	return nil
}

// findings are those of all rules on the issue. What people added on the branch belongs to the site that the rules see.
func (j *job) findings(d *lint.Document, s *site) []lint.Finding {
	tree := s.Base
	if s.Head != nil {
		tree = s.Head
	}
	files := treeFS{tree: tree, blobs: s.blobs}
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

// alone are those of all remarks that got no line comment: what is a matter of taste, and what was left.
func alone(all, matters []report.Remark, left []github.Remark) []report.Remark {
	has := make(map[int]bool, len(matters)) // by line: no two remarks share one
	for _, r := range matters {
		has[r.End] = true
	}
	for _, l := range left {
		delete(has, l.Line)
	}
	return slices.DeleteFunc(slices.Clone(all), func(r report.Remark) bool { return has[r.End] })
}

// plural counts things: "1 entry", "2 entries".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
