package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xsf/padpress/lint"
)

type jsonReport struct {
	Findings []jsonFinding `json:"findings"`
	Skipped  []lint.Skip   `json:"skipped"`
}

// jsonFinding counts lines and columns from 1, columns in characters; Start and End are bytes from 0.
type jsonFinding struct {
	Path      string        `json:"path"`
	Rule      string        `json:"rule"`
	Severity  lint.Severity `json:"severity"`
	Message   string        `json:"message"`
	Line      int           `json:"line"`
	Column    int           `json:"column"`
	EndLine   int           `json:"endLine"`
	EndColumn int           `json:"endColumn"`
	Start     int           `json:"start"`
	End       int           `json:"end"`
	Fix       *jsonFix      `json:"fix,omitempty"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// JSON writes one object, in one line, that holds all findings and the rules that were skipped. Whatever would act on a
// terminal or in a log is escaped, which is the same text to a program.
func JSON(w io.Writer, files []File, skipped []lint.Skip) error {
	r := jsonReport{Findings: []jsonFinding{}, Skipped: append([]lint.Skip{}, skipped...)}
	for _, f := range files {
		for _, x := range f.Findings {
			r.Findings = append(r.Findings, toJSON(f.Document, x))
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return err
	}
	_, err := io.WriteString(w, escaped(strings.TrimSuffix(b.String(), "\n"))+"\n")
	return err
}

// escaped writes dangerous characters, which stand in the strings of text only, as JSON does: \u202e.
func escaped(text string) string {
	text = strings.ReplaceAll(text, "##[", `#\u0023[`)
	if !strings.ContainsFunc(text, dangerous) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if !dangerous(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

func toJSON(d *lint.Document, f lint.Finding) jsonFinding {
	start, end := d.Position(f.Span.Start), d.Position(f.Span.End)
	j := jsonFinding{
		Path: d.Path, Rule: f.Rule, Severity: f.Severity, Message: f.Message,
		Line: start.Line, Column: start.Column, EndLine: end.Line, EndColumn: end.Column,
		Start: f.Span.Start, End: f.Span.End,
	}
	if f.Fix != nil {
		j.Fix = &jsonFix{Message: f.Fix.Message, Edits: []jsonEdit{}}
		for _, e := range f.Fix.Edits {
			j.Fix.Edits = append(j.Fix.Edits, jsonEdit{e.Span.Start, e.Span.End, e.New})
		}
	}
	return j
}
