package rules

import (
	_ "embed"
	"fmt"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

//go:embed long-entry.md
var longEntryDoc string

var longEntry = &lint.Rule{
	Name: "long-entry", Doc: longEntryDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		style := p.World.House.Entries
		if style.Longest <= 0 || p.Language() != "" { // a translation is as long as its original, and often longer
			return
		}
		specs := within(p, p.World.House.Specifications.Section)
		for _, item := range p.Items() {
			if item.Span.Len() <= style.Longest || contains(specs, item.Span.Start) {
				continue
			}
			if n := utf8.RuneCountInString(seen(p, item.Span)); n > style.Longest {
				p.Report(lint.Finding{Span: firstWords(p, item.Span), Severity: lint.Note, Message: fmt.Sprintf("entry has %d characters, more than %d", n, style.Longest)})
			}
		}
	},
}

// firstWords is the beginning of s, for a finding about the whole of it: up to its first blank behind forty bytes.
func firstWords(p *lint.Pass, s lint.Span) lint.Span {
	for i := s.Start + 40; i < s.End; i++ {
		if isSpace(p.Src[i]) {
			return lint.Span{Start: s.Start, End: i}
		}
	}
	return s
}
