package lint

import (
	"bytes"
	"sort"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
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
	all := d.Headings()
	n := sort.Search(len(all), func(i int) bool { return all[i].Span.Start > offset })
	if n == 0 {
		return Heading{}, false
	}
	return all[n-1], true
}

// IsUnderlined reports whether the line of signs below h makes it a heading, and not signs before its text.
func (d *Document) IsUnderlined(h Heading) bool {
	line := d.Src[h.Node.Pos():]
	text := bytes.TrimLeft(line, "#")
	signs := len(line) - len(text)
	return signs == 0 || signs > 6 || len(text) > 0 && strings.IndexByte(" \t\r\n", text[0]) < 0
}

func (d *Document) findHeadings() []Heading {
	found := make([]Heading, 0, len(d.nodesOf(ast.KindHeading)))
	ids, lines := d.headingIDs(), d.Lines()
	for i, node := range d.nodesOf(ast.KindHeading) {
		n := node.(*ast.Heading)
		h := Heading{Level: n.Level, Text: d.PlainText(n), ID: ids[i], Node: n}
		start := n.Pos()
		if start < 0 {
			continue
		}
		end := start
		if l := n.Lines().Len(); l > 0 {
			end = n.Lines().At(l-1).Stop - 1
		}
		h.Span = Span{lines.Span(lines.At(start)).Start, lines.Span(lines.At(max(start, end))).End}
		found = append(found, h)
	}
	return found
}

// PlainText is what n shows, without markup. Line ends become blanks.
func (d *Document) PlainText(n ast.Node) string {
	if t, ok := n.FirstChild().(*ast.Text); ok && t == n.LastChild() && !t.IsRaw() && !t.SoftLineBreak() && !t.HardLineBreak() && n.Kind() != ast.KindCodeSpan {
		if text := d.Text(Span{t.Segment.Start, t.Segment.Stop}); !strings.ContainsAny(text, "\\&") {
			return text
		}
	}
	var b strings.Builder
	walk(n, func(c ast.Node) {
		switch t := c.(type) {
		case *ast.Text:
			if t.IsRaw() || c.Parent().Kind() == ast.KindCodeSpan {
				b.WriteString(strings.ReplaceAll(d.Text(Span{t.Segment.Start, t.Segment.Stop}), "\n", " "))
			} else {
				b.WriteString(shown(d.Src[t.Segment.Start:t.Segment.Stop]))
			}
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

// shown is text as the page shows it: without backslashes before signs, and with the characters that entities stand for.
func shown(text []byte) string {
	if !bytes.ContainsAny(text, "\\&") {
		return string(text)
	}
	var b unbuffered
	goldmarkhtml.DefaultWriter.Write(&b, text)
	return unescaped().Replace(b.String())
}

// unescaped undoes what goldmark's writer escapes, which is less than what package html knows and makes tables for.
var unescaped = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`)
})

// unbuffered is a buffer where goldmark asks for a buffered writer, which would take four kilobytes for a few words.
type unbuffered struct{ bytes.Buffer }

func (*unbuffered) Buffered() int { return 0 }
func (*unbuffered) Flush() error  { return nil }
