package rules

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// checkHomoglyphs finds Cyrillic and Greek letters inside Latin words. They look like Latin ones, but nobody finds the
// word by searching, and an anchor is made of what they are.
func checkHomoglyphs(p *lint.Pass) {
	if bytes.IndexByte(p.Src, 0xD0) < 0 && bytes.IndexByte(p.Src, 0xD1) < 0 && bytes.IndexByte(p.Src, 0xCE) < 0 && bytes.IndexByte(p.Src, 0xCF) < 0 {
		return // the bytes that such letters begin with
	}
	for i := p.Body().Start; i < len(p.Src); {
		if n := asciiWord(p.Src[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRune(p.Src[i:])
		if isSpace(p.Src[i]) || !unicode.IsLetter(r) || p.Class(i) == lint.Markup {
			i += n
			continue
		}
		s := lint.Span{Start: i, End: i}
		for s.End < len(p.Src) && unicode.IsLetter(r) {
			s.End += n
			r, n = utf8.DecodeRune(p.Src[s.End:])
		}
		checkMixed(p, s)
		i = s.End
	}
}

// asciiWord is the length of the word at the head of text, 0 if it has letters that are not of ASCII.
func asciiWord(text []byte) int {
	n := 0
	for n < len(text) && isLetter(text[n]) {
		n++
	}
	if n < len(text) && text[n] >= utf8.RuneSelf {
		return 0
	}
	return n
}

// checkMixed looks at the letters at s, which belong together.
func checkMixed(p *lint.Pass, s lint.Span) {
	latin := false
	var first rune
	var plain []byte
	for _, r := range p.Text(s) {
		like := latinLike(r)
		switch {
		case like != 0:
			if first == 0 {
				first = r
			}
			plain = append(plain, like)
			continue
		case r < 0x250:
			latin = true
		case first != 0 || unicode.In(r, unicode.Cyrillic, unicode.Greek):
			return // a word of that script, or one of physics
		}
		plain = utf8.AppendRune(plain, r)
	}
	if !latin || first == 0 {
		return
	}
	script := "Cyrillic"
	if unicode.Is(unicode.Greek, first) {
		script = "Greek"
	}
	p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("%s has the %s letter %s", quote(p.Text(s)), script, quote(string(first))), Fix: lint.Replace("write "+quote(string(plain)), s, string(plain))})
}

// latinLike is the Latin letter that r looks like, 0 if it does not look like any.
func latinLike(r rune) byte {
	const (
		looks  = "асеорхуѕіјһԁАВЕКМНОРСТХУІЅЈοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
		latins = "aceopxysijhdABEKMHOPCTXYISJoABEZHIKMNOPTYX"
	)
	if r < 0x370 || r > 0x52f {
		return 0
	}
	k := 0
	for _, c := range looks {
		if c == r {
			return latins[k]
		}
		k++
	}
	return 0
}
