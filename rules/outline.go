package rules

import (
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// placed is one heading of an issue, and the section of the house that it begins.
type placed struct {
	lint.Heading
	section int    // index in the house's outline, -1 for a heading of people's own
	former  bool   // it has the name of earlier years
	meant   string // the name that it nearly has, "" if it has one
}

// place finds the house's section for each heading of an issue in the original language.
func place(p *lint.Pass) []placed {
	all := make([]placed, 0, len(p.Headings()))
	for _, h := range p.Headings() {
		all = append(all, sectionOf(p.World.House.Outline.Sections, h))
	}
	return all
}

func sectionOf(sections []lint.Section, h lint.Heading) placed {
	name := strings.Join(strings.Fields(h.Text), " ")
	for i, s := range sections {
		if strings.EqualFold(s.Name, name) {
			return placed{Heading: h, section: i}
		}
	}
	var names []string
	var owner []int
	for i, s := range sections {
		if s.Level != h.Level {
			continue // what is called so on another level may well be something else
		}
		if s.Was(name) {
			return placed{Heading: h, section: i, former: true}
		}
		for _, n := range append([]string{s.Name}, s.Former...) {
			names, owner = append(names, n), append(owner, i)
		}
	}
	if i := nearest(name, names); i >= 0 {
		return placed{Heading: h, section: owner[i], meant: names[i]}
	}
	return placed{Heading: h, section: -1}
}

// outlineHolds reports whether the issue is an original of the years for which the house's outline is written.
func outlineHolds(p *lint.Pass) bool {
	day, ok := released(p)
	return p.Language() == "" && ok && p.World.House.Outline.Holds(day)
}

// released is when the issue appears: by its file name, else its front matter, else the month it says it covers.
func released(p *lint.Pass) (time.Time, bool) {
	if t, ok := p.Date(); ok {
		return t, true
	}
	if t, ok := day(p.Front); ok {
		return t, true
	}
	months, _, ok := p.World.House.Intro(p.Document)
	return months.Last.AddDate(0, 1, 0), ok && !months.IsZero()
}

// headingText is where the text of h stands, if it is plain text on one line.
func headingText(p *lint.Pass, h lint.Heading) (lint.Span, bool) {
	if h.Node.Lines().Len() != 1 {
		return lint.Span{}, false
	}
	at := h.Node.Lines().At(0)
	text := strings.TrimRight(p.Text(lint.Span{Start: at.Start, End: at.Stop}), " \t\r\n")
	return lint.Span{Start: at.Start, End: at.Start + len(text)}, text == strings.TrimSpace(h.Text)
}

// isEmpty reports whether nothing is shown between the heading at i and the next one that ends its section.
func isEmpty(heads []lint.Heading, i int) bool {
	if i+1 < len(heads) && heads[i+1].Level > heads[i].Level {
		return false
	}
	for n := heads[i].Node.NextSibling(); n != nil && n.Kind() != ast.KindHeading; n = n.NextSibling() {
		if n.Kind() != ast.KindHTMLBlock && n.Kind() != ast.KindLinkReferenceDefinition {
			return false
		}
	}
	return heads[i].Node.Parent().Kind() == ast.KindDocument
}

// saysNothing reports whether one short sentence stands below the heading at i, that no news came. What is said of
// specifications is an item of a list.
func saysNothing(p *lint.Pass, heads []lint.Heading, i int) bool {
	n := heads[i].Node.NextSibling()
	if n == nil || n.Kind() != ast.KindParagraph || n.Lines().Len() != 1 || n.NextSibling() != nil && n.NextSibling().Kind() != ast.KindHeading {
		return false
	}
	at := n.Lines().At(0)
	text := strings.TrimSpace(p.Text(lint.Span{Start: at.Start, End: at.Stop}))
	return len(text) < 90 && strings.HasPrefix(text, "No ") && !strings.Contains(text, "](") && !strings.Contains(text, "XEP") && !strings.Contains(strings.ToLower(text), "last call")
}

// inSection reports whether offset stands below the heading of the house's section called name, now or in earlier
// years, or below one that stands below that.
func inSection(p *lint.Pass, offset int, name string) bool {
	sections := p.World.House.Outline.Sections
	i := slices.IndexFunc(sections, func(s lint.Section) bool { return s.Name == name })
	if i < 0 {
		return false
	}
	heads := p.Headings()
	level := 7
	for h := sort.Search(len(heads), func(h int) bool { return heads[h].Span.Start > offset }) - 1; h >= 0 && level > 1; h-- {
		if heads[h].Level < level {
			if sections[i].Is(strings.TrimSpace(heads[h].Text)) {
				return true
			}
			level = heads[h].Level
		}
	}
	return false
}
