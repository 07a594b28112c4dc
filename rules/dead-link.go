package rules

import (
	_ "embed"

	"github.com/xsf/padpress/lint"
)

//go:embed dead-link.md
var deadLinkDoc string

var deadLink = &lint.Rule{
	Name: "dead-link", Doc: deadLinkDoc, Severity: lint.Error, Needs: lint.NeedLinks,
	Check: func(p *lint.Pass) {
		for _, l := range WebLinks(p.Document) {
			if why := p.World.Links(l.Address).Dead; why != "" {
				p.Reportf(l.Span, "nothing is at %s: %s", shortened(l.Address), why)
			}
		}
	},
}
