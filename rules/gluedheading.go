package rules

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// checkGluedHeadings finds lines such as ##Events, which without a blank are text and no heading. A single # may be a
// hashtag. It is true if there are any.
func checkGluedHeadings(p *lint.Pass) (found bool) {
	if !bytes.Contains(p.Src, []byte("##")) {
		return false
	}
	for _, n := range p.Paragraphs() {
		lines := n.Lines()
		for i := range lines.Len() {
			found = checkGluedHeading(p, lines.At(i).Start) || found
		}
	}
	return found
}

// checkGluedHeading looks at the line of a paragraph whose text begins at offset.
func checkGluedHeading(p *lint.Pass, offset int) bool {
	at := offset
	for byteAt(p.Document, at) == '#' && at-offset <= 6 {
		at++
	}
	if at-offset < 2 {
		return false
	}
	line := p.Lines().Span(p.Lines().At(offset))
	blank := lint.Span{Start: at, End: at}
	if bytes.HasPrefix(p.Src[at:], []byte("\u00a0")) {
		blank.End += len("\u00a0")
	}
	if n := at - offset; n > 6 || line.Start != offset || !isLetterAt(p.Document, blank.End) {
		return false
	}
	p.Report(lint.Finding{Span: lint.Span{Start: offset, End: line.End}, Message: fmt.Sprintf("no blank behind the # of %s, so that it is no heading", quote(p.Text(lint.Span{Start: blank.End, End: line.End}))),
		Fix: lint.Replace("add a blank", blank, " ")})
	return true
}

// checkNested finds headings that are indented so far that they belong to the item of a list above them.
func checkNested(p *lint.Pass, heads []lint.Heading) {
	for _, h := range heads {
		if h.Node.Parent().Kind() != ast.KindListItem || h.Node.PreviousSibling() == nil {
			continue
		}
		f := lint.Finding{Span: h.Span, Message: fmt.Sprintf("heading %s belongs to the item of the list above it", quote(h.Text))}
		indent := lint.Span{Start: h.Span.Start, End: h.Span.Start}
		for isBlank(byteAt(p.Document, indent.End)) {
			indent.End++
		}
		if indent.Len() > 0 && byteAt(p.Document, indent.End) == '#' {
			f.Fix = lint.Replace("remove the blanks before it", indent, "")
		}
		p.Report(f)
	}
}
