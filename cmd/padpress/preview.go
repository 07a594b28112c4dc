package main

import (
	"context"
	"fmt"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// preview shows what a run would write, and writes nothing.
func (j *job) preview(ctx context.Context, s *site, i *issue) error {
	would, err := s.Preview(j.change(i))
	if err != nil {
		return err
	}
	j.step("branch", "%s would be %s (%s)", j.branchName(), would.Outcome, j.traffic())
	if would.Path == "" {
		return nil
	}
	d := lint.Parse(would.Path, would.Text)
	before, _ := s.file(s.Head, would.Path)
	j.step("pull", "%s", j.wouldOpen(s))
	j.notes(s.pull)
	findings := j.findings(d, s)
	j.found([]report.File{{Document: d, Findings: findings}})
	if would.Outcome != gitops.Unchanged {
		fmt.Fprintf(j.out, "\n%s", report.PrintableLines(string(diff.Diff("a/"+d.Path, before, "b/"+d.Path, d.Src))))
	}
	if s.pull.State == github.None {
		template, _ := s.file(s.Base, j.Template)
		fmt.Fprintf(j.out, "\n%s\n\n%s", j.pullTitle(j.issueTitle()), report.PrintableLines(pullBody(string(template), j, i)))
	}
	for _, r := range report.Remarks(d, findings) {
		fmt.Fprintf(j.out, "\n%s:%d\n%s\n", d.Path, r.End, report.PrintableLines(r.Text))
		if r.Suggestion != nil {
			fmt.Fprintf(j.out, "suggestion: %s\n", report.PrintableLines(*r.Suggestion))
		}
	}
	fmt.Fprintln(j.out, "\nNothing was written.")
	return nil
}

func (j *job) wouldOpen(s *site) string {
	if s.pull.State == github.Ours {
		return s.pull.URL + " is open"
	}
	return fmt.Sprintf("would be opened as a draft from %s to %s, milestone %s, label %s", j.headLabel(), j.Base, j.Milestone, j.Label)
}
