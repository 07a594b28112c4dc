package rules

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// Template are the blocks of an original that stand in every issue: what the pad's template brings. These are the
// paragraphs of the sections that hold the same text every month, their lists but those of names, and elsewhere what is
// a version of a paragraph that stood there in the last of the earlier issues. A translation has no template.
func Template(h *lint.House, d *lint.Document, earlier []*lint.Document) []lint.Span {
	if d.Language() != "" {
		return nil
	}
	var last []*passage
	if len(earlier) > 0 {
		last = fixedParagraphs(h, earlier[0])
	}
	var found []lint.Span
	places := placesOf(h, d)
	for _, b := range d.Blocks() {
		if at := places(b.Heading); isFixed(h, at) && isTemplate(h, d, b, at, last) {
			found = append(found, b.Span)
		}
	}
	return found
}

// isTemplate reports whether a block where the text is fixed is no list of names, and none that people wrote this month.
func isTemplate(h *lint.House, d *lint.Document, b lint.Block, at spot, last []*passage) bool {
	if inItem(b) {
		return at.section >= 0 && slices.ContainsFunc(h.Boilerplate.Lists, h.Outline.Sections[at.section].Is)
	}
	if b.Span.Len() < shortest || longest < b.Span.Len() {
		return false
	}
	p := read(d, h, b)
	if at.section >= 0 && h.Outline.Sections[at.section].Boilerplate {
		return !namesPeople(p)
	}
	return nearestPassage(p, last) != nil
}

// inItem reports whether a block stands in a list.
func inItem(b lint.Block) bool {
	for n := b.Node.Parent(); n != nil; n = n.Parent() {
		if _, ok := n.(*ast.ListItem); ok {
			return true
		}
	}
	return false
}
