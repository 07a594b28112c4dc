package main

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/xep"
)

// toldLine is a line of an earlier issue in the section about specifications.
type toldLine struct {
	part xep.Section // "" below a heading of people's own, such as Obsoleted
	text string
}

// toldIn reads what an issue says of specifications.
func toldIn(house *lint.House, file string) ([]toldLine, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, usagef("--told %s: %w", file, bareError(err))
	}
	lines := toldOf(house, lint.Parse(file, text))
	if len(lines) == 0 {
		return nil, usagef("--told %s has no section on specifications", file)
	}
	return lines, nil
}

// toldOf is what a text says of specifications.
func toldOf(house *lint.House, d *lint.Document) []toldLine {
	var lines []toldLine
	for i, h := range d.Headings() {
		end := len(d.Src)
		if i+1 < len(d.Headings()) {
			end = d.Headings()[i+1].Span.Start
		}
		part, ok := partHeaded(house, strings.TrimSpace(h.Text))
		if !ok && !slices.ContainsFunc(d.Above(h.Span.Start), func(up lint.Heading) bool {
			return up.Node != h.Node && strings.EqualFold(strings.TrimSpace(up.Text), house.Specifications.Section)
		}) {
			continue
		}
		for line := range strings.Lines(string(d.Src[h.Span.End:end])) {
			lines = append(lines, toldLine{part, line})
		}
	}
	return lines
}

// partHeaded is the part that a heading begins, by its present or a former name.
func partHeaded(house *lint.House, name string) (xep.Section, bool) {
	for _, part := range partsInOrder(house) {
		at := slices.IndexFunc(house.Outline.Sections, func(s lint.Section) bool { return s.Is(sectionName(part)) })
		if house.Outline.Sections[at].Is(name) {
			return part, true
		}
	}
	return "", false
}

// tells reports whether one of lines tells of e: its version, or, where an item names none, as happens in all parts but that
// of new versions, that it is in the same part or in one of people's own.
func tells(house *lint.House, lines []toldLine, e xep.Entry) bool {
	return slices.ContainsFunc(lines, func(l toldLine) bool {
		if e.Number == 0 {
			return strings.Contains(l.text, house.Specifications.Inbox+strings.TrimSuffix(path.Base(e.Path), ".xml")+house.Specifications.Suffix)
		}
		if !strings.Contains(l.text, house.Specifications.Number(e.Number)) {
			return false
		}
		if e.Section == xep.Deferred || e.Section == xep.LastCall {
			return l.part == e.Section
		}
		words := strings.FieldsFunc(l.text, func(c rune) bool { return strings.ContainsRune(" `*[](),", c) })
		if !slices.ContainsFunc(words, lint.IsVersion) {
			return e.Section != xep.Updated && (l.part == e.Section || l.part == "") && strings.TrimLeft(l.text, " \t") == l.text
		}
		return slices.Contains(words, e.Version)
	})
}

// untold leaves out what the last issue told. What came before the month and was not told there is kept, and said.
func untold(house *lint.House, lines []toldLine, m *xep.Month, first time.Time) {
	keep := func(all []xep.Entry) []xep.Entry {
		return slices.DeleteFunc(all, func(e xep.Entry) bool { return tells(house, lines, e) })
	}
	m.Entries, m.Editorial = keep(m.Entries), slices.DeleteFunc(m.Editorial, func(e xep.Entry) bool { return e.Day.Before(first) })
	m.Bulk = slices.DeleteFunc(m.Bulk, func(b xep.Bulk) bool { return b.Entries[0].Day.Before(first) })
	for _, e := range m.Entries {
		if e.Day.Before(first) {
			m.Other = append(m.Other, fmt.Sprintf("%s of %s was not in the last issue: %s", e.Section, e.Day.Format(time.DateOnly), e.Title))
		}
	}
}
