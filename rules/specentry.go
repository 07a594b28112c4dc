package rules

import (
	"strings"

	"github.com/xsf/padpress/lint"
)

// specEntry is the first line of an entry about a specification that has a number:
// Version 0.1.0 of [XEP-0514](/extensions/xep-0514.html) (Emoji Markup).
type specEntry struct {
	mention
	item   lint.Item
	line   lint.Span // the first line of the item
	part   string    // the heading it stands below
	before lint.Span // what stands before the number and its link
	title  lint.Span // without its parentheses
	open   bool      // the parenthesis before the title is there
	closed bool      // and the one behind it
	tail   lint.Span // what stands behind the title
}

// specEntries are the entries of the house's section on specifications, without those that have no number yet.
func specEntries(p *lint.Pass) []specEntry {
	all := mentions(p)
	if len(all) == 0 {
		return nil
	}
	style := p.World.House.Specifications
	spans := within(p, style.Section)
	proposed := section(p.World.House, style.Proposed)
	var found []specEntry
	for _, item := range p.Items() {
		if item.Depth > 1 || !contains(spans, item.Span.Start) {
			continue
		}
		line := firstLine(p, item.Span)
		for len(all) > 0 && all[0].at.Start < line.Start {
			all = all[1:]
		}
		if len(all) == 0 || all[0].at.Start >= line.End {
			continue
		}
		e := readEntry(p, item, line, all[0])
		if above := p.Above(item.Span.Start); len(above) > 0 {
			e.part = strings.TrimSpace(above[0].Text)
		}
		if !proposed.Is(e.part) {
			found = append(found, e)
		}
	}
	return found
}

func firstLine(p *lint.Pass, s lint.Span) lint.Span {
	return lint.Span{Start: s.Start, End: min(s.End, p.Lines().Span(p.Lines().At(s.Start)).End)}
}

// readEntry finds the parts of an entry by its first number.
func readEntry(p *lint.Pass, item lint.Item, line lint.Span, m mention) specEntry {
	e := specEntry{mention: m, item: item, line: line, before: lint.Span{Start: line.Start, End: m.at.Start}}
	rest := lint.Span{Start: m.at.End, End: line.End}
	end := -1 // of the link that holds the title as well
	switch {
	case m.inLink && m.link.Text == m.at:
		e.before.End = m.link.All.Start
		rest.Start = min(m.link.All.End, line.End)
	case m.inLink:
		rest.End = min(m.link.Text.End, line.End)
		end = min(m.link.All.End, line.End)
	}
	e.readTitle(p, rest)
	if end >= 0 && e.tail.Len() == 0 {
		e.tail = lint.Span{Start: end, End: line.End}
	}
	return e
}

// readTitle finds the title, which begins rest: up to the parenthesis that closes its first, or without parentheses up
// to the end.
func (e *specEntry) readTitle(p *lint.Pass, rest lint.Span) {
	at := rest.Start
	for at < rest.End && (p.Src[at] == ' ' || p.Src[at] == '\t') {
		at++
	}
	e.tail = lint.Span{Start: rest.End, End: rest.End}
	if at == rest.End || p.Src[at] != '(' {
		e.title = lint.Span{Start: at, End: rest.End}
		return
	}
	e.open = true
	e.title = lint.Span{Start: at + 1, End: rest.End}
	depth := 0
	for i := at; i < rest.End; i++ {
		switch p.Src[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				e.closed, e.title.End = true, i
				e.tail.Start = i + 1
				return
			}
		}
	}
}

// named is the title of the entry as readers see it.
func (e *specEntry) named(p *lint.Pass) string {
	return strings.Join(strings.Fields(seen(p, e.title)), " ")
}
