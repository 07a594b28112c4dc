package rules

import (
	"iter"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// running yields the stretches of text that readers see as such, in order: no code, address, tag or shortcode. A stretch
// ends where markup begins and at the end of a line.
func running(d *lint.Document) iter.Seq[lint.Span] {
	return func(yield func(lint.Span) bool) {
		for t := range lint.Each[*ast.Text](d) {
			s := lint.Span{Start: t.Segment.Start, End: t.Segment.Stop}
			if s.Len() > 0 && d.Class(s.Start) != lint.Markup && !yield(s) {
				return
			}
		}
	}
}

// link is an inline link of the text.
type link struct {
	lint.LinkSource
	Node *ast.Link
}

// inlineLinks yields the links whose address stands beside their text.
func inlineLinks(d *lint.Document) iter.Seq[link] {
	return func(yield func(link) bool) {
		for n := range lint.Each[*ast.Link](d) {
			if src, ok := d.Link(n); ok && !yield(link{src, n}) {
				return
			}
		}
	}
}

// before is the byte of the source before offset, a newline at the start of the text.
func before(d *lint.Document, offset int) byte {
	if offset <= 0 || offset > len(d.Src) {
		return '\n'
	}
	return d.Src[offset-1]
}

// at is the byte of the source at offset, a newline behind the end of the text.
func at(d *lint.Document, offset int) byte {
	if offset < 0 || offset >= len(d.Src) {
		return '\n'
	}
	return d.Src[offset]
}

// isBlank reports whether c parts words on a line.
func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// isSpace reports whether c is a blank or ends a line.
func isSpace(c byte) bool { return isBlank(c) || c == '\n' || c == '\r' }

// isDigit reports whether c is one of 0 to 9.
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isLetterAt reports whether a letter stands at offset, also one that is not of ASCII.
func isLetterAt(d *lint.Document, offset int) bool {
	c := at(d, offset)
	return isLetter(c) || c >= 0xC3 && c < 0xE2 // from the Latin letters with accents up to the signs of U+2000
}

// words is a few words around s, for a message: what stands on its line from the last blank before it to the next one
// behind it.
func words(d *lint.Document, s lint.Span) string {
	const most = 30
	start, end := s.Start, s.End
	for start > 0 && s.Start-start < most && isBlank(d.Src[start-1]) {
		start--
	}
	for start > 0 && s.Start-start < most && !isSpace(d.Src[start-1]) {
		start--
	}
	for end < len(d.Src) && end-s.End < most && isBlank(d.Src[end]) {
		end++
	}
	for end < len(d.Src) && end-s.End < most && !isSpace(d.Src[end]) {
		end++
	}
	return d.Text(lint.Span{Start: start, End: end})
}
