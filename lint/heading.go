package lint

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Heading is one heading of the text.
type Heading struct {
	Level int
	Text  string // without markup
	ID    string // the anchor the site gives it
	Span  Span   // the lines it stands on, without the last newline
	Node  *ast.Heading
}

// Headings are the document's headings in order.
func (d *Document) Headings() []Heading { return d.heads() }

// Section is the heading above offset; false before the first one.
func (d *Document) Section(offset int) (Heading, bool) {
	var found Heading
	ok := false
	for _, h := range d.Headings() {
		if h.Span.Start > offset {
			break
		}
		found, ok = h, true
	}
	return found, ok
}

func (d *Document) findHeadings() []Heading {
	var found []Heading
	for n := range Each[*ast.Heading](d) {
		h := Heading{Level: n.Level, Text: d.PlainText(n), Node: n}
		if id, ok := n.AttributeString("id"); ok {
			if b, ok := id.([]byte); ok {
				h.ID = string(b)
			}
		}
		start := n.Pos()
		if start < 0 {
			continue
		}
		end := start
		if l := n.Lines().Len(); l > 0 {
			end = n.Lines().At(l-1).Stop - 1
		}
		lines := d.Lines()
		h.Span = Span{lines.Span(lines.At(start)).Start, lines.Span(lines.At(max(start, end))).End}
		found = append(found, h)
	}
	return found
}

// PlainText is what n shows, without markup. Line ends become blanks.
func (d *Document) PlainText(n ast.Node) string {
	var b strings.Builder
	walk(n, func(c ast.Node) {
		switch t := c.(type) {
		case *ast.Text:
			b.Write(t.Segment.Value(d.Src))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(t.Value)
		case *ast.AutoLink:
			b.Write(t.Label(d.Src))
		}
	})
	return b.String()
}
