package main

import (
	"errors"
	"path"
	"strings"

	"github.com/xsf/padpress/lint/report"
)

// tell writes findings to the log, in GitHub Actions so that they become annotations, and to the job's summary: for what
// cannot be said on the pull request.
func (j *job) tell(files []report.File) error {
	if len(files) == 0 {
		return nil
	}
	format := "text"
	if j.get("GITHUB_ACTIONS") == "true" {
		format = "github"
	}
	w := report.NewWriter(format, j.out, report.About{Version: version(), Rules: j.rulesInForce(), Color: j.color})
	var failed []error
	for _, f := range files {
		name := ""
		if len(files) > 1 {
			name = report.CodeSpan(path.Base(f.Document.Path), entryLength) + " "
		}
		for _, r := range report.Remarks(f.Document, f.Findings) {
			j.record.left = append(j.record.left, strings.TrimSuffix(entry(name, r.Alone, r.Start), "\n"))
		}
		failed = append(failed, w.File(f))
	}
	return errors.Join(append(failed, w.End(nil))...)
}
