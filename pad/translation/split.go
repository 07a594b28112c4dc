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
			if s.start = heads[h].Node.Pos(); d.IsUnderlined(heads[h]) {
				s.to = lineEnd(d.Src, s.to) // with the signs below it
			} else {
				s.start += headingLead(d.Text(lint.Span{Start: s.start, End: s.to}))
			}
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
	return span{from: max(from, d.Front.Span.End), to: lineEnd(d.Src, max(s.Start, s.End-1))}
}

// lineEnd is where the line of the byte at offset ends, with its newline.
func lineEnd(src []byte, offset int) int {
	if n := bytes.IndexByte(src[offset:], '\n'); n >= 0 {
		return offset + n + 1
	}
	return len(src)
}

// headingLead is how long the signs are that a heading begins with, and the blanks behind them.
func headingLead(line string) int {
	rest := strings.TrimLeft(line, "#")
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
	whole := p.text
	before, mark, ok := markIn(whole, p.kind)
	if !ok {
		return
	}
	p.text, p.mark = before, mark
	p.found.text, p.found.mark, p.found.whole = before, mark, whole
}

// markIn splits a text from its mark. It is false where there is none, or nothing beside it.
func markIn(text string, k kind) (before string, m lint.TranslationMark, ok bool) {
	if before, m, ok = lint.CutTranslationMark(text); ok && before != "" {
		return before, m, true
	}
	if k != heading {
		return text, m, false
	}
	if underline := strings.LastIndexByte(text, '\n'); underline > 0 {
		before, m, ok = lint.CutTranslationMark(text[:underline])
		return before + text[underline:], m, ok && before != ""
	}
	comment, rest, _ := strings.Cut(text, "-->")
	rest = strings.TrimLeft(rest, " \t")
	_, m, ok = lint.CutTranslationMark(comment + "-->")
	return rest, m, ok && m.Span.Start == 0 && rest != ""
}
