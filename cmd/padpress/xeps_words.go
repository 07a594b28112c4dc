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

// xepWords is how entries about specifications are worded in a language.
type xepWords struct {
	house    *lint.House
	language lint.Language // the zero one for the original
	original bool
	missing  []string // what the language has no words for
}

func newXEPWords(house *lint.House, lang string) *xepWords {
	w := &xepWords{house: house, original: lang == "" || lang == house.Original}
	if !w.original {
		w.language, _ = rules.Language(house, lang)
	}
	return w
}

// lacks notes that the language has no words for text, once.
func (w *xepWords) lacks(text string) {
	if !w.original && !slices.Contains(w.missing, text) {
		w.missing = append(w.missing, text)
	}
}

// heading is a heading of the house.
func (w *xepWords) heading(name string) string {
	text, ok := w.language.Heading(name)
	if !ok {
		w.lacks(name)
	}
	return text
}

// phrase is a fixed sentence of the house, with its gaps filled: names and what stands for them.
func (w *xepWords) phrase(original string, gaps ...string) string {
	text, ok := w.language.Phrase(original)
	if !ok {
		w.lacks(original)
	}
	return strings.NewReplacer(gaps...).Replace(text)
}

// head is the house's form that an entry begins with: its first, or of last calls its last.
func (w *xepWords) head(s xep.Section, version string) string {
	heads := w.house.Specifications.Heads
	if len(heads) == 0 {
		return version
	}
	form := heads[0]
	if s == xep.LastCall {
		form = heads[len(heads)-1]
	}
	return w.phrase(form, "{version}", xep.Escape(version))
}

// none is what a part without news says.
func (w *xepWords) none(part xep.Section, months lint.Months) string {
	text, ok := w.language.EmptyState(sectionName(part))
	if !ok {
		text = first(w.house.Boilerplate.EmptyState(sectionName(part), months.Last.AddDate(0, 1, releaseDay-1)), "None this month.")
		w.lacks(text)
	}
	return text
}

// part is the list of one part: its entries, or the sentence that there are none.
func (w *xepWords) part(months lint.Months, m xep.Month, part xep.Section) string {
	var lines []string
	for _, e := range m.Entries {
		if e.Section == part {
			lines = append(lines, w.entry(e)...)
		}
	}
	if part == xep.Updated {
		for _, b := range m.Bulk {
			lines = append(lines, "- "+w.phrase(w.house.Specifications.SameChange, "{list}", listedXEPs(w.house, b.Entries)))
			lines = append(lines, noteLines(b.Notes, b.Entries[0].Initials)...)
		}
		if len(m.Editorial) > 0 {
			lines = append(lines, "- "+w.phrase(w.house.Specifications.Mended, "{list}", listedXEPs(w.house, m.Editorial)))
		}
	}
	if len(lines) == 0 {
		return "- " + w.none(part, months)
	}
	return strings.Join(lines, "\n")
}

// entry is an entry with its notes.
func (w *xepWords) entry(e xep.Entry) []string {
	s := w.house.Specifications
	title := xep.Escape(e.Title)
	if e.Number == 0 {
		address := s.Inbox + strings.TrimSuffix(path.Base(e.Path), ".xml") + s.Suffix
		return append([]string{fmt.Sprintf("- [%s](%s)", title, address)}, noteLines(e.Notes, "")...)
	}
	named := fmt.Sprintf("[%s](%s) (%s)", s.Number(e.Number), s.AddressOf(e.Number), title)
	switch {
	case e.Section == xep.LastCall:
		lines := []string{"- " + w.head(e.Section, "") + " " + named}
		if s.CallNote != "" {
			lines = append(lines, "  - "+w.phrase(s.CallNote, "{begins}", e.Begins.Format(time.DateOnly), "{ends}", e.Ends.Format(time.DateOnly)))
		}
		return lines
	case e.Section == xep.Deferred && len(e.Notes) == 0:
		return []string{"- " + named}
	}
	return append([]string{"- " + w.head(e.Section, e.Version) + " " + named}, noteLines(e.Notes, e.Initials)...)
}
