package rules

import (
	"iter"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// running yields the stretches of text that readers see as such, in order: no code, address, tag or shortcode. A stretch
// ends where markup begins or might have begun, and at the end of a line.
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

// inlineLinks yields the links whose address stands beside their text.
func inlineLinks(d *lint.Document) iter.Seq[lint.LinkSource] {
	return func(yield func(lint.LinkSource) bool) {
		for n := range lint.Each[*ast.Link](d) {
			if src, ok := d.Link(n); ok && !yield(src) {
				return
			}
		}
	}
}

// byteBefore is the byte of the source before offset, a newline at the start of the text.
func byteBefore(d *lint.Document, offset int) byte { return byteAt(d, offset-1) }

// byteAt is the byte of the source at offset, a newline outside the text.
func byteAt(d *lint.Document, offset int) byte {
	if offset < 0 || offset >= len(d.Src) {
		return '\n'
	}
	return d.Src[offset]
}

// isBlankByte reports whether c parts words on a line.
func isBlankByte(c byte) bool { return c == ' ' || c == '\t' }

// isSpaceByte reports whether c parts words or lines.
func isSpaceByte(c byte) bool { return isBlankByte(c) || c == '\n' || c == '\r' }

// isDigitByte reports whether c is one of 0 to 9.
func isDigitByte(c byte) bool { return '0' <= c && c <= '9' }

// isLetterAt reports whether a letter stands at offset, be it one with an accent.
func isLetterAt(d *lint.Document, offset int) bool {
	c := byteAt(d, offset)
	return isLetter(c) || c >= 0xC3 && c < 0xE2 // from Latin-1's letters up to the signs of U+2000
}

// isLetterBefore reports whether a letter ends at offset.
func isLetterBefore(d *lint.Document, offset int) bool {
	offset--
	for i := 0; i < utf8.UTFMax && offset > 0 && !utf8.RuneStart(d.Src[offset]); i++ {
		offset--
	}
	return isLetterAt(d, offset)
}

// around is what a message quotes of s: it, and as much of the word before and of the word behind as is readable.
func around(d *lint.Document, s lint.Span) string {
	start, end := s.Start, s.End
	for start > 0 && s.Start-start < longestShown && !isSpaceByte(d.Src[start-1]) && d.Src[start-1] != '[' && d.Src[start-1] != '(' && d.Src[start-1] != '/' {
		start--
	}
	for end < len(d.Src) && end-s.End < longestShown && !isSpaceByte(d.Src[end]) && d.Src[end] != ']' && d.Src[end] != '(' {
		end++
	}
	for start < s.Start && !utf8.RuneStart(d.Src[start]) {
		start++
	}
	for end > s.End && end < len(d.Src) && !utf8.RuneStart(d.Src[end]) {
		end--
	}
	return d.Text(lint.Span{Start: start, End: end})
}

// longestShown is how many bytes of a word a message quotes.
const longestShown = 24

// wordBefore is the letters of ASCII that end at offset; of a long one only as much as a message shows.
func wordBefore(p *lint.Pass, offset int) string {
	start := offset
	for start > 0 && offset-start < longestShown && isLetter(p.Src[start-1]) {
		start--
	}
	return p.Text(lint.Span{Start: start, End: offset})
}

// wordAt is the letters of ASCII that begin at offset; of a long one only as much as a message shows.
func wordAt(p *lint.Pass, offset int) string {
	end := offset
	for end < len(p.Src) && end-offset < longestShown && isLetter(p.Src[end]) {
		end++
	}
	return p.Text(lint.Span{Start: offset, End: end})
}
