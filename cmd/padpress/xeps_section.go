package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/xep"
)

// sectionName is a part as the house's outline calls it.
func sectionName(s xep.Section) string {
	if s == xep.LastCall {
		return "Last Call"
	}
	return strings.ToUpper(string(s[:1])) + string(s[1:])
}

// xepSection is the section in the form of the last issues, in a language. missing are the fixed sentences that the language
// lacks: they stand there in the original's.
func xepSection(house *lint.House, lang string, months lint.Months, m xep.Month) (text string, missing []string) {
	var b strings.Builder
	w := newXEPWords(house, lang)
	fmt.Fprintf(&b, "## %s\n", w.heading(house.Specifications.Section))
	for _, part := range partsInOrder(house) {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n", w.heading(sectionName(part)), w.part(months, m, part))
	}
	return b.String(), w.missing
}

// partsInOrder are the parts in the order of the house's outline.
func partsInOrder(house *lint.House) []xep.Section {
	at := func(s xep.Section) int {
		return slices.IndexFunc(house.Outline.Sections, func(o lint.Section) bool { return o.Is(sectionName(s)) })
	}
	parts := slices.DeleteFunc(slices.Clone(xep.Sections), func(s xep.Section) bool { return at(s) < 0 })
	slices.SortStableFunc(parts, func(a, b xep.Section) int { return at(a) - at(b) })
	return parts
}

// xepPart is the list of one part in the original language: its entries, or the sentence that there are none.
func xepPart(house *lint.House, months lint.Months, m xep.Month, part xep.Section) string {
	return newXEPWords(house, "").part(months, m, part)
}

// entryLines is an entry in the original language.
func entryLines(house *lint.House, e xep.Entry) []string { return newXEPWords(house, "").entry(e) }

// noteLines are the notes below an entry, the last with the initials of who made the change. They are the authors' words in
// any language.
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
