package rules

import (
	_ "embed"
	"fmt"

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
			found = asNotes(found)
		}
		for _, f := range found {
			p.Report(f)
		}
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

// asNotes are the findings in a translation, whose boilerplate was translated once: notes, and one of many.
func asNotes(found []lint.Finding) []lint.Finding {
	for i := range found {
		found[i].Severity = lint.Note
	}
	if len(found) <= mostApart {
		return found
	}
	all := found[0]
	all.Message = fmt.Sprintf("%d links to the site itself name its host, from here on", len(found))
	all.Fix = &lint.Fix{Message: "write them without it"}
	for _, f := range found {
		all.Fix.Edits = append(all.Fix.Edits, f.Fix.Edits...)
	}
	return []lint.Finding{all}
}
