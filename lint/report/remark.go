package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Remark is what a review says about lines of the text: all findings that meet there.
type Remark struct {
	Fingerprints []string
	Severity     lint.Severity // the highest
	Start, End   int           // lines, from 1
	Text         string        // Markdown, escaped
	Suggestion   *string       // what the lines should be, without the final newline; nil for none, "" removes them
}

// Remarks joins findings, which are in the order of the text, so that no two remarks share a line; the most certain
// come first.
func Remarks(d *lint.Document, findings []lint.Finding) []Remark {
	names := Fingerprints(d, findings)
	var remarks []Remark
	for i := 0; i < len(findings); {
		r := Remark{Start: d.Lines().At(findings[i].Span.Start)}
		first := i
		for ; i < len(findings); i++ {
			s := findings[i].Span
			if i > first && d.Lines().At(s.Start) > r.End {
				break
			}
			r.End = max(r.End, d.Lines().At(max(s.Start, s.End-1)))
			r.Severity = max(r.Severity, findings[i].Severity)
			r.Fingerprints = append(r.Fingerprints, names[i])
		}
		r.Suggestion = suggestion(d, r.Start, r.End, findings[first:i])
		r.Text = remarkText(d, findings[first:i], r.Suggestion != nil)
		remarks = append(remarks, r)
	}
	slices.SortStableFunc(remarks, func(a, b Remark) int { return cmp.Compare(b.Severity, a.Severity) })
	return remarks
}

// remarkText is a sentence for each finding. Where the suggestion does what a fix says, it is not said again.
func remarkText(d *lint.Document, findings []lint.Finding, suggested bool) string {
	var lines []string
	for _, f := range findings {
		line := fmt.Sprintf("**%s** %s", f.Severity, Markdown(f.Message))
		if words := d.Text(f.Span); strings.TrimSpace(words) != "" && !strings.Contains(words, "\n") {
			line += ": " + CodeSpan(words, messageLength)
		}
		if f.Fix != nil && !suggested {
			line += " – " + Markdown(f.Fix.Message)
		}
		lines = append(lines, fmt.Sprintf("%s (`%s`)", line, f.Rule))
	}
	if len(lines) == 1 {
		return lines[0]
	}
	return "- " + strings.Join(lines, "\n- ")
}

// suggestion is lines start to end with the fixes made in them. There is none if a fix reaches beyond the lines, or if
// signs stand in them that nobody can see: who accepts a suggestion must see all of it.
func suggestion(d *lint.Document, start, end int, findings []lint.Finding) *string {
	lines := lint.Span{Start: d.Lines().Span(start).Start, End: len(d.Src)}
	if end < d.Lines().Count() {
		lines.End = d.Lines().Span(end + 1).Start
	}
	var fixes []*lint.Fix
	for _, f := range findings {
		if f.Fix == nil {
			continue
		}
		moved := &lint.Fix{}
		for _, e := range f.Fix.Edits {
			if e.Span.Start < lines.Start || e.Span.End > lines.End {
				return nil
			}
			moved.Edits = append(moved.Edits, lint.Edit{Span: lint.Span{Start: e.Span.Start - lines.Start, End: e.Span.End - lines.Start}, New: e.New})
		}
		fixes = append(fixes, moved)
	}
	if len(fixes) == 0 {
		return nil
	}
	old := d.Text(lines)
	text, err := lint.Apply([]byte(old), fixes...)
	fixed := strings.TrimSuffix(string(text), "\n")
	if err != nil || string(text) == old || strings.ContainsFunc(strings.ReplaceAll(fixed, "\n", ""), dangerous) {
		return nil
	}
	return &fixed
}
