package pad

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// instructions are the blocks of a pad that tell its writers what to do, as whole lines: only what the house knows, only
// where it is all that a block says, and never anything with a link or a picture.
func instructions(d *lint.Document, house *lint.House) []lint.Span {
	var found []lint.Span
	for _, b := range d.Blocks() {
		if n, ok := lone(b); ok && tells(d, house.Pad, b) {
			if s := wholeLines(d, b.Span); n.Kind() == ast.KindDocument || onlyMarker(d.Text(lint.Span{Start: s.Start, End: b.Span.Start})) {
				found = append(found, s)
			}
		}
	}
	if !house.Pad.Comments {
		return found
	}
	for n := range lint.Each[*ast.HTMLBlock](d) {
		if s, ok := comment(d, n); ok {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, func(a, b lint.Span) int { return a.Start - b.Start })
	return found
}

// lone is what the block stands in, if it can go without anything of it being left over: the document, or the item of a
// list or the quote that holds nothing else.
func lone(b lint.Block) (ast.Node, bool) {
	in := b.Node.Parent()
	switch in.Kind() {
	case ast.KindDocument:
		return in, true
	case ast.KindListItem, ast.KindBlockquote:
		return in, in.ChildCount() == 1
	}
	return in, false
}

// tells reports whether the block says what the house's pads tell writers.
func tells(d *lint.Document, style lint.PadStyle, b lint.Block) bool {
	raw := d.Text(b.Span)
	if strings.Contains(raw, "://") || strings.Contains(raw, "](") || strings.Contains(raw, "{{") {
		return false
	}
	italic := len(raw) > 1 && strings.IndexByte("*_", raw[0]) >= 0 && raw[len(raw)-1] == raw[0]
	// What stands in italics is one thing: news behind it would end them.
	italic = italic && !strings.Contains(strings.Trim(raw, "*_"), raw[:1]) && !strings.Contains(raw, "\n\n")
	text := strings.Trim(strings.Join(strings.Fields(raw), " "), "*_ ")
	if italic && slices.ContainsFunc(style.Italic, func(s string) bool { return s != "" && hasFold(text, s) }) {
		return true
	}
	bare := func(s string) string { return strings.TrimRight(s, ".:!… ") }
	return slices.ContainsFunc(style.Whole, func(s string) bool { return s != "" && strings.EqualFold(bare(text), bare(s)) })
}

// hasFold reports whether text begins with start, in any case.
func hasFold(text, start string) bool {
	return len(text) >= len(start) && strings.EqualFold(text[:len(start)], start)
}

// onlyMarker reports whether what stands before a block on its first line is one marker of a list or a quote.
func onlyMarker(before string) bool {
	before = strings.TrimSpace(before)
	return len(before) == 1 && strings.Contains("-*+>", before) || strings.Trim(before, "0123456789") == "." || strings.Trim(before, "0123456789") == ")"
}

// comment is where a comment of HTML stands that is for writers: on lines of its own.
func comment(d *lint.Document, n *ast.HTMLBlock) (lint.Span, bool) {
	if n.HTMLBlockType != ast.HTMLBlockType2 || n.Lines().Len() == 0 || n.Parent().Kind() != ast.KindDocument {
		return lint.Span{}, false
	}
	last := n.Lines().At(n.Lines().Len() - 1)
	if n.HasClosure() {
		last = n.ClosureLine
	}
	s := lint.Span{Start: n.Lines().At(0).Start, End: last.Stop}
	text := strings.TrimSpace(d.Text(s))
	inner, opened := strings.CutPrefix(text, "<!--")
	inner, closed := strings.CutSuffix(inner, "-->")
	if !opened || !closed || strings.Contains(inner, "-->") || strings.Contains(inner, "{{") {
		return lint.Span{}, false
	}
	switch inner = strings.TrimSpace(inner); {
	case strings.HasPrefix(inner, "padpress:"), inner == "more": // Hugo ends the summary there
		return lint.Span{}, false
	}
	return wholeLines(d, lint.Span{Start: s.Start, End: s.Start + len(strings.TrimRight(d.Text(s), "\r\n"))}), true
}

// wholeLines are the lines that s stands on, with their line ends.
func wholeLines(d *lint.Document, s lint.Span) lint.Span {
	lines := d.Lines()
	first, last := lines.At(s.Start), lines.At(max(s.Start, s.End-1))
	whole := lint.Span{Start: lines.Span(first).Start, End: len(d.Src)}
	if last < lines.Count() {
		whole.End = lines.Span(last + 1).Start
	}
	return whole
}
