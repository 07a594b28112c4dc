package rules

import (
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

// recentNews is what the history of the specifications says of the time around an issue.
type recentNews struct {
	lint.XEPNews
	covers lint.Months
	own    []toldSpec // what the issue tells
}

// specNews is what the history says from a month before those that the issue covers to the day on which it appears: people tell
// late, and what came while they wrote. It is false where nobody can say, or the issue has no section on specifications.
func specNews(p *lint.Pass) (recentNews, bool) {
	house := p.World.House
	day, dated := released(p)
	if p.Language() != "" || p.World.XEPs == nil || !dated || !house.Title.Holds(day) {
		return recentNews{}, false
	}
	covers := covered(p, day)
	parts := specParts(house, p.Document)
	happened := p.World.XEPs().Happened
	if happened == nil || !slices.ContainsFunc(parts, func(part string) bool { return part != "" }) {
		return recentNews{}, false
	}
	to := covers.Last.AddDate(0, 1, 0)
	if next := day.AddDate(0, 0, 1); next.After(to) && next.Before(to.AddDate(0, 2, 0)) {
		to = next
	}
	return recentNews{happened(covers.First.AddDate(0, -1, 0), to), covers, toldSpecs(p.World, p.Document)}, true
}

// covered is the months of which the issue tells: by its title, else its first sentence, else the one before it appears.
func covered(p *lint.Pass, day time.Time) lint.Months {
	if m, ok := p.World.House.TitleMonths(p.Document); ok {
		return m
	}
	if m, _, _ := p.World.House.Intro(p.Document); !m.IsZero() {
		return m
	}
	return lint.MonthOf(time.Date(day.Year(), day.Month()-1, 1, 0, 0, 0, 0, time.UTC))
}

// due are the entries that the issue is to tell, of the months that it covers. With the issue before it at hand that includes
// the last days before them, on which that one may have been finished already.
func (n recentNews) due(w *lint.World) []lint.XEPEntry {
	from, to := n.covers.First, n.covers.Last.AddDate(0, 1, 0)
	if w.Earlier != nil && len(w.Earlier()) > 0 {
		if day, ok := w.Earlier()[0].Date(); ok && !day.Before(from) {
			from = from.AddDate(0, 0, -lastDays)
		}
	}
	return slices.DeleteFunc(slices.Clone(n.Entries), func(e lint.XEPEntry) bool { return e.Day.Before(from) || !e.Day.Before(to) })
}

// late reports whether the issue may leave e to the next one.
func (n recentNews) late(e lint.XEPEntry) bool {
	return !e.Day.Before(n.covers.Last.AddDate(0, 1, -lastDays))
}

// lastDays is how many days before the end of a month people begin to finish an issue.
const lastDays = 7

// toldSpec is an item of the section on specifications.
type toldSpec struct {
	at     lint.Span
	part   string // "" below a heading that is none of the house's
	text   string // in small letters, as readers see it
	source string
}

type toldSpecsKey struct{ *lint.House }

// toldSpecs are the outer items of the section on specifications.
func toldSpecs(w *lint.World, d *lint.Document) []toldSpec {
	return lint.Shared(d, toldSpecsKey{w.House}, func() []toldSpec { return findToldSpecs(w, d) })
}

func findToldSpecs(w *lint.World, d *lint.Document) []toldSpec {
	p := &lint.Pass{Document: d, World: w}
	spans, parts := within(p, w.House.Specifications.Section), specParts(w.House, d)
	var told []toldSpec
	for _, b := range d.Blocks() {
		if b.Item && b.Heading >= 0 && contains(spans, b.Span.Start) && b.Span.Len() < longest && depthOf(b) == 1 {
			told = append(told, toldSpec{b.Span, parts[b.Heading], strings.ToLower(strings.Join(strings.Fields(d.PlainText(b.Node)), " ")), d.Text(b.Span)})
		}
	}
	return told
}

// is reports whether the item is about what e is about.
func (t toldSpec) is(style lint.Specifications, e lint.XEPEntry) bool {
	if e.Number == 0 {
		name := strings.TrimSuffix(e.Address[strings.LastIndexByte(e.Address, '/')+1:], style.Suffix)
		return strings.Contains(t.source, style.Inbox+name) || strings.Contains(t.text, strings.ToLower(e.Title))
	}
	return strings.Contains(t.text, strings.ToLower(style.Number(e.Number))) || strings.Contains(t.source, e.Address) || t.titled(e)
}

// titled reports whether the item has the version and the title of e, whatever its number.
func (t toldSpec) titled(e lint.XEPEntry) bool {
	return e.Number > 0 && e.Version != "" && e.Title != "" && t.names(e.Version) && strings.Contains(t.text, strings.ToLower(e.Title))
}

// names reports whether the item names a version as a word.
func (t toldSpec) names(version string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(t.text, func(c rune) bool { return strings.ContainsRune(" `*[](),:;", c) }), func(word string) bool {
		return plainVersion(word) == plainVersion(version)
	})
}

// plainVersion is a version by which it is compared: 1.0 and 1.0.0 are the same.
func plainVersion(v string) string {
	for strings.HasSuffix(v, ".0") {
		v = strings.TrimSuffix(v, ".0")
	}
	return v
}

// tells reports whether the item tells of e: by its version, or, where nobody writes one, by its part. Below a heading of
// people's own anything may be told.
func (t toldSpec) tells(style lint.Specifications, e lint.XEPEntry) bool {
	switch {
	case !t.is(style, e):
		return false
	case t.part == "" || e.Number == 0 || e.Version != "" && t.names(e.Version): // a proposal may have got its number
		return true
	}
	return t.part == e.Part && (e.Version == "" || len(e.Lines) == 1)
}
