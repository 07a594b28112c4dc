package lint

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Word is one word that readers see: letters and digits with what joins them, such as it's, go-xmpp, 1.2.3 or
// xmpp.org. Addresses written out (https://…), code and shortcodes hold none.
type Word struct {
	Span
	Class Class // Prose or LinkText
	Gap   Gap   // what readers see before it
	Block int32 // words of one paragraph, heading, list item or value of the front matter have the same number
}

// Gap is what readers see between a word and the one before it. Markup between them is not seen.
type Gap byte

// A word begins its block, or stands behind white space or nothing, behind a sign, or behind the end of a sentence.
const (
	Opens Gap = iota
	Blank
	Sign
	Stop
)

// Words are the words of title and summary and those of the text, in order. It is made once; nobody may change it.
func (d *Document) Words() []Word { return d.words() }

// shownKeys are the keys of the front matter whose values readers see.
var shownKeys = [...]string{"title", "summary"}

func (d *Document) findWords() []Word {
	r := wordReader{src: d.Src, words: make([]Word, 0, len(d.Src)/9)}
	for _, k := range d.Front.Keys {
		for _, name := range shownKeys {
			if k.Name == name {
				r.open()
				r.read(k.Value, Prose)
			}
		}
	}
	var whole Span // text of neighbouring nodes
	for s, border := range d.stretches() {
		if border == noBorder && s.Start == whole.End && d.classes[s.Start] == d.classes[whole.Start] {
			whole.End = s.End
			continue
		}
		if whole.Len() > 0 {
			r.read(whole, d.classes[whole.Start])
			whole = Span{}
		}
		switch border {
		case noBorder:
			whole = s
		case opening:
			r.open()
		case sign:
			r.see(Sign)
		}
	}
	if whole.Len() > 0 {
		r.read(whole, d.classes[whole.Start])
	}
	return r.words
}

// wordReader collects words, stretch by stretch.
type wordReader struct {
	src   []byte
	words []Word
	block int32
	gap   Gap
}

func (r *wordReader) open() {
	r.block++
	r.gap = Opens
}

func (r *wordReader) see(g Gap) {
	if r.gap != Opens {
		r.gap = max(r.gap, g)
	}
}

// read takes the words of s, a stretch of text without markup in it.
func (r *wordReader) read(s Span, class Class) {
	src := r.src[:s.End]
	for i := s.Start; i < len(src); {
		c := src[i]
		if c == ' ' {
			i++
			continue
		}
		n := 1
		if !isAlphanumeric(c) {
			n = wordChar(src[i:])
		}
		if n > 0 {
			end, address := wordEnd(src, i+n)
			if address {
				r.see(Sign)
			} else {
				r.words = append(r.words, Word{Span{i, end}, class, r.gap, r.block})
				r.gap = Blank
			}
			i = end
			continue
		}
		switch c {
		case '\t', '\n', '\r':
		case '.', '!', '?', ':', ';':
			r.see(Stop)
		case '&':
			r.see(Sign)
			i += entity(src[i:])
		default:
			r.see(Sign)
		}
		i++
	}
}

// wordEnd is where the word ends whose first letter ends at i. It reports whether the word is an address, and then
// where that ends.
func wordEnd(src []byte, i int) (int, bool) {
	for {
		i = alphanumericEnd(src, i)
		if i == len(src) || src[i] == ' ' {
			return i, false // as most words end
		}
		if n := wordChar(src[i:]); n > 0 {
			i += n
			continue
		}
		if bytes.HasPrefix(src[i:], []byte("://")) {
			if n := bytes.IndexAny(src[i:], " \t\n\"<>)]"); n >= 0 {
				return i + n, true
			}
			return len(src), true
		}
		n := joins(src[i:])
		if n == 0 || wordChar(src[i+n:]) == 0 {
			return i, false
		}
		i += n
	}
}

// isAlphanumeric reports whether c is a letter or digit of ASCII.
func isAlphanumeric(c byte) bool { return (c|0x20)-'a' < 26 || c-'0' < 10 }

// wordChar is the length of the letter, mark or digit at the head of text, 0 if there is none.
func wordChar(text []byte) int {
	if len(text) == 0 {
		return 0
	}
	if c := text[0]; c < utf8.RuneSelf {
		if isAlphanumeric(c) {
			return 1
		}
		return 0
	}
	if r, n := utf8.DecodeRune(text); unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
		return n
	}
	return 0
}

// joins is the length of a sign at the head of text that makes one word of what stands on both its sides.
func joins(text []byte) int {
	switch text[0] {
	case '.', '_', '-', '/', '@', ':', '+', '#', '\'':
		return 1
	}
	if bytes.HasPrefix(text, []byte("’")) {
		return len("’")
	}
	return 0
}

// entity is how many bytes follow the & of an entity such as &amp;, 0 if there is none.
func entity(text []byte) int {
	for i := 1; i < len(text) && i < 32; i++ {
		switch c := text[i]; {
		case c == ';':
			return i
		case c != '#' && wordChar(text[i:]) != 1:
			return 0
		}
	}
	return 0
}
