package rules

import (
	_ "embed"

	"github.com/xsf/padpress/lint"
)

//go:embed translation-mark.md
var translationMarkDoc string

var translationMark = &lint.Rule{
	Name: "translation-mark", Doc: translationMarkDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for _, m := range p.TranslationMarks() {
			switch m.Verb {
			case lint.ToTranslate:
				// A note: whoever translates knows, and a skeleton must not become a wall of comments in a review.
				p.Report(lint.Finding{Span: m.Span, Severity: lint.Note, Message: "this is still to be translated"})
			case lint.ToRevise:
				p.Reportf(m.Span, "the original has changed since this was translated: %s", quote(m.Original))
			case lint.ToRemove:
				p.Reportf(m.Span, "the original no longer has this")
			}
		}
	},
}

// leftInOriginal is where marks say that the text is still the original's.
func leftInOriginal(d *lint.Document) []lint.Span {
	var left []lint.Span
	for _, m := range d.TranslationMarks() {
		if m.Verb != lint.ToTranslate {
			continue
		}
		s := d.Lines().Span(d.Lines().At(m.Span.Start))
		if i := blockAt(d, m.Span.Start); i >= 0 {
			s = d.Blocks()[i].Span
		}
		left = append(left, s)
	}
	return left
}
