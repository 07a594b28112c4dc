package rules

import (
	_ "embed"
	"net/url"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed moved-link.md
var movedLinkDoc string

var movedLink = &lint.Rule{
	Name: "moved-link", Doc: movedLinkDoc, Severity: lint.Note, Needs: lint.NeedLinks,
	Check: func(p *lint.Pass) {
		for _, l := range WebLinks(p.Document) {
			state := p.World.Links(l.Address)
			switch {
			case state.Moved != "":
				f := lint.Finding{Span: l.Span, Message: "the page has moved to " + shortened(state.Moved)}
				if l.Plain && mayReplace(l.Address, state.Moved) {
					f.Fix = lint.Replace("write its new address", l.Span, state.Moved)
				}
				p.Report(f)
			case state.Anchor != "":
				p.Reportf(l.Span, "the page has no place called %s", quote("#"+state.Anchor))
			}
		}
	},
}

// mayReplace reports whether the address that a server gives can stand in a text as it is, and is likely to be the same
// page: what leads from deep inside to a front page is gone.
func mayReplace(old, to string) bool {
	const longest = 500
	before, err := url.Parse(old)
	after, err2 := url.Parse(to)
	if err != nil || err2 != nil || len(to) > longest || !isWeb(to) || after.User != nil {
		return false
	}
	if strings.Trim(after.Path, "/") == "" && strings.Trim(before.Path, "/") != "" {
		return false
	}
	return !strings.ContainsFunc(to, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("<>()[]{}\"'`|\\*", r) })
}
