package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed empty-state.md
var emptyStateDoc string

var emptyState = &lint.Rule{
	Name: "empty-state", Doc: emptyStateDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		day, ok := released(p)
		if !ok || p.Language() != "" {
			return
		}
		house := p.World.House
		heads := p.Headings()
		for _, b := range p.Blocks() {
			if b.Heading < 0 || b.Span.Len() > 80 || !saysNone(p.Text(b.Span)) {
				continue
			}
			s := sectionOf(house.Outline.Sections, heads[b.Heading]).section
			if s < 0 {
				continue
			}
			text := p.Text(b.Span)
			if want := house.Boilerplate.EmptyState(house.Outline.Sections[s].Name, day); want != "" && text != want {
				p.Report(lint.Finding{Span: b.Span, Message: fmt.Sprintf("%s is usually %s", quote(text), quote(want)), Fix: lint.Replace("write "+quote(want), b.Span, want)})
			}
		}
	},
}

// saysNone reports whether text is one sentence that says there was nothing.
func saysNone(text string) bool {
	first, rest, _ := strings.Cut(text, " ")
	switch strings.ToLower(first) {
	case "no", "none", "nothing":
		return !strings.ContainsAny(rest, "[]`,:;!?\n") && !strings.Contains(rest, ". ")
	}
	return false
}
