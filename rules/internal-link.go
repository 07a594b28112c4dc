package rules

import (
	_ "embed"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

//go:embed internal-link.md
var internalLinkDoc string

var internalLink = &lint.Rule{
	Name: "internal-link", Doc: internalLinkDoc, Severity: lint.Error, Needs: lint.NeedSite,
	Check: func(p *lint.Pass) {
		pages := &sitePages{site: p.World.Site, house: p.World.House}
		pages.amongPosts = path.Dir(p.Path) == pages.house.Site.Posts
		day := lastDay(p)
		asked := map[string]bool{} // whether an address may be there
		for src := range inlineLinks(p.Document) {
			address, own := pages.house.Site.Own(p.Text(src.Destination))
			if fine := asked[address]; !own || fine {
				continue
			}
			if len(asked) >= maxAsked {
				break
			}
			a, right := pages.look(address, day)
			if asked[address] = a != missing; a == missing {
				reportLink(p, src.Destination, address, right)
			}
		}
	},
}

// maxAsked is how many addresses of the site are looked for in one text. Issues have some forty; a text made to have
// thousands must not take minutes.
const maxAsked = 500

// lastDay is the later of the days in the file's name and in the front matter: releases slip. It is zero if the issue
// does not say when it appears.
func lastDay(p *lint.Pass) time.Time {
	last, ok := released(p)
	if !ok {
		return time.Time{}
	}
	if t, ok := day(p.Front); ok && t.After(last) {
		last = t
	}
	return last
}

func reportLink(p *lint.Pass, s lint.Span, address, right string) {
	f := lint.Finding{Span: s, Message: "the site has no page " + shortened(address)}
	if right != "" {
		right = strings.ReplaceAll(right, "#", "%23")
		if i := strings.IndexAny(address, "#?"); i >= 0 {
			right += address[i:]
		}
		f.Message += fmt.Sprintf("; %s is one", shortened(right))
		f.Fix = lint.Replace("write "+right, s, right)
	}
	p.Report(f)
}

// shortened is an address for a message: what is too long loses its middle, and a dot at the end would be taken for a full
// stop.
func shortened(address string) string {
	address = strings.TrimRight(address, ".")
	if r := []rune(address); len(r) > 80 {
		return string(r[:40]) + "…" + string(r[len(r)-39:])
	}
	return address
}
