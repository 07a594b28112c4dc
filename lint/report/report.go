// Package report writes findings for people and for machines, and turns them into the remarks of a review.
package report

import (
	"github.com/xsf/padpress/lint"
)

// File is one document and what was found in it.
type File struct {
	Document *lint.Document
	Findings []lint.Finding
}

// Count is the number of findings in files of each severity.
func Count(files []File) map[lint.Severity]int {
	n := map[lint.Severity]int{}
	for _, f := range files {
		for _, x := range f.Findings {
			n[x.Severity]++
		}
	}
	return n
}
