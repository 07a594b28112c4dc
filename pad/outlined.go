package pad

import (
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// outlined is the section about specifications as the house's outline has it.
type outlined struct {
	*lint.House
	section lint.Section   // the zero value where the house has none
	parts   []lint.Section // below it, in order
	before  []lint.Section // all that come before it
	behind  []lint.Section // all that come after its parts
}

func outlinedIn(house *lint.House) outlined {
	o := outlined{House: house}
	all := house.Outline.Sections
	i := slices.IndexFunc(all, func(s lint.Section) bool { return s.Name == house.Specifications.Section && s.Name != "" })
	if i < 0 {
		return o
	}
	o.section, o.before = all[i], all[:i]
	end := i + 1
	for end < len(all) && all[end].Level > o.section.Level {
		end++
	}
	o.parts, o.behind = all[i+1:end], all[end:]
	return o
}

// heads are the indices of the headings of the section about specifications and of each of its parts, -1 where there is
// none. People give headings whatever level: only names count, and what the section ends with is one that the outline knows.
func (o outlined) heads(d *lint.Document) (section int, parts []int) {
	section, parts = -1, slices.Repeat([]int{-1}, len(o.parts))
	for i, h := range d.Headings() {
		name := headingName(h)
		switch {
		case section < 0:
			if o.section.Name != "" && o.section.Is(name) {
				section = i
			}
		case slices.ContainsFunc(o.behind, func(s lint.Section) bool { return s.Is(name) }):
			return section, parts
		default:
			n := slices.IndexFunc(o.parts, func(s lint.Section) bool { return s.Is(name) })
			if n >= 0 && parts[n] < 0 {
				parts[n] = i
			}
		}
	}
	return section, parts
}

// headingName is what a heading says, without signs that people put around it.
func headingName(h lint.Heading) string { return strings.Trim(h.Text, " *_:") }

// find is the part called name of the section about specifications.
func (o outlined) find(d *lint.Document, name string) (part, bool) {
	_, heads := o.heads(d)
	n := slices.IndexFunc(o.parts, func(s lint.Section) bool { return s.Name == name })
	if n < 0 || heads[n] < 0 {
		return part{}, false
	}
	return partAt(d, o.House, heads[n]), true
}
