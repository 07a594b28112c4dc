package lint

import (
	"iter"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// stretch is what the reader of a page comes upon next: a text, or what ends the text before it. The parser cuts texts at
// every sign that could be markup.
type stretch struct {
	start, end int32 // of a text; in all other cases it is empty
	border     border
}

// border is what stands between two texts.
type border uint8

// Between two texts stands nothing, markup that is not seen, a sign that is seen and is no text, or the begin of a block.
const (
	noBorder border = iota
	markup
	sign
	opening
)

// runOn notes the text of a node.
func (d *Document) runOn(s text.Segment, class Class) {
	d.classify(s, class)
	if s.Start < s.Stop {
		d.running = append(d.running, stretch{int32(s.Start), int32(s.Stop), noBorder})
	} else {
		d.endText(markup)
	}
}

// breakOff notes n, which is no text. Code, a picture, a shortcode and an address are seen.
func (d *Document) breakOff(n ast.Node, k ast.NodeKind, childless bool) {
	switch {
	case n.Type() == ast.TypeBlock:
		d.endText(opening)
	case childless || k == ast.KindCodeSpan:
		d.endText(sign)
	default:
		d.endText(markup)
	}
}

// endText notes b, unless what stands before it says as much.
func (d *Document) endText(b border) {
	if last := len(d.running) - 1; last < 0 || d.running[last].border < b {
		d.running = append(d.running, stretch{border: b})
	}
}

// stretches yields the texts that readers see, and what ends them: then the text is empty.
func (d *Document) stretches() iter.Seq2[Span, border] {
	return func(yield func(Span, border) bool) {
		for _, s := range d.running {
			b := s.border
			if b == noBorder && d.classes[s.start] == Markup {
				b = markup
			}
			if !yield(Span{int(s.start), int(s.end)}, b) {
				return
			}
		}
	}
}
