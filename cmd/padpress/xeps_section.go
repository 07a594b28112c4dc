package main

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/xep"
	"github.com/xsf/padpress/rules"
)

// sectionNames are the parts as the house's outline calls them.
var sectionNames = map[xep.Section]string{
	xep.Proposed: "Proposed", xep.New: "New", xep.Deferred: "Deferred", xep.Updated: "Updated", xep.LastCall: "Last Call",
	xep.Stable: "Stable", xep.Deprecated: "Deprecated", xep.Rejected: "Rejected",
}

// xepSection is the section in the form of the last issues.
func xepSection(house *lint.House, lang string, months lint.Months, m xep.Month) string {
	var b strings.Builder
	s := house.Specifications
	fmt.Fprintf(&b, "## %s\n", translatedHeading(house, lang, s.Section))
	for _, part := range partsInOrder(house) {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n", translatedHeading(house, lang, sectionNames[part]), xepPart(house, months, m, part))
	}
	return b.String()
}

// partsInOrder are the parts in the order of the house's outline.
func partsInOrder(house *lint.House) []xep.Section {
	at := func(s xep.Section) int {
		return slices.IndexFunc(house.Outline.Sections, func(o lint.Section) bool { return o.Is(sectionNames[s]) })
	}
	parts := slices.DeleteFunc(slices.Clone(xep.Sections), func(s xep.Section) bool { return at(s) < 0 })
	slices.SortStableFunc(parts, func(a, b xep.Section) int { return at(a) - at(b) })
	return parts
}

// xepPart is the list of one part: its entries, or the sentence that there are none.
func xepPart(house *lint.House, months lint.Months, m xep.Month, part xep.Section) string {
	var lines []string
	for _, e := range m.Entries {
		if e.Section == part {
			lines = append(lines, entryLines(house, e)...)
		}
	}
	if part == xep.Updated {
		for _, b := range m.Bulk {
			lines = append(lines, fmt.Sprintf("- The same change was made to %s: %s", plural(len(b.Entries), "specification", "specifications"), listedXEPs(house, b.Entries)))
			lines = append(lines, noteLines(b.Notes, b.Entries[0].Initials)...)
		}
		if len(m.Editorial) > 0 {
			lines = append(lines, fmt.Sprintf("- Editorial changes were made to %s: %s", plural(len(m.Editorial), "specification", "specifications"), listedXEPs(house, m.Editorial)))
		}
	}
	if len(lines) == 0 {
		empty := house.Boilerplate.EmptyState(sectionNames[part], months.Last.AddDate(0, 1, releaseDay-1))
		return "- " + first(empty, "None this month.")
	}
	return strings.Join(lines, "\n")
}

func entryLines(house *lint.House, e xep.Entry) []string {
	s := house.Specifications
	title := xep.Escape(e.Title)
	if e.Number == 0 {
		address := s.Inbox + strings.TrimSuffix(path.Base(e.Path), ".xml") + s.Suffix
		return append([]string{fmt.Sprintf("- [%s](%s)", title, address)}, noteLines(e.Notes, "")...)
	}
	named := fmt.Sprintf("[%s](%s) (%s)", s.Number(e.Number), s.AddressOf(e.Number), title)
	switch e.Section {
	case xep.LastCall:
		return []string{"- Last Call for comments on " + named,
			fmt.Sprintf("  - This Last Call begins on %s and shall end at the close of business on %s.", e.Begins.Format(time.DateOnly), e.Ends.Format(time.DateOnly))}
	case xep.Deferred:
		if len(e.Notes) == 0 {
			return []string{"- " + named}
		}
	}
	return append([]string{"- Version " + xep.Escape(e.Version) + " of " + named}, noteLines(e.Notes, e.Initials)...)
}

// noteLines are the notes below an entry, the last with the initials of who made the change.
func noteLines(notes []xep.Note, initials string) []string {
	var lines []string
	for i, n := range notes {
		text := n.Text
		if i == len(notes)-1 && initials != "" {
			text += " (" + xep.Escape(initials) + ")"
		}
		lines = append(lines, strings.Repeat("  ", n.Depth+1)+"- "+text)
	}
	return lines
}

// listedXEPs names each of all once, with a link.
func listedXEPs(house *lint.House, all []xep.Entry) string {
	var words []string
	for _, e := range all {
		s := house.Specifications
		if w := fmt.Sprintf("[%s](%s)", s.Number(e.Number), s.AddressOf(e.Number)); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return strings.Join(words, ", ")
}

// translatedHeading is a heading in a language; the original's where there is no translation.
func translatedHeading(house *lint.House, lang, name string) string {
	if language, _ := rules.Language(house, lang); len(language.Headings[name]) > 0 {
		return language.Headings[name][0]
	}
	return name
}
