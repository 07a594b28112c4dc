package rules

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/align"
)

// driftPiece is a heading or a block of an original, and what of it a change can be about.
type driftPiece struct {
	heading int // index in Document.Headings, -1 for a block
	block   int // index in Document.Blocks, -1 for a heading
	span    lint.Span
	words   []word     // without those of addresses
	links   []keptLink // where it leads to, and the pictures that it shows
	key     string     // equal for pieces that differ in blanks and signs only
}

// driftPieces are those of p in the order of the text.
func driftPieces(t *parallel, p *lint.Pass) []driftPiece {
	heads, blocks, links := p.Headings(), p.Blocks(), slices.Clone(t.keptLinks(p))
	for _, x := range pictures(p.Document) {
		links = append(links, keptLink{at: x.span, address: x.address, key: x.address, plain: x.plain, block: blockAt(p.Document, x.span.Start), picture: true})
	}
	found := make([]driftPiece, 0, len(heads)+len(blocks))
	for i, h := range heads {
		found = append(found, driftPiece{heading: i, block: -1, span: h.Span})
	}
	for i, b := range blocks {
		found = append(found, driftPiece{heading: -1, block: i, span: b.Span})
	}
	slices.SortStableFunc(found, func(a, b driftPiece) int { return a.span.Start - b.span.Start })
	at := make([]int, len(blocks))
	for i := range found {
		found[i].words = wordsIn(p.Document, found[i].span)
		if found[i].block >= 0 {
			at[found[i].block] = i
		}
	}
	for _, l := range links {
		if l.block >= 0 {
			found[at[l.block]].links = append(found[at[l.block]].links, l)
		}
	}
	for i := range found {
		found[i].key = found[i].makeKey()
	}
	return found
}

// wordsIn are what readers see between the first byte of s and its last: words, code, and what shortcodes are given.
func wordsIn(d *lint.Document, s lint.Span) []word {
	var found []word
	all := d.Words()
	first, _ := slices.BinarySearchFunc(all, s.Start, func(w lint.Word, at int) int { return w.Start - at })
	for _, w := range all[first:] {
		if w.Start >= s.End {
			break
		}
		found = append(found, word{Span: w.Span, text: d.Text(w.Span)})
	}
	seen := len(found)
	for n := range lint.Each[*ast.CodeSpan](d) {
		if c, ok := n.FirstChild().(*ast.Text); ok && s.Contains(c.Segment.Start) {
			found = append(found, word{Span: lint.Span{Start: c.Segment.Start, End: c.Segment.Stop}, text: d.PlainText(n)})
		}
	}
	for _, x := range d.Shortcodes {
		for _, a := range x.Args {
			if a.Name == "src" || !s.Contains(x.Span.Start) {
				continue
			}
			for _, text := range strings.Fields(a.Value) {
				found = append(found, word{Span: a.Span, text: text})
			}
		}
	}
	if len(found) > seen {
		slices.SortStableFunc(found, func(a, b word) int { return a.Start - b.Start })
	}
	return found
}

func (p driftPiece) makeKey() string {
	var b strings.Builder
	for _, w := range p.words {
		b.WriteString(w.text)
		b.WriteByte(' ')
	}
	for _, l := range p.links {
		b.WriteByte('\n')
		b.WriteString(l.address)
	}
	return b.String()
}

// mostDrift is how many pairs of pieces are compared: texts that differ in more are other texts.
const mostDrift = 1 << 18

// sameText pairs the pieces of one text as it was and as it is, those that are equal first. It is false where too much
// differs to say what.
func sameText(was, is []driftPiece) ([]align.Pair, bool) {
	head, tail := 0, 0
	for head < min(len(was), len(is)) && was[head].equal(is[head]) {
		head++
	}
	for tail < min(len(was), len(is))-head && was[len(was)-1-tail].equal(is[len(is)-1-tail]) {
		tail++
	}
	n, m := len(was)-head-tail, len(is)-head-tail
	if n*m > mostDrift {
		return nil, false
	}
	var pairs []align.Pair
	for i := range head {
		pairs = append(pairs, align.Pair{Original: i, Translation: i})
	}
	for _, p := range align.InOrder(n, m, func(i, k int) int { return was[head+i].likeness(is[head+k]) }) {
		if p.Original >= 0 {
			p.Original += head
		}
		if p.Translation >= 0 {
			p.Translation += head
		}
		pairs = append(pairs, p)
	}
	for i := range tail {
		pairs = append(pairs, align.Pair{Original: len(was) - tail + i, Translation: len(is) - tail + i})
	}
	return pairs, true
}

func (p driftPiece) equal(q driftPiece) bool {
	return (p.heading < 0) == (q.heading < 0) && p.key == q.key
}

// likeness is how much two pieces of one text have in common, at most a hundred; below one if they are two pieces.
func (p driftPiece) likeness(q driftPiece) int {
	if (p.heading < 0) != (q.heading < 0) {
		return 0
	}
	if p.key == q.key {
		return 100
	}
	common := 0
	have := make(map[string]int, len(p.words))
	for _, w := range p.words {
		have[w.text]++
	}
	for _, w := range q.words {
		if have[w.text] > 0 {
			have[w.text]--
			common++
		}
	}
	l := 120 * common / max(1, len(p.words)+len(q.words)) // of sixty
	for _, x := range p.links {
		if slices.ContainsFunc(q.links, func(y keptLink) bool { return x.address == y.address }) {
			l += 15
		}
	}
	if l < 24 {
		return 0
	}
	return min(l, 90)
}
