// Package translation keeps the translation of an issue beside its original: it writes what earlier issues tell how to
// translate, and brings in what changed in the original without touching what people translated. It knows texts only, no
// repository and no site.
package translation

import (
	"strings"

	"github.com/xsf/padpress/lint"
)

// kind is what a piece is.
type kind byte

const (
	other   kind = iota // code, tables, HTML: taken as a whole
	heading             // its marker leads, what stands behind is its text
	block               // a paragraph, or what an item of a list says
	figure              // a paragraph of one shortcode
)

// piece is whole lines of a text that are translated, moved and removed as one. A text is its front matter, its pieces
// one after the other, and what is left behind the last.
type piece struct {
	kind  kind
	gap   string // blank lines before it
	lead  string // what stands on its first line before the text: indentation, marker of a heading or item
	text  string // without blanks around it and without the mark
	mark  lint.TranslationMark
	apart string // what stood between the text and its mark when it was read
	tail  string // blanks and the end of the last line; "" at the end of a text without a newline

	section string   // heading above it, of a heading its own
	links   []string // its addresses, in their order
}

// String is the piece as it stands in a text.
func (p piece) String() string {
	if p.mark.Verb == "" {
		return p.gap + p.lead + p.text + p.tail
	}
	apart := " "
	switch {
	case p.apart != "":
		apart = p.apart
	case p.kind == other:
		apart = "\n\n" // a mark on a line of code would be code
	}
	text := p.text + apart + p.mark.Comment()
	switch underline := strings.LastIndexByte(p.text, '\n'); {
	case p.kind != heading:
	case underline > 0:
		text = p.text[:underline] + " " + p.mark.Comment() + p.text[underline:]
	case strings.HasSuffix(p.text, "#"), strings.HasSuffix(p.text, "}"): // which may belong to the heading as a whole
		text = p.mark.Comment() + " " + p.text
	}
	return p.gap + p.lead + text + p.tail
}

// isItem reports whether the piece begins an item of a list.
func (p piece) isItem() bool { return p.kind == block && strings.TrimLeft(p.lead, " \t>") != "" }

// isUnderlined reports whether the piece is a heading with a line of signs below it.
func (p piece) isUnderlined() bool { return p.kind == heading && !strings.Contains(p.lead, "#") }

// text is a document in pieces.
type text struct {
	front  string // with both fences
	pieces []piece
	rest   string // blank lines behind the last piece
}

func (t text) String() string {
	var b strings.Builder
	b.WriteString(t.front)
	for _, p := range t.pieces {
		b.WriteString(p.String())
	}
	b.WriteString(t.rest)
	return b.String()
}
