package report

import (
	"io"
	"strings"

	"github.com/xsf/padpress/lint"
)

// rdjsonWriter writes reviewdog's format, a DiagnosticResult. Its columns count bytes of UTF-8 from 1. It has no place
// for rules that were skipped.
type rdjsonWriter struct{ listWriter }

func newRDJSON(w io.Writer) *rdjsonWriter {
	return &rdjsonWriter{listWriter{w: w, head: `{"source":{"name":"padpress","url":"` + home + `"},"diagnostics":[`}}
}

// home is where padpress is described.
const home = "https://github.com/xsf/padpress"

type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"`
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type rdCode struct {
	Value string `json:"value"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

// rdSeverity is what reviewdog calls a severity.
var rdSeverity = [...]string{lint.Note: "INFO", lint.Warning: "WARNING", lint.Error: "ERROR"}

// File implements Writer.
func (r *rdjsonWriter) File(f File) error {
	for _, x := range f.Findings {
		d := rdDiagnostic{
			Message:  Markdown(x.Message), // reviewdog writes it into comments as it is
			Location: rdLocation{cleanPath(f.Document.Path), rdSpan(f.Document, x.Span)},
			Severity: rdSeverity[x.Severity],
			Code:     rdCode{x.Rule},
		}
		if span, text, ok := joined(f.Document, x.Fix); ok {
			d.Suggestions = []rdSuggestion{{rdSpan(f.Document, span), text}}
		}
		if err := r.item(d); err != nil {
			return err
		}
	}
	return r.err
}

// End implements Writer.
func (r *rdjsonWriter) End([]lint.Skip) error { return r.end("]}") }

func rdSpan(d *lint.Document, s lint.Span) rdRange {
	return rdRange{rdPlace(d, s.Start), rdPlace(d, s.End)}
}

func rdPlace(d *lint.Document, offset int) rdPosition {
	line := d.Lines().At(offset)
	return rdPosition{line, 1 + offset - d.Lines().Span(line).Start}
}

// joined is a fix as one edit, since a suggestion is one: from its first to its last, with the text between them.
func joined(d *lint.Document, fix *lint.Fix) (lint.Span, string, bool) {
	if fix == nil || len(fix.Edits) == 0 {
		return lint.Span{}, "", false
	}
	span := fix.Edits[0].Span
	for _, e := range fix.Edits {
		span.Start, span.End = min(span.Start, e.Span.Start), max(span.End, e.Span.End)
	}
	var b strings.Builder
	at := span.Start
	for _, e := range fix.Edits {
		if e.Span.Start < at {
			return lint.Span{}, "", false
		}
		b.WriteString(d.Text(lint.Span{Start: at, End: e.Span.Start}) + e.New)
		at = e.Span.End
	}
	return span, b.String(), true
}
