package report

import (
	"io"

	"github.com/xsf/padpress/lint"
)

// jsonWriter writes one object, in one line, that holds all findings and the rules that were skipped.
type jsonWriter struct {
	listWriter
	about About
}

func newJSON(w io.Writer, a About) *jsonWriter {
	return &jsonWriter{listWriter{w: w, head: `{"findings":[`}, a}
}

// File implements Writer.
func (j *jsonWriter) File(f File) error {
	for _, x := range f.Findings {
		if err := j.item(toJSON(f.Document, x)); err != nil {
			return err
		}
	}
	return j.err
}

// End implements Writer.
func (j *jsonWriter) End(skipped []lint.Skip) error {
	rest := `],"skipped":` + j.encode(append([]lint.Skip{}, skipped...))
	if note := j.about.note(); note != "" {
		rest += `,"note":` + j.encode(note)
	}
	return j.end(rest + "}")
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
