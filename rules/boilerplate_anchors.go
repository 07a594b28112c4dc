package rules

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// checkAnchors reports sections that lack a link which they have every month: with it the paragraph was lost. In those of
// dropped that is known.
func checkAnchors(p *lint.Pass, dropped map[int]bool) {
	day, ok := released(p)
	if !ok {
		return
	}
	house := p.World.House
	heads := p.Headings()
	missing := map[string][]string{} // by section
	for _, l := range house.Boilerplate.Anchors {
		if l.Holds(day) {
			missing[l.Section] = append(missing[l.Section], l.Address)
		}
	}
	for i, h := range heads {
		s := sectionOf(house.Outline.Sections, h).section
		if s < 0 || dropped[s] || isEmpty(heads, i) {
			continue
		}
		end := len(p.Src)
		if i+1 < len(heads) {
			end = heads[i+1].Span.Start
		}
		var lost []string
		for _, address := range missing[house.Outline.Sections[s].Name] {
			if !links(p, lint.Span{Start: h.Span.End, End: end}, address) {
				lost = append(lost, quote(address))
			}
		}
		delete(missing, house.Outline.Sections[s].Name)
		if len(lost) > 0 {
			p.Report(lint.Finding{Span: lint.Span{Start: h.Span.Start, End: min(end, lineBelow(p, h.Span.End))},
				Message: fmt.Sprintf("section %s does not link to %s, as it does every month", quote(h.Text), strings.Join(lost, ", "))})
		}
	}
}

// links reports whether something in s links to address.
func links(p *lint.Pass, s lint.Span, address string) bool {
	for n := range lint.Each[*ast.Link](p.Document) {
		src, ok := p.Link(n)
		if ok && s.Contains(src.All.Start) && strings.TrimSuffix(p.World.House.Boilerplate.Local(p.Text(src.Destination)), "/") == strings.TrimSuffix(address, "/") {
			return true
		}
	}
	return false
}
