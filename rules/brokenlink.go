package rules

import (
	"slices"
	"sync"

	"github.com/xsf/padpress/lint"
)

// brokenLinks reports of an offset whether it stands in what is left of a link, which link-syntax reports. The links
// are looked for when it is first asked.
func brokenLinks(d *lint.Document) func(offset int) bool {
	spans := sync.OnceValue(func() []lint.Span {
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
	})
	return func(offset int) bool {
		i, exact := slices.BinarySearchFunc(spans(), offset, func(s lint.Span, at int) int { return s.Start - at })
		return exact || i > 0 && spans()[i-1].Contains(offset)
	}
}
