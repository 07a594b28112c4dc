package rules

import (
	"fmt"

	"github.com/xsf/padpress/lint"
)

// reportLastMonth reports a section all of whose entries happened before the months covered, while there is something to tell of
// these. It is for where no issue before this one is at hand: with one, xep-stale knows better.
func reportLastMonth(p *lint.Pass, news recentNews) {
	if p.World.Earlier != nil && len(p.World.Earlier()) > 0 {
		return
	}
	var old []toldSpec
	for _, t := range news.own {
		if t.part == "" || lint.SaysNone(t.text) {
			continue
		}
		if !news.before(p.World.House.Specifications, t) {
			return
		}
		old = append(old, t)
	}
	if len(old) > 1 {
		p.Report(lint.Finding{Span: old[0].at, Message: fmt.Sprintf("all that is told here happened before %s, by the history of the specifications; was it pasted from the last issue?",
			news.covers.First.Format("January 2006"))})
	}
}

// before reports whether what an item tells happened before the months covered, and before the last days that an issue may leave
// to the next.
func (n recentNews) before(style lint.Specifications, t toldSpec) bool {
	known := false
	for _, e := range n.Entries {
		if t.tells(style, e) {
			if known = true; !e.Day.Before(n.covers.First.AddDate(0, 0, -lastDays)) {
				return false
			}
		}
	}
	return known
}
