package main

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// page writes Markdown, such as a rule's page, for a terminal: headings at the margin, all else indented, code further.
type page struct {
	screen
	src []byte
	out strings.Builder
}

// pageText is the page for s. Without a terminal it is wrapped all the same: it is prose.
func pageText(markdown string, s screen) string {
	if s.width == 0 {
		s.width = defaultWidth
	}
	p := &page{screen: s, src: []byte(markdown)}
	p.blocks(p.parse(), "  ", "")
	return p.out.String()
}

func (p *page) parse() ast.Node { return goldmark.DefaultParser().Parse(text.NewReader(p.src)) }

// blocks writes the blocks of n, each behind the indent; the first one behind the mark of its list entry instead.
func (p *page) blocks(n ast.Node, indent, mark string) {
	for b := n.FirstChild(); b != nil; b = b.NextSibling() {
		head := indent
		if mark != "" {
			head, mark = mark, ""
		} else if p.out.Len() > 0 && !isTight(n) {
			p.out.WriteByte('\n')
		}
		p.block(b, indent, head)
	}
}

func (p *page) block(n ast.Node, indent, head string) {
	switch n := n.(type) {
	case *ast.Heading:
		p.out.WriteString(p.paint(bold, strings.ReplaceAll(p.inline(n), glue, " ")) + "\n")
	case *ast.Paragraph, *ast.TextBlock:
		if isTable(n, p.src) {
			p.verbatim(n, indent)
			return
		}
		for part := range strings.SplitSeq(p.inline(n), "\n") {
			p.out.WriteString(p.wrap(head, part))
			head = indent
		}
	case *ast.List:
		number := n.Start
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			mark := "- "
			if n.IsOrdered() {
				mark = fmt.Sprintf("%d. ", number)
				number++
			}
			if item != n.FirstChild() && !n.IsTight {
				p.out.WriteByte('\n')
			}
			p.blocks(item, indent+strings.Repeat(" ", len(mark)), indent+mark)
		}
	case *ast.Blockquote:
		p.blocks(n, indent+"  ", "")
	case *ast.FencedCodeBlock:
		if about := p.about(n); about != "" {
			p.out.WriteString(indent + about + ":\n\n")
		}
		p.verbatim(n, indent+"    ")
	default: // code and HTML
		p.verbatim(n, indent+"    ")
	}
}

// about is what stands behind the language of a code block: on a rule's page, the path that the example stands for.
func (p *page) about(n *ast.FencedCodeBlock) string {
	if n.Info == nil {
		return ""
	}
	_, about, _ := strings.Cut(strings.TrimSpace(string(n.Info.Segment.Value(p.src))), " ")
	return strings.TrimSpace(about)
}

// isTight reports whether n is an entry of a list without blank lines.
func isTight(n ast.Node) bool {
	list, ok := n.Parent().(*ast.List)
	return ok && list.IsTight
}

// verbatim writes the lines of n as they are.
func (p *page) verbatim(n ast.Node, indent string) {
	for _, s := range n.Lines().Sliced(0, n.Lines().Len()) {
		line := strings.TrimRight(string(s.Value(p.src)), "\r\n")
		p.out.WriteString(strings.TrimRight(indent+line, " ") + "\n")
	}
}

// isTable knows the tables of GitHub, which would lose their shape in a paragraph.
func isTable(n ast.Node, src []byte) bool {
	for _, s := range n.Lines().Sliced(0, n.Lines().Len()) {
		if !strings.HasPrefix(strings.TrimSpace(string(s.Value(src))), "|") {
			return false
		}
	}
	return n.Lines().Len() > 1
}

// inline is the text of n in one line for each hard break. Code keeps its ticks, a link its address.
func (p *page) inline(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(c.Segment.Value(p.src)))))
			if c.HardLineBreak() {
				b.WriteByte('\n')
			} else if c.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.CodeSpan:
			b.WriteString("`" + p.code(c) + "`")
		case *ast.AutoLink:
			b.Write(c.Label(p.src))
		case *ast.Link:
			b.WriteString(p.inline(c) + " <" + string(c.Destination) + ">")
		case *ast.RawHTML:
			b.Write(c.Segments.Value(p.src))
		default:
			b.WriteString(p.inline(c))
		}
	}
	return b.String()
}

// code is the text of a code span, at whose blanks no line ends.
func (p *page) code(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(p.src))
		}
	}
	return strings.NewReplacer(" ", glue, "\n", glue).Replace(b.String())
}
