package rules

import (
	_ "embed"
	"fmt"

	"github.com/xsf/padpress/lint"
)

//go:embed xep-linked.md
var xepLinkedDoc string

var xepLinked = &lint.Rule{
	Name: "xep-linked", Doc: xepLinkedDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		style := p.World.House.Specifications
		day, ok := released(p)
		if p.Language() != "" || !ok || !style.HasLinks(day) {
			return
		}
		all := mentions(p)
		linked := linkedNumbers(p, all)
		specs := within(p, style.Section)
		for _, e := range specEntries(p) {
			if !e.inLink {
				linked[e.number] = true
				reportUnlinked(p, e.mention)
			}
		}
		for _, m := range all {
			if !m.inLink && !linked[m.number] && !contains(specs, m.at.Start) && p.Class(m.at.Start) == lint.Prose {
				linked[m.number] = true
				reportUnlinked(p, m)
			}
		}
	},
}

// linkedNumbers are the numbers that the text leads to somewhere.
func linkedNumbers(p *lint.Pass, all []mention) map[int]bool {
	linked := map[int]bool{}
	for _, m := range all {
		if m.inLink {
			linked[m.number] = true
			if n, ok := numberIn(p, m.link); ok {
				linked[n] = true
			}
		}
	}
	return linked
}

func reportUnlinked(p *lint.Pass, m mention) {
	style := p.World.House.Specifications
	f := lint.Finding{Span: m.at, Message: fmt.Sprintf("%s is no link", p.Text(m.at))}
	if m.number > 0 && p.Class(m.at.Start) == lint.Prose && p.Text(m.at) == style.Number(m.number) && !inBrackets(p, m.at) {
		f.Fix = lint.Replace("make it one", m.at, "["+p.Text(m.at)+"]("+style.AddressOf(m.number)+")")
	}
	p.Report(f)
}

// inBrackets reports whether s touches a square bracket, which a new link would join.
func inBrackets(p *lint.Pass, s lint.Span) bool {
	return s.Start > 0 && p.Src[s.Start-1] == '[' || s.End < len(p.Src) && (p.Src[s.End] == ']' || p.Src[s.End] == '(')
}
