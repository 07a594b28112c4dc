package lint

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// Block is a text that people write, move and copy as one piece: a paragraph, or what a list item says before it holds
// a list or paragraph more.
type Block struct {
	Node    ast.Node // *ast.Paragraph or *ast.TextBlock
	Span    Span     // from its first sign to its last, without the marker of a list item
	Heading int      // index in Headings of the heading above it, -1 before the first
	Item    bool     // it begins a list item
}

// Blocks are the document's blocks in the order of the text.
func (d *Document) Blocks() []Block { return d.blocks() }

func (d *Document) findBlocks() []Block {
	found := make([]Block, 0, len(d.written))
	heads, above := d.Headings(), -1
	for _, n := range d.written {
		lines := n.Lines()
		if lines.Len() == 0 {
			continue
		}
		s := Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
		s.Start += s.Len() - len(bytes.TrimLeft(d.Src[s.Start:s.End], " \t\r\n"))
		s.End = s.Start + len(bytes.TrimRight(d.Src[s.Start:s.End], " \t\r\n"))
		for above+1 < len(heads) && heads[above+1].Span.Start <= s.Start {
			above++
		}
		_, inItem := n.Parent().(*ast.ListItem)
		found = append(found, Block{Node: n, Span: s, Heading: above, Item: inItem && n.PreviousSibling() == nil})
	}
	return found
}
