package translation

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xsf/padpress/lint"
)

// speaks reports whether readers see words in a piece that may have to be translated: not only names, numbers and links.
func (t *Translator) speaks(p piece) bool {
	text := p.text
	if p.kind == figure {
		return letterWords(captions(text)) > 1
	}
	if n := strings.IndexByte(text, ']'); n > 0 && text[0] == '[' && !strings.ContainsAny(text[:n], " \t\n") && len(p.links) == 1 && strings.HasSuffix(text, "("+p.links[0]+")") {
		return false // one word that is a link is a name
	}
	shape, values := t.english.shape(withoutCode(text))
	thanks := slices.ContainsFunc(values, func(v value) bool { return v.kind == names })
	return smallWords(shape) > 0 || letterWords(withoutLinks(shape)) > 0 || thanks && letterWords(shape) > 0
}

// withoutLinks is text without the words that are links.
func withoutLinks(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth = max(0, depth-1)
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// withoutCode is text without what stands in back-ticks.
func withoutCode(text string) string {
	parts := strings.Split(text, "`")
	var b strings.Builder
	for i, part := range parts {
		if i%2 == 0 || i == len(parts)-1 {
			b.WriteString(part)
		}
	}
	return b.String()
}

// captions are the words that a figure shows.
func captions(text string) string {
	var b strings.Builder
	for _, s := range lint.Parse("", []byte(text)).Shortcodes {
		for _, name := range []string{"caption", "alt", "title"} {
			if a, ok := s.Arg(name); ok {
				b.WriteString(a.Value + " ")
			}
		}
	}
	return b.String()
}

// letterWords counts the words of a text that have letters.
func letterWords(text string) int {
	n := 0
	for i := 0; i < len(text); {
		size := wordAt(text[i:])
		if size > 1 && strings.ContainsFunc(text[i:i+size], unicode.IsLetter) {
			n++
		}
		i += size
	}
	return n
}
