package rules

import (
	"slices"

	"github.com/xsf/padpress/lint"
)

type brokenLinksKey struct{}

// brokenLinks reports of an offset whether it stands in what is left of a link, which link-syntax reports.
func brokenLinks(d *lint.Document) func(offset int) bool {
	return func(offset int) bool {
		spans := lint.Shared(d, brokenLinksKey{}, func() []lint.Span { return openSpans(d) })
		i, exact := slices.BinarySearchFunc(spans, offset, func(s lint.Span, at int) int { return s.Start - at })
		return exact || i > 0 && spans[i-1].Contains(offset)
	}
}

// openSpans is where what is left of links stands, in order.
func openSpans(d *lint.Document) []lint.Span {
	var all []lint.Span
	for _, o := range openLinks(d) {
		s := lint.Span{Start: o.bracket, End: o.end}
		if o.open >= 0 {
			s.Start = o.open
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b lint.Span) int { return a.Start - b.Start })
	reached := 0 // so that the ends grow with the starts
	for i := range all {
		reached = max(reached, all[i].End)
		all[i].End = reached
	}
	return all
}
