package rules

import (
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// checkLostTranslated reports mandatory sections that each of the last originals had and that have no heading in this
// translation. A heading in a form that is not known, between those of the sections beside it, may be the missing one.
func checkLostTranslated(p *lint.Pass, heads []lint.Heading) {
	if beside(p) != nil {
		return // translation-structure knows what the original has
	}
	due := dueSections(p)
	if due == nil {
		return
	}
	sections := p.World.House.Outline.Sections
	names := sectionNamesIn(p.World.House, p.Language())
	place := make([]int, len(heads)) // the section that each heading begins, -1 if that is not known
	at := make([]int, len(sections)) // the heading of each section, -1 if there is none
	for i := range at {
		at[i] = -1
	}
	known := 0
	for i, h := range heads {
		place[i] = names.section(h)
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
