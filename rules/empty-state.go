package rules

import (
	_ "embed"
	"fmt"
	"time"

	"github.com/yuin/goldmark/ast"

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
		heads := place(house, p.Document)
		for _, b := range p.Blocks() {
			if b.Heading < 0 || b.Span.Len() > 80 || !lint.SaysNone(p.Text(b.Span)) {
				continue
			}
			s := heads[b.Heading].section
			if s < 0 {
				continue
			}
			text := p.Text(b.Span)
			if want := house.Boilerplate.EmptyState(house.Outline.Sections[s].Name, day); want != "" && text != want {
				p.Report(lint.Finding{Span: b.Span, Message: fmt.Sprintf("%s is usually %s", quote(text), quote(want)), Fix: lint.Replace("write "+quote(want), b.Span, want)})
			} else {
				checkListed(p, b, text, day)
			}
		}
	},
}

// checkListed reports what an empty part of the specifications says when it is no item of a list, as entries are.
func checkListed(p *lint.Pass, b lint.Block, text string, day time.Time) {
	style := p.World.House.Specifications
	if b.Node.Kind() != ast.KindParagraph || b.Node.Parent().Kind() != ast.KindDocument || !style.HasItems(day) || !inSection(p, b.Span.Start, style.Section) {
		return
	}
	p.Report(lint.Finding{Span: b.Span, Message: fmt.Sprintf("%s is no item of a list", quote(text)), Fix: lint.Replace("make it one", lint.Span{Start: b.Span.Start, End: b.Span.Start}, "- ")})
}
