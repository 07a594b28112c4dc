package lint

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// Word is one word that readers see: letters and digits with what joins them, such as it's, go-xmpp, 1.2.3 or
// xmpp.org. Addresses written out (https://…), code and shortcodes hold none.
type Word struct {
	Span
	Class Class // Prose or LinkText
	Gap   Gap   // what readers see before it
	Block int   // words of one paragraph, heading, list item or value of the front matter have the same number
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
	r := wordReader{src: d.Src, words: make([]Word, 0, len(d.Src)/8)}
	for _, k := range d.Front.Keys {
		for _, name := range shownKeys {
			if k.Name == name {
				r.open()
				r.read(k.Value, Prose)
			}
		}
	}
	classes := d.classes()
	var stretch Span // text of neighbouring nodes: the parser cuts at every sign that could be markup
	for _, n := range d.nodes {
		t, ok := n.(*ast.Text)
		shown := ok && t.Segment.Len() > 0 && classes[t.Segment.Start] != Markup
		if shown && t.Segment.Start == stretch.End && classes[t.Segment.Start] == classes[stretch.Start] {
			stretch.End = t.Segment.Stop
			continue
		}
		if stretch.Len() > 0 {
			r.read(stretch, classes[stretch.Start])
			stretch = Span{}
		}
		switch {
		case shown:
			stretch = Span{t.Segment.Start, t.Segment.Stop}
		case n.Type() == ast.TypeBlock:
			r.open()
		case !ok && (!n.HasChildren() || n.Kind() == ast.KindCodeSpan):
			r.see(Sign) // code, a picture, a shortcode, an address
		}
	}
	if stretch.Len() > 0 {
		r.read(stretch, classes[stretch.Start])
	}
	return r.words
}

// wordReader collects words, stretch by stretch.
type wordReader struct {
	src   []byte
	words []Word
	block int
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
	for i := s.Start; i < s.End; {
		c := r.src[i]
		if n := wordChar(r.src[i:s.End]); n > 0 {
			end, address := r.wordEnd(i+n, s.End)
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
		case ' ', '\t', '\n', '\r':
		case '.', '!', '?', ':', ';':
			r.see(Stop)
		case '&':
			r.see(Sign)
			i += entity(r.src[i:s.End])
		default:
			r.see(Sign)
		}
		i++
	}
}

// wordEnd is where the word ends whose first letter ends at i. It reports whether the word is an address, and then
// where that ends.
func (r *wordReader) wordEnd(i, end int) (int, bool) {
	for i < end {
		if n := wordChar(r.src[i:end]); n > 0 {
			i += n
			continue
		}
		if bytes.HasPrefix(r.src[i:end], []byte("://")) {
			if n := bytes.IndexAny(r.src[i:end], " \t\n\"<>)]"); n >= 0 {
				return i + n, true
			}
			return end, true
		}
		n := joins(r.src[i:end])
		if n == 0 || wordChar(r.src[i+n:end]) == 0 {
			break
		}
		i += n
	}
	return i, false
}

// wordChar is the length of the letter, mark or digit at the head of text, 0 if there is none.
func wordChar(text []byte) int {
	if len(text) == 0 {
		return 0
	}
	if c := text[0]; c < utf8.RuneSelf {
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' {
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
