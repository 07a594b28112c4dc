package lint

import (
	"sync"

	"github.com/yuin/goldmark/ast"
)

// Class says what a byte of the source is to a reader of the page.
type Class byte

// A byte is markup, code or front matter, prose, or prose inside the text of a link.
const (
	Markup Class = iota
	Prose
	LinkText
)

// Class is what the byte at offset is.
func (d *Document) Class(offset int) Class {
	if offset < 0 || offset >= len(d.Src) {
		return Markup
	}
	return d.classes()[offset]
}

func classify(d *Document) func() []Class {
	return sync.OnceValue(func() []Class {
		classes := make([]Class, len(d.Src))
		for _, n := range d.nodes {
			t, ok := n.(*ast.Text)
			if !ok || n.Parent().Kind() == ast.KindCodeSpan {
				continue
			}
			class := Prose
			for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
				if p.Kind() == ast.KindLink || p.Kind() == ast.KindImage {
					class = LinkText
				}
			}
			for i := t.Segment.Start; i < t.Segment.Stop; i++ {
				classes[i] = class
			}
		}
		return classes
	})
}
