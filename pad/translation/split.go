package translation

import (
	"bytes"
	"strings"

	"github.com/xsf/padpress/lint"
)

// span is the lines of a heading or block.
type span struct {
	kind     kind
	from, to int // bytes, whole lines
	start    int // of the text
	section  string
}

// split takes d to pieces.
func split(d *lint.Document) text {
	t := text{front: d.Text(d.Front.Span)}
	at, section := d.Front.Span.End, ""
	for _, s := range spans(d) {
		if s.from < at {
			continue // it begins on the line on which another one ends
		}
		t.others(d.Text(lint.Span{Start: at, End: s.from}), section)
		gap := t.takeGap()
		section = s.section
		t.pieces = append(t.pieces, read(d, s, gap))
		at = s.to
	}
	t.others(d.Text(lint.Span{Start: at, End: len(d.Src)}), section)
	return t
}

// others adds what stands between headings and blocks: pieces if it is more than blank lines. Blank lines at its end wait
// in rest.
func (t *text) others(between, section string) {
	body := strings.TrimRight(between, " \t\r\n")
	if body == "" {
		t.rest += between
		return
	}
	end := len(body)
	if n := strings.IndexByte(between[end:], '\n'); n >= 0 {
		end += n + 1
	} else {
		end = len(between)
	}
	start := len(body) - len(strings.TrimLeft(body, " \t\r\n"))
	start = strings.LastIndexByte(between[:start], '\n') + 1
	p := piece{kind: other, gap: t.takeGap() + between[:start], text: body[start:], tail: between[len(body):end], section: section}
	p.cutMark()
	t.pieces = append(t.pieces, p)
	t.rest = between[end:]
}

func (t *text) takeGap() string {
	gap := t.rest
	t.rest = ""
	return gap
}

// spans are the headings and blocks of d in the order of the text.
func spans(d *lint.Document) []span {
	var found []span
	heads, blocks := d.Headings(), d.Blocks()
	name := func(h int) string {
		if h < 0 {
			return ""
		}
		return strings.TrimSpace(heads[h].Text)
	}
	for h, b := 0, 0; h < len(heads) || b < len(blocks); {
		if b == len(blocks) || h < len(heads) && heads[h].Span.Start < blocks[b].Span.Start {
			s := wholeLines(d, heads[h].Span)
			s.kind, s.section = heading, name(h)
			s.start = s.from + headingLead(d.Text(lint.Span{Start: s.from, End: s.to}))
			found = append(found, s)
			h++
			continue
		}
		s := wholeLines(d, blocks[b].Span)
		s.kind, s.start, s.section = block, blocks[b].Span.Start, name(blocks[b].Heading)
		if text := d.Text(blocks[b].Span); isShortcode(text) {
			s.kind = figure
		}
		found = append(found, s)
		b++
	}
	return found
}

func wholeLines(d *lint.Document, s lint.Span) span {
	from := bytes.LastIndexByte(d.Src[:s.Start], '\n') + 1
	to := len(d.Src)
	if n := bytes.IndexByte(d.Src[max(s.Start, s.End-1):], '\n'); n >= 0 {
		to = max(s.Start, s.End-1) + n + 1
	}
	return span{from: max(from, d.Front.Span.End), to: to}
}

// headingLead is how long the marker of a heading is, with the blanks behind it.
func headingLead(line string) int {
	rest := strings.TrimLeft(strings.TrimLeft(line, " \t>"), "#")
	return len(line) - len(strings.TrimLeft(rest, " \t"))
}

// isShortcode reports whether text is shortcodes and no more.
func isShortcode(text string) bool {
	if before, _, ok := lint.CutTranslationMark(text); ok {
		text = before
	}
	return strings.HasPrefix(text, "{{<") && strings.HasSuffix(text, ">}}")
}

// read is the piece at s.
func read(d *lint.Document, s span, gap string) piece {
	body := d.Text(lint.Span{Start: min(s.start, s.to), End: s.to})
	text := strings.TrimRight(body, " \t\r\n")
	p := piece{kind: s.kind, gap: gap, lead: d.Text(lint.Span{Start: s.from, End: min(s.start, s.to)}), text: text, tail: body[len(text):], section: s.section}
	p.cutMark()
	if p.kind == heading {
		p.section = strings.TrimSpace(p.text)
	}
	p.links = destinations(p.text)
	return p
}

// cutMark takes the mark away that stands behind the text, or before that of a heading.
func (p *piece) cutMark() {
	if before, m, ok := lint.CutTranslationMark(p.text); ok && before != "" {
		p.apart = p.text[len(before):m.Span.Start]
		p.text, p.mark = before, m
		return
	}
	if p.kind != heading {
		return
	}
	if underline := strings.LastIndexByte(p.text, '\n'); underline > 0 {
		if before, m, ok := lint.CutTranslationMark(p.text[:underline]); ok && before != "" {
			p.text, p.mark = before+p.text[underline:], m
		}
		return
	}
	comment, rest, ok := strings.Cut(p.text, "-->")
	if _, m, marked := lint.CutTranslationMark(comment + "-->"); ok && marked && m.Span.Start == 0 && strings.TrimSpace(rest) != "" {
		p.text, p.mark = strings.TrimLeft(rest, " \t"), m
	}
}
