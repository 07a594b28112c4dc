package rules

import (
	_ "embed"

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
		var found []lint.Finding
		for _, l := range p.InlineLinks() {
			found = checkAbsolute(p, found, l.Destination, p.Text(l.Destination))
		}
		for _, x := range pictures(p.Document) {
			if x.plain {
				found = checkAbsolute(p, found, x.span, x.address)
			}
		}
		if p.Language() != "" {
			for i := range found {
				found[i].Severity = lint.Note // boilerplate was translated once, with what it linked to then
			}
		}
		reportHabit(p, found, "write all of them without the host")
	},
}

// checkAbsolute appends what there is to say of the address at s, if it names the site's own host.
func checkAbsolute(p *lint.Pass, found []lint.Finding, s lint.Span, address string) []lint.Finding {
	if !isWeb(address) {
		return found
	}
	local, own := p.World.House.Site.Own(address)
	if !own {
		return found
	}
	return append(found, lint.Finding{Span: s, Message: "link to the site itself names its host: " + shortened(address), Fix: lint.Replace("write "+local, s, local)})
}
