package rules

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed anchor-exists.md
var anchorExistsDoc string

var anchorExists = &lint.Rule{
	Name: "anchor-exists", Doc: anchorExistsDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		ids := map[string]bool{}
		for _, h := range p.Headings() {
			ids[h.ID] = true
		}
		meant := map[string]string{} // what was found for each id that leads nowhere
		for src := range inlineLinks(p.Document) {
			id, ok := strings.CutPrefix(p.Text(src.Destination), "#")
			if !ok {
				continue
			}
			if plain, err := url.PathUnescape(id); err == nil {
				id = plain
			}
			if id == "" || strings.EqualFold(id, "top") || ids[id] {
				continue // browsers know the top of the page by themselves
			}
			if _, known := meant[id]; !known && len(meant) < mostAnchors {
				meant[id] = meantAnchor(p, id)
			}
			f := lint.Finding{Span: src.Destination, Message: fmt.Sprintf("no heading has the anchor %s", quote("#"+id))}
			if right := meant[id]; right != "" {
				f.Fix = lint.Replace("write #"+right, src.Destination, "#"+right)
			}
			p.Report(f)
		}
	},
}

// mostAnchors bounds for how many ids a fix is sought: a text made of nothing else must not take hours.
const mostAnchors = 20

// meantAnchor finds the heading that id was to lead to: the section that the house knows by an address in it, in
// whatever language its heading is, or the one heading with an anchor that differs little. It is empty where neither is
// certain.
func meantAnchor(p *lint.Pass, id string) string {
	found := ""
	if mark := p.World.House.Links.Anchors[id]; mark != "" {
		found = anchorAbove(p, mark)
	}
	if found == "" {
		var ids []string
		for _, h := range p.Headings() {
			ids = append(ids, h.ID)
		}
		if i := nearest(id, ids); i >= 0 {
			found = ids[i]
		}
	}
	if strings.ContainsAny(found, " ()<>\\\"'") {
		return ""
	}
	return found
}

// anchorAbove is the anchor of the one section that links to address, "" if none or several do.
func anchorAbove(p *lint.Pass, address string) string {
	found := ""
	for n := range lint.Each[*ast.Link](p.Document) {
		if string(n.Destination) != address {
			continue
		}
		src, ok := p.Link(n)
		if !ok {
			return ""
		}
		h, ok := p.Section(src.All.Start)
		if !ok || found != "" && found != h.ID {
			return ""
		}
		found = h.ID
	}
	return found
}
