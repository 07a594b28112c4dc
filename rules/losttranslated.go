package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// checkLostTranslated reports mandatory sections that each of the last originals had and that have no heading in this
// translation. A heading in a form that is not known, between those of the sections beside it, may be the missing one.
func checkLostTranslated(p *lint.Pass, language lint.Language, heads []lint.Heading) {
	due := dueSections(p)
	if due == nil {
		return
	}
	sections := p.World.House.Outline.Sections
	place := make([]int, len(heads)) // the section that each heading begins, -1 if that is not known
	at := make([]int, len(sections)) // the heading of each section, -1 if there is none
	for i := range at {
		at[i] = -1
	}
	known := 0
	for i, h := range heads {
		place[i] = translatedSection(language, sections, h)
		if s := place[i]; s >= 0 && at[s] < 0 {
			at[s] = i
			known++
		}
	}
	var missing []string
	for i, s := range sections {
		if due[i] && at[i] < 0 && !maybeBetween(due, place, at, i) {
			missing = append(missing, quote(s.Name))
		}
	}
	if len(missing) > 0 && known > len(sections)/3 {
		head := p.Lines().Span(1)
		if p.Front.Exists() {
			head.End = max(head.End, p.Front.Body.End)
		}
		p.Reportf(head, "no heading of the translation is that of %s", strings.Join(missing, ", "))
	}
}

// translatedSection is the section that h begins in a translation, -1 if that is not known.
func translatedSection(language lint.Language, sections []lint.Section, h lint.Heading) int {
	name := plainSigns(strings.Join(strings.Fields(h.Text), " "))
	letters := utf8.RuneCountInString(name)
	is := func(other string) bool {
		other = plainSigns(other)
		if n := utf8.RuneCountInString(other); n < letters-1 || n > letters+1 {
			return false // as most
		}
		return strings.EqualFold(name, other) || oneSlip(strings.ToLower(name), strings.ToLower(other)) && len(name) > 4
	}
	return slices.IndexFunc(sections, func(s lint.Section) bool {
		return slices.ContainsFunc(language.Headings[s.Name], is) || is(s.Name) || slices.ContainsFunc(s.Former, is)
	})
}

// maybeBetween reports whether a heading that is not known stands between those of the due sections around section i, or
// whether these stand in no order.
func maybeBetween(due []bool, place, at []int, i int) bool {
	from, to := -1, len(place)
	for k, h := range at {
		switch {
		case h < 0 || !due[k]:
		case k < i:
			from = max(from, h)
		case k > i:
			to = min(to, h)
		}
	}
	return from > to || slices.Contains(place[from+1:max(to, from+1)], -1)
}
