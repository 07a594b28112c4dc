package pad

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// part is a part of the section about specifications, as it stands in a text.
type part struct {
	*lint.Document
	house   *lint.House
	heading int       // index in Headings
	body    lint.Span // behind the heading, up to the next one
	blocks  []ast.Node
	next    int // index of the heading that ends it, len(Headings) for none
}

func partAt(d *lint.Document, house *lint.House, heading int) part {
	heads := d.Headings()
	p := part{Document: d, house: house, heading: heading, next: heading + 1, body: lint.Span{Start: behindHeading(d, heads[heading]), End: len(d.Src)}}
	if p.next < len(heads) {
		p.body.End = max(p.body.Start, heads[p.next].Span.Start)
	}
	for n := heads[heading].Node.NextSibling(); n != nil && n.Kind() != ast.KindHeading; n = n.NextSibling() {
		p.blocks = append(p.blocks, n)
	}
	return p
}

// behindHeading is the offset of the line behind a heading, be it underlined.
func behindHeading(d *lint.Document, h lint.Heading) int {
	s := wholeLines(d, h.Span)
	if d.IsUnderlined(h) && s.End < len(d.Src) {
		s = wholeLines(d, lint.Span{Start: s.Start, End: s.End + 1})
	}
	return s.End
}

// behind is where the part ends with all that stands deeper in it.
func (p part) behind() int {
	heads := p.Headings()
	for _, h := range heads[p.next:] {
		if h.Level <= heads[p.heading].Level {
			return h.Span.Start
		}
	}
	return len(p.Src)
}

// left is what people left of a part: where its list is to stand, and what of the text only holds its place. It is false
// where they wrote something there.
func (p part) left(told []lint.Span) (at int, holders []lint.Span, ok bool) {
	if heads := p.Headings(); heads[p.heading].Node.Parent().Kind() != ast.KindDocument || p.next < len(heads) && heads[p.next].Level > heads[p.heading].Level {
		return 0, nil, false
	}
	at = p.body.Start
	for _, n := range p.blocks {
		s := p.linesOf(n)
		switch {
		case isTold(told, s):
		case p.isStanding(n) && len(holders) == 0:
			at = s.End
		case p.holdsPlace(n):
			holders = append(holders, s)
		case isComment(n):
		default:
			return 0, nil, false
		}
	}
	return at, holders, true
}

// list is the source of what stands in a part below its standing paragraphs, and where.
func (p part) list() (string, lint.Span) {
	for _, n := range p.blocks {
		if p.isStanding(n) {
			continue
		}
		s := lint.Span{Start: p.linesOf(n).Start, End: p.body.End}
		text := strings.TrimRight(p.Text(s), " \t\r\n")
		return text, lint.Span{Start: s.Start, End: s.Start + len(text)}
	}
	return "", lint.Span{Start: p.body.End, End: p.body.End}
}

// linesOf are the lines of a block of the page's own level, up to the next block or heading.
func (p part) linesOf(n ast.Node) lint.Span {
	start, end := n.Pos(), p.body.End
	if next := n.NextSibling(); next != nil && next.Pos() > start && next.Kind() != ast.KindHeading {
		end = p.Lines().Span(p.Lines().At(next.Pos())).Start
	}
	if start < p.body.Start {
		start = p.body.Start
	}
	s := lint.Span{Start: p.Lines().Span(p.Lines().At(start)).Start, End: end}
	if text := strings.TrimRight(p.Text(s), " \t\r\n"); s.Start+len(text) > s.Start {
		return wholeLines(p.Document, lint.Span{Start: s.Start, End: s.Start + len(text)})
	}
	return s
}

// isStanding reports whether a block is a paragraph that stands there every month, by all that a house can say: it is no
// news of a specification, and does not say that there is none.
func (p part) isStanding(n ast.Node) bool {
	if n.Kind() != ast.KindParagraph || p.holdsPlace(n) {
		return false
	}
	s, style := p.Text(p.linesOf(n)), p.house.Specifications
	switch {
	case !slices.Contains(p.house.Boilerplate.Fixed, style.Section), lint.SaysNone(strings.TrimRight(p.PlainText(n), ". ")), strings.Contains(s, "{{"):
		return false
	case style.Inbox != "" && strings.Contains(s, style.Inbox):
		return false
	}
	for i := strings.Index(s, style.Name+"-"); style.Name != "" && i >= 0; {
		rest := s[i+len(style.Name)+1:]
		if rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			return false
		}
		next := strings.Index(rest, style.Name+"-")
		if next < 0 {
			break
		}
		i = len(s) - len(rest) + next
	}
	return true
}

// holdsPlace reports whether a block says nothing but that something is to come: a word such as TBD, or items without words.
func (p part) holdsPlace(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock:
		s, ok := lint.BlockSpan(p.Document, n)
		text := bareWord(p.Text(s))
		return ok && (text == "" || slices.ContainsFunc(p.house.Placeholder, func(w string) bool { return strings.EqualFold(bareWord(w), text) }))
	case ast.KindList, ast.KindListItem:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if !p.holdsPlace(c) {
				return false
			}
		}
		return true
	}
	return false
}

// bareWord is a text without the signs that people put around a word that holds a place.
func bareWord(text string) string { return strings.Trim(text, " \t\n.…:!*_-[]()") }

func isComment(n ast.Node) bool {
	h, ok := n.(*ast.HTMLBlock)
	return ok && h.HTMLBlockType == ast.HTMLBlockType2
}

// isTold reports whether s is among what goes since it is for the pad's writers.
func isTold(told []lint.Span, s lint.Span) bool {
	return slices.ContainsFunc(told, func(t lint.Span) bool { return t.Start <= s.Start && s.End <= t.End })
}
