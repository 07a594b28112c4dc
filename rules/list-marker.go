package rules

import (
	_ "embed"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed list-marker.md
var listMarkerDoc string

var listMarker = &lint.Rule{
	Name: "list-marker", Doc: listMarkerDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for n := range lint.Each[ast.Node](p.Document) {
			if k := n.Kind(); k != ast.KindParagraph && k != ast.KindTextBlock {
				continue
			}
			for i := range n.Lines().Len() {
				checkMarkerAt(p, n.Lines().At(i).Start)
			}
		}
	},
}

// checkMarkerAt looks at the line of a paragraph that begins at offset.
func checkMarkerAt(p *lint.Pass, offset int) {
	for isBlankByte(byteAt(p.Document, offset)) {
		offset++
	}
	next := byteAt(p.Document, offset+1)
	if byteAt(p.Document, offset) != '-' || !isLetterAt(p.Document, offset+1) && next != '[' && next != '`' || p.Class(offset) != lint.Prose {
		return
	}
	s := lint.Span{Start: offset, End: offset + 1}
	p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("%s begins no item of a list: there is no blank behind the -", quote(around(p.Document, s))),
		Fix: lint.Replace("add a blank", lint.Span{Start: s.End, End: s.End}, " ")})
}
