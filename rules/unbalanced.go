package rules

import (
	"bytes"
	_ "embed"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed unbalanced.md
var unbalancedDoc string

var unbalanced = &lint.Rule{
	Name: "unbalanced", Doc: unbalancedDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		b := balance{Pass: p, broken: brokenLinks(p.Document)}
		for n := range lint.Each[ast.Node](p.Document) {
			if n.Type() == ast.TypeBlock {
				b.finish() // brackets do not go beyond a paragraph
				continue
			}
			if t, ok := n.(*ast.Text); ok && t.Segment.Len() > 0 && p.Class(t.Segment.Start) != lint.Markup {
				b.read(lint.Span{Start: t.Segment.Start, End: t.Segment.Stop})
			}
		}
		b.finish()
	},
}

// balance reads a paragraph.
type balance struct {
	*lint.Pass
	broken  func(offset int) bool
	round   []int // each ( that no ) has closed yet
	square  []int
	smileys []int // each ) of a smiley, which may close a parenthesis as well
	found   int   // how many brackets were reported
	tick    bool  // a back-tick was reported: the rest would follow from it
}

// mostUnbalanced bounds the findings of a paragraph: what has more is no slip.
const mostUnbalanced = 5

// read looks at a stretch of the paragraph's text.
func (b *balance) read(s lint.Span) {
	for i := s.Start; i < s.End; i++ {
		switch b.Src[i] {
		case '\\':
			i++
		case '(':
			if !b.isSmiley(i) {
				b.round = append(b.round, i)
			}
		case ')':
			switch {
			case b.isSmiley(i):
				b.smileys = append(b.smileys, i)
			case len(b.round) > 0:
				b.round = b.round[:len(b.round)-1]
			case !b.isEnumeration(i):
				b.closed(i, "parenthesis")
			}
		case '[':
			b.square = append(b.square, i)
		case ']':
			if len(b.square) > 0 {
				b.square = b.square[:len(b.square)-1]
			} else {
				b.closed(i, "bracket")
			}
		case '`':
			if !b.tick {
				b.Reportf(lint.Span{Start: i, End: i + 1}, "back-tick in %s has no partner", quote(around(b.Document, lint.Span{Start: i, End: i + 1})))
			}
			b.tick = true
		}
	}
}

// closed reports a sign that closes what was not opened.
func (b *balance) closed(offset int, what string) {
	if b.found >= mostUnbalanced || b.broken(offset) {
		return
	}
	s := lint.Span{Start: offset, End: offset + 1}
	f := lint.Finding{Span: s, Message: fmt.Sprintf("%s in %s was not opened", what, quote(around(b.Document, s)))}
	if offset > 0 && b.Src[offset] == b.Src[offset-1] {
		f.Fix = lint.Replace("remove it", s, "")
	}
	b.found++
	b.Report(f)
}

// finish reports what is still open at the end of the paragraph.
func (b *balance) finish() {
	for len(b.round) > 0 && len(b.smileys) > 0 && b.round[len(b.round)-1] < b.smileys[len(b.smileys)-1] {
		b.round, b.smileys = b.round[:len(b.round)-1], b.smileys[:len(b.smileys)-1]
	}
	for _, offset := range b.round {
		b.opened(offset, "parenthesis")
	}
	for _, offset := range b.square {
		b.opened(offset, "bracket")
	}
	b.round, b.square, b.smileys, b.tick = b.round[:0], b.square[:0], b.smileys[:0], false
	b.found = 0
}

// opened reports a sign that opens what is not closed.
func (b *balance) opened(offset int, what string) {
	if b.found >= mostUnbalanced || b.broken(offset) || b.Src[offset] == '[' && b.isGluedLink(offset) {
		return
	}
	s := lint.Span{Start: offset, End: offset + 1}
	f := lint.Finding{Span: s, Message: fmt.Sprintf("%s in %s is not closed", what, quote(around(b.Document, s)))}
	if b.Src[offset] == '[' && byteAt(b.Document, offset+1) == '[' {
		f.Fix = lint.Replace("remove it", s, "")
	}
	b.found++
	b.Report(f)
}

// isGluedLink reports whether an address stands in parentheses behind the bracket at offset without the other bracket,
// as in [text(https://example.org), which link-syntax or bare-address reports.
func (b *balance) isGluedLink(offset int) bool {
	rest := b.Src[offset+1 : min(len(b.Src), offset+reach)]
	if end := bytes.IndexAny(rest, "]\n"); end >= 0 {
		rest = rest[:end]
	}
	return bytes.Contains(rest, []byte("(http"))
}

// isSmiley reports whether the parenthesis at offset is the mouth of a smiley, which stands behind a blank.
func (b *balance) isSmiley(offset int) bool {
	if byteBefore(b.Document, offset) == '-' {
		offset--
	}
	if eyes := byteBefore(b.Document, offset); eyes != ':' && eyes != ';' && eyes != '=' {
		return false
	}
	c := byteBefore(b.Document, offset-1)
	return isSpaceByte(c) || isMark(c) || c == '('
}

// isEnumeration reports whether the parenthesis at offset stands behind a number or a letter at the head of an item: 1) or b).
func (b *balance) isEnumeration(offset int) bool {
	n := 0
	for n < 3 && (isDigitByte(byteBefore(b.Document, offset-n)) || isLetter(byteBefore(b.Document, offset-n))) {
		n++
	}
	c := byteBefore(b.Document, offset-n)
	return n > 0 && (isSpaceByte(c) || c == '*' || c == '_')
}
