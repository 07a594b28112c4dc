// Package report writes findings for people and for machines, and turns them into the remarks of a review.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/xsf/padpress/lint"
)

// File is one document and what was found in it.
type File struct {
	Document *lint.Document
	Findings []lint.Finding
}

// Writer writes a report bit by bit, so that nothing of a text need be kept: File once for each text, in the order in
// which they are to stand, and then End, once. The first error ends a report; later calls return it again.
type Writer interface {
	File(File) error
	End(skipped []lint.Skip) error
}

// Formats are the names that NewWriter knows.
var Formats = []string{"text", "json", "sarif", "github", "rdjson"}

// About is what a report says beside the findings.
type About struct {
	Version string                  // of padpress
	Rules   []*lint.Rule            // those that ran or were skipped
	Summary func(*lint.Rule) string // of a rule, in one sentence
	Color   bool                    // whether text goes to a terminal that shows colours
	Note    func() string           // what readers should know of the run, in a clause, asked for at its end; nil or "" for nothing
}

// note is what is to be said of the run.
func (a About) note() string {
	if a.Note == nil {
		return ""
	}
	return a.Note()
}

// NewWriter makes a report on w in one of Formats; nil for another one. It writes nothing yet.
func NewWriter(format string, w io.Writer, a About) Writer {
	switch format {
	case "text":
		return newText(w, a)
	case "json":
		return newJSON(w, a)
	case "sarif":
		return newSARIF(w, a)
	case "github":
		return newGitHub(w)
	case "rdjson":
		return newRDJSON(w)
	}
	return nil
}

// tally counts findings by their severity.
type tally [lint.Error + 1]int

func (t *tally) add(findings []lint.Finding) {
	for _, f := range findings {
		t[f.Severity]++
	}
}

// String is the tally in a few words: "2 errors, 1 warning", "no findings".
func (t tally) String() string {
	var words []string
	for s := lint.Error; s >= lint.Note; s-- {
		switch t[s] {
		case 0:
		case 1:
			words = append(words, "1 "+s.String())
		default:
			words = append(words, fmt.Sprintf("%d %ss", t[s], s))
		}
	}
	if len(words) == 0 {
		return "no findings"
	}
	return strings.Join(words, ", ")
}

// Tally counts the findings in a few words: "2 errors, 1 warning", "no findings".
func Tally(files []File) string {
	var t tally
	for _, f := range files {
		t.add(f.Findings)
	}
	return t.String()
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
