package rules

import (
	"slices"
	"strconv"
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

type placesKey struct{ *lint.House }

// place finds the house's section for each heading of an issue in the original language.
func place(h *lint.House, d *lint.Document) []placed {
	return lint.Shared(d, placesKey{h}, func() []placed {
		all := make([]placed, 0, len(d.Headings()))
		for _, head := range d.Headings() {
			all = append(all, sectionOf(h, head))
		}
		return all
	})
}

// sectionOf finds the house's section for a heading.
func sectionOf(h *lint.House, head lint.Heading) placed {
	p := sectionsOf(h)(asked{strings.Join(strings.Fields(head.Text), " "), strconv.Itoa(head.Level)})
	p.Heading = head
	return p
}

// sectionsOf tells the section for a name, and the level of its heading.
var sectionsOf = perHouse(func(h *lint.House) func(asked) placed {
	return remembered(func(a asked) placed {
		level, _ := strconv.Atoi(a.about)
		return sectionCalled(h.Outline.Sections, a.text, level)
	})
})

func sectionCalled(sections []lint.Section, name string, level int) placed {
	for i, s := range sections {
		if strings.EqualFold(s.Name, name) {
			return placed{section: i}
		}
	}
	names, owner := make([]string, 0, 2*len(sections)), make([]int, 0, 2*len(sections))
	for i, s := range sections {
		if s.Level != level {
			continue // what is called so on another level may well be something else
		}
		if s.Was(name) {
			return placed{section: i, former: true}
		}
		names, owner = append(names, s.Name), append(owner, i)
		for _, n := range s.Former {
			names, owner = append(names, n), append(owner, i)
		}
	}
	if i := nearest(name, names); i >= 0 {
		return placed{section: owner[i], meant: names[i]}
	}
	return placed{section: -1}
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
	s := section(p.World.House, name)
	return name != "" && slices.ContainsFunc(p.Above(offset), func(h lint.Heading) bool { return s.Is(strings.TrimSpace(h.Text)) })
}
