package rules

import (
	"bytes"
	"iter"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// addressStarts yields where addresses begin in the text that readers see.
func addressStarts(d *lint.Document) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, m := range d.Marks() {
			if c := d.Src[m.At]; c != ':' && c != '.' {
				continue
			}
			if n := addressHead(d.Src[m.In.Start:m.At], d.Src[m.At:m.In.End]); n > 0 && !yield(m.At-n) {
				return
			}
		}
	}
}

// addressHead is how many bytes of an address that people put into a text stand in before, if it goes on in behind.
func addressHead(before, behind []byte) int {
	if behind[0] == '.' {
		return suffix(before, "www")
	}
	if bytes.HasPrefix(behind, []byte("://")) {
		return max(suffix(before, "https"), suffix(before, "http"))
	}
	return suffix(before, "xmpp")
}

// suffix is the length of end, 0 if text does not end with it.
func suffix(text []byte, end string) int {
	if bytes.HasSuffix(text, []byte(end)) {
		return len(end)
	}
	return 0
}

// inlineLinks yields the links whose address stands beside their text.
func inlineLinks(d *lint.Document) iter.Seq[lint.LinkSource] {
	return func(yield func(lint.LinkSource) bool) {
		for _, l := range d.InlineLinks() {
			if !yield(l.LinkSource) {
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
