package rules

import (
	"iter"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// destinations yields where each address stands that a link of the text leads to: of inline links and of those in
// angle brackets.
func destinations(d *lint.Document) iter.Seq[lint.Span] {
	return func(yield func(lint.Span) bool) {
		for l := range inlineLinks(d) {
			if l.Destination.Len() > 0 && !yield(l.Destination) {
				return
			}
		}
		for n := range lint.Each[*ast.AutoLink](d) {
			at := n.Pos() + 1
			if s := (lint.Span{Start: at, End: at + len(n.Label(d.Src))}); n.AutoLinkType == ast.AutoLinkURL && s.End <= len(d.Src) && !yield(s) {
				return
			}
		}
	}
}
