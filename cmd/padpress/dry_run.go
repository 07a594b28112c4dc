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

// showDryRun shows what a run would write, and writes nothing.
func (j *job) showDryRun(ctx context.Context, s *site, i *issue) error {
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
	if err := j.showPreview(ctx, s, d, j.change(i).Files); err != nil {
		return err
	}
	if err := j.askLinks(ctx, j.phaseNow(s.pull) == closing, nil, d); err != nil {
		return err
	}
	findings := j.findings(d, s)
	j.step("lint", "%s", report.Tally([]report.File{{Document: d, Findings: findings}}))
	if would.Outcome != gitops.Unchanged {
		fmt.Fprintf(j.out, "\n%s", report.PrintableLines(string(diff.Diff("a/"+d.Path, before, "b/"+d.Path, d.Src))))
	}
	if s.pull.State == github.None {
		fmt.Fprintf(j.out, "\n%s\n\n%s", report.Printable(j.titleIn(j.phaseNow(s.pull))), report.PrintableLines(j.newBody(s, i)))
	}
	j.tellGone(j.goneNames(s, d, i))
	for _, r := range report.Remarks(d, findings) {
		fmt.Fprintf(j.out, "\n%s:%d\n%s\n", report.Printable(d.Path), r.End, report.PrintableLines(r.Text))
		if r.Suggestion != nil {
			fmt.Fprintf(j.out, "suggestion: %s\n", report.PrintableLines(*r.Suggestion))
		}
	}
	if j.submitOptions.preview != "" {
		fmt.Fprintf(j.out, "\nNothing was written but %s.\n", report.Printable(j.submitOptions.preview))
		return nil
	}
	fmt.Fprintln(j.out, "\nNothing was written.")
	return nil
}

func (j *job) wouldOpen(s *site) string {
	if s.pull.State == github.Ours {
		return s.pull.URL + " is open"
	}
	how := "as a draft"
	if j.phaseNow(s.pull) != drafting {
		how = "ready for review"
	}
	return fmt.Sprintf("would be opened %s from %s to %s, milestone %s, label %s", how, j.headLabel(), j.Base, j.Milestone, j.Label)
}
