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
	Findings   []int         // by their index
	Severity   lint.Severity // the highest
	Start, End int           // lines, from 1
	Text       string        // Markdown, escaped
	Alone      string        // the same where the suggestion is not shown: with what to do in words
	Suggestion *string       // what the lines should be, without the final newline; nil for none, "" removes them
}

// Remarks joins findings, which are in the order of the text, so that no two remarks share a line; the most certain
// come first.
func Remarks(d *lint.Document, findings []lint.Finding) []Remark {
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
			r.Findings = append(r.Findings, i)
		}
		r.Suggestion = Suggestion(d, r.Start, r.End, findings[first:i])
		r.Text = remarkText(d, findings[first:i], r.Suggestion != nil)
		r.Alone = remarkText(d, findings[first:i], false)
		remarks = append(remarks, r)
	}
	slices.SortStableFunc(remarks, func(a, b Remark) int { return cmp.Compare(b.Severity, a.Severity) })
	return remarks
}

// remarkFindings bounds what one remark says: a comment has to be read.
const remarkFindings = 20

// remarkText is a sentence for each finding. Where the suggestion does what a fix says, it is not said again.
func remarkText(d *lint.Document, findings []lint.Finding, suggested bool) string {
	var lines []string
	for i, f := range findings {
		if i == remarkFindings {
			lines = append(lines, fmt.Sprintf("and %d more here", len(findings)-i))
			break
		}
		line := fmt.Sprintf("**%s** %s", f.Severity, Markdown(f.Message))
		if words := d.Text(f.Span); strings.TrimSpace(words) != "" && !strings.Contains(words, "\n") && !isSaid(f.Message, words) {
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

// isSaid reports whether message has the words that it is about, or as much of them as fits into one.
func isSaid(message, words string) bool {
	_, quoted, _ := strings.Cut(message, "“")
	begin, _, cut := strings.Cut(quoted, "…”")
	return strings.Contains(message, words) || cut && strings.HasPrefix(words, begin)
}

// suggestionLength bounds a suggestion, in bytes: it has to be read before it is accepted.
const suggestionLength = 10_000

// Suggestion is lines start to end with the fixes of the findings made in them, without the final newline; nil if there
// is none, as there is none if a fix reaches beyond the lines, or if
// signs stand in them that nobody can see: who accepts a suggestion must see all of it.
func Suggestion(d *lint.Document, start, end int, findings []lint.Finding) *string {
	lines := lint.Span{Start: d.Lines().Span(start).Start, End: len(d.Src)}
	if end < d.Lines().Count() {
		lines.End = d.Lines().Span(end + 1).Start
	}
	if lines.Len() > suggestionLength {
		return nil
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
	old := d.Text(lines)
	text, err := lint.Apply([]byte(old), fixes...)
	if len(fixes) == 0 || err != nil || len(text) > suggestionLength {
		return nil
	}
	return inFull(old, string(text))
}

// inFull is the text of the suggestion that puts whole lines in the place of old, nil where that cannot say it: a
// suggestion changes something that can be seen, ends each of its lines, and without text removes the lines.
func inFull(old, text string) *string {
	fixed := strings.TrimSuffix(text, "\n")
	switch {
	case fixed == strings.TrimSuffix(old, "\n"), text == "\n",
		strings.HasSuffix(old, "\n") && text != "" && !strings.HasSuffix(text, "\n"),
		!IsPrintable(fixed):
		return nil
	}
	return &fixed
}
