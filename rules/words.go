package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// word is a word, a sign, or the address of a link. What differs from month to month is the same in its text: numbers,
// and the names of months.
type word struct {
	lint.Span
	text    string
	address bool // text is the address
	stress  bool // it stands between asterisks
}

// anyNumber and anyMonth stand for any.
const (
	anyNumber = "0"
	anyMonth  = "\x00month"
)

// passage is one block of an issue with its words.
type passage struct {
	lint.Block
	*lint.Document
	words []word
	bag   []string // the words' texts, sorted
}

// read splits the block into words.
func read(d *lint.Document, h *lint.House, b lint.Block) *passage {
	t := &passage{Block: b, Document: d}
	var addresses, stressed []lint.Span
	eachInline(b.Node, func(n ast.Node) {
		switch n.(type) {
		case *ast.Link, *ast.Image:
			if src, ok := d.Link(n); ok && src.Destination.Len() > 0 {
				addresses = append(addresses, src.Destination)
			}
		case *ast.Emphasis:
			stressed = append(stressed, stressedText(n))
		}
	})
	months := h.Languages[h.Original].Months
	for at := b.Span.Start; at < b.Span.End; {
		if len(addresses) > 0 && at >= addresses[0].Start {
			if at == addresses[0].Start {
				t.words = append(t.words, word{Span: addresses[0], text: foldAddress(h, d.Text(addresses[0])), address: true})
				at = addresses[0].End
			}
			addresses = addresses[1:]
			continue
		}
		n := wordLength(d.Src[at:b.Span.End])
		if r, _ := utf8.DecodeRune(d.Src[at:]); !unicode.IsSpace(r) {
			w := word{Span: lint.Span{Start: at, End: at + n}}
			w.text = foldWord(d.Text(w.Span), months)
			for len(stressed) > 0 && stressed[0].End <= at {
				stressed = stressed[1:]
			}
			w.stress = len(stressed) > 0 && stressed[0].Contains(at)
			t.words = append(t.words, w)
		}
		at += n
	}
	t.bag = make([]string, len(t.words))
	for i, w := range t.words {
		t.bag[i] = w.text
	}
	slices.Sort(t.bag)
	return t
}

// key is equal for two passages that differ in nothing but in what differs every month.
func (t *passage) key() string {
	var b strings.Builder
	for _, w := range t.words {
		b.WriteString(w.text)
		b.WriteByte(' ')
	}
	return b.String()
}

// similar is how many of the words of both are common to a and b, from 0 to 1.
func similar(a, b *passage) float64 {
	common, i, k := 0, 0, 0
	for i < len(a.bag) && k < len(b.bag) {
		switch c := strings.Compare(a.bag[i], b.bag[k]); {
		case c == 0:
			common++
			i++
			k++
		case c < 0:
			i++
		default:
			k++
		}
	}
	return 2 * float64(common) / float64(max(1, len(a.bag)+len(b.bag)))
}

// wordLength is the length of the word or sign at the head of text.
func wordLength(text []byte) int {
	_, n := utf8.DecodeRune(text)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && (at == 0 || r != '\'' && r != '’') {
			return max(at, n)
		}
		at += size
		n = at
	}
	return n
}

func foldWord(w string, months []string) string {
	if '0' <= w[0] && w[0] <= '9' {
		return anyNumber
	}
	if 'A' <= w[0] && w[0] <= 'Z' && slices.Contains(months, w) {
		return anyMonth
	}
	return strings.ReplaceAll(w, "’", "'")
}

// foldAddress takes the numbers out of an address that names a year, and the site out of one of its own.
func foldAddress(h *lint.House, a string) string {
	a = strings.TrimSuffix(h.Boilerplate.Local(a), "/")
	i := strings.Index(a, "20")
	if i < 0 || i+4 > len(a) || strings.Trim(a[i:i+4], "0123456789") != "" {
		return a
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, a)
}

// eachInline calls f for what stands in a line of text, in order.
func eachInline(n ast.Node, f func(ast.Node)) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f(c)
		eachInline(c, f)
	}
}

// stressedText is where the texts below n stand.
func stressedText(n ast.Node) lint.Span {
	s := lint.Span{Start: -1}
	eachInline(n, func(c ast.Node) {
		if t, ok := c.(*ast.Text); ok {
			if s.Start < 0 {
				s.Start = t.Segment.Start
			}
			s.End = t.Segment.Stop
		}
	})
	return s
}
