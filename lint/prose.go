package lint

import "github.com/yuin/goldmark/text"

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
	if uint(offset) < uint(len(d.classes)) {
		return d.classes[offset]
	}
	return d.lateClass(offset)
}

// lateClass is for what lies outside of the text, and for documents that were not parsed yet.
func (d *Document) lateClass(offset int) Class {
	if d.parsed == nil || offset < 0 || offset >= len(d.Src) {
		return Markup
	}
	return d.parsed().Class(offset)
}

// classify notes the class of the text at s.
func (d *Document) classify(s text.Segment, class Class) {
	part := d.classes[s.Start:max(s.Start, s.Stop)]
	for i := range part {
		part[i] = class
	}
}
