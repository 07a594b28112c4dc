package rules

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint"
)

// WebLink is an address of the web that a text leads to or shows something from.
type WebLink struct {
	Span    lint.Span // where it stands; of a link by reference, its first sign
	Address string    // as a browser asks for it: without what Markdown escapes
	Plain   bool      // it stands there as it is, and another address can stand in its place
}

// WebLinks are all of a document, in its order: of links and pictures, of addresses without a link, and of shortcodes.
func WebLinks(d *lint.Document) []WebLink {
	var all []WebLink
	add := func(s lint.Span, address string, plain bool) {
		if isWeb(address) {
			all = append(all, WebLink{s, string(util.URLEscape([]byte(address), true)), plain})
		}
	}
	for s := range destinations(d) {
		add(s, d.Text(s), true)
	}
	for n := range lint.Each[*ast.Link](d) {
		if _, inline := d.Link(n); !inline {
			add(lint.Span{Start: n.Pos(), End: n.Pos() + 1}, string(n.Destination), false)
		}
	}
	for n := range lint.Each[*ast.Image](d) {
		if l, ok := d.Link(n); ok {
			add(l.Destination, d.Text(l.Destination), true)
		}
	}
	for _, s := range d.Shortcodes {
		for _, a := range s.Args {
			at, plain := inner(a)
			add(at, a.Value, plain)
		}
	}
	p := &lint.Pass{Document: d}
	broken := brokenLinks(d)
	behind := 0
	for at := range addressStarts(d) {
		if at >= behind && d.Class(at) == lint.Prose && !broken(at) {
			a := addressAt(p, at)
			behind = a.End
			add(a, d.Text(a), true)
		}
	}
	slices.SortStableFunc(all, func(a, b WebLink) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return slices.CompactFunc(all, func(a, b WebLink) bool { return a.Span == b.Span })
}
