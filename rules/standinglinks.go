package rules

import (
	"fmt"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// reportStanding makes one finding of the links of the original's boilerplate that are others in the translation, or are
// missing, if there are several: its words were translated once, and stay. It gives the links that are left.
func (t *parallel) reportStanding(altered []alteredLink, lost []keptLink) (apart []alteredLink, left []keptLink) {
	fix := &lint.Fix{Message: "write the addresses of the original where there are others"}
	at, n := lint.Span{}, 0
	var names []string
	note := func(l keptLink) {
		if n == 0 || t.near(l.block).Start < at.Start {
			at = t.near(l.block)
		}
		n++
		names = append(names, shortened(l.address))
	}
	for _, a := range altered {
		if !t.isStanding(a.was) {
			apart = append(apart, a)
			continue
		}
		note(a.was)
		if a.is.plain && a.was.plain {
			fix.Edits = append(fix.Edits, lint.Edit{Span: a.is.at, New: a.was.address})
		}
	}
	for _, l := range lost {
		if t.isStanding(l) {
			note(l)
		} else {
			left = append(left, l)
		}
	}
	if n < 2 {
		return altered, lost
	}
	f := lint.Finding{Span: at, Message: fmt.Sprintf("boilerplate lacks %d links that it has in the original: %s", n, listed(names))}
	if len(fix.Edits) > 0 {
		f.Fix = fix
	}
	t.Report(f)
	return apart, left
}

// isStanding reports whether l stands in boilerplate of the original.
func (t *parallel) isStanding(l keptLink) bool {
	if l.block < 0 {
		return false
	}
	house := t.World.House
	b := t.original.Blocks()[l.block]
	if b.Heading >= 0 && house.IsBoilerplate(t.original.Headings()[b.Heading].Text) {
		return true
	}
	if b.Node.Parent().Kind() == ast.KindListItem {
		return false
	}
	for _, name := range house.Boilerplate.Fixed {
		if inSection(t.original, l.at.Start, name) {
			return true
		}
	}
	return false
}
