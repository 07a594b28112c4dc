package main

import (
	"context"
	"fmt"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/rules"
)

// review brings the comments and the summary of the pull request into line with the issue as it stands on the branch.
func (j *job) review(ctx context.Context, p *github.Pull, h *head, i *issue) error {
	j.progress("reviewing …")
	findings := j.findings(h.document)
	files := []report.File{{Document: h.document, Findings: findings}}
	j.record.output("errors", report.Count(files)[lint.Error])
	j.record.output("warnings", report.Count(files)[lint.Warning])
	j.step("lint", "%s", report.Tally(files))
	posted, err := j.forge.SyncReview(ctx, p, github.Review{
		Commit:  string(h.Commit),
		Lines:   wholeFile(h.document),
		Remarks: remarks(h.document, findings),
		Max:     j.Comments,
	})
	if err != nil {
		return err
	}
	j.step("review", "%d new comments, %d kept, %d left for the summary", posted.New, posted.Kept, len(posted.Left))
	for _, n := range posted.Notes {
		j.step("note", "%s", n)
	}
	outcome, err := j.forge.SyncSummary(ctx, p, summary(j, h, i, findings, posted.Left))
	if err != nil {
		return err
	}
	j.step("summary", "%s", outcome)
	return nil
}

// findings are those of all rules on the issue, which see nothing of the site but names.
func (j *job) findings(d *lint.Document) []lint.Finding {
	return lint.Run(d, &lint.World{House: j.house}, rules.All)
}

// wholeFile says that every line of a new file is in the diff.
func wholeFile(d *lint.Document) func(string) []github.LineRange {
	return func(path string) []github.LineRange {
		if path != d.Path {
			return nil
		}
		return []github.LineRange{{First: 1, Last: d.Lines().Count()}}
	}
}

func remarks(d *lint.Document, findings []lint.Finding) []github.Remark {
	var found []github.Remark
	for _, r := range report.Remarks(d, findings) {
		found = append(found, github.Remark{Fingerprints: r.Fingerprints, Path: d.Path, Start: r.Start, Line: r.End, Text: r.Text, Suggestion: r.Suggestion})
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
