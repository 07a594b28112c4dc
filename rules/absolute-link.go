package rules

import (
	_ "embed"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed absolute-link.md
var absoluteLinkDoc string

var absoluteLink = &lint.Rule{
	Name: "absolute-link", Doc: absoluteLinkDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		if day, ok := released(p); ok && !p.World.House.Site.WantsRelative(day) {
			return
		}
		for n := range lint.Each[*ast.Link](p.Document) {
			if src, ok := p.Link(n); ok {
				checkAbsolute(p, src.Destination, p.Text(src.Destination))
			}
		}
		for _, x := range pictures(p.Document) {
			if x.plain {
				checkAbsolute(p, x.span, x.address)
			}
		}
	},
}

// checkAbsolute reports the address at s if it names the site's own host.
func checkAbsolute(p *lint.Pass, s lint.Span, address string) {
	if !isWeb(address) {
		return
	}
	local, own := p.World.House.Site.Own(address)
	if !own {
		return
	}
	f := lint.Finding{Span: s, Message: "link to the site itself names its host: " + shortened(address), Fix: lint.Replace("write "+local, s, local)}
	if p.Language() != "" {
		f.Severity = lint.Note // a translator keeps what the original says
	}
	p.Report(f)
}
