package pad

import (
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Draft is what a part of the section about specifications would list, if nobody writes it.
type Draft struct {
	Part string // its name in the house's outline
	List string // Markdown, without the last newline
	News bool   // whether it tells anything
}

// Filled is a part of the section about specifications that nobody wrote, and what the import has there.
type Filled struct {
	Part   string // its name in the house's outline
	List   string // Markdown, without the last newline
	Headed bool   // its heading was missing as well
}

// drafted is the text with its empty parts filled in. Where nothing is to be filled it is d itself.
func (c *Completion) drafted(d *lint.Document, house *lint.House, m Month, known Known) *lint.Document {
	o := outlinedIn(house)
	if o.section.Name == "" || len(known.Drafts)+len(known.Drafted) == 0 {
		return d
	}
	f := filling{outlined: o, d: d, known: known, wanted: house.Outline.Holds(m.Release)}
	if f.fill(); len(f.filled) == 0 {
		return d
	}
	c.Filled = f.filled
	for _, s := range f.holders {
		c.Dropped = append(c.Dropped, Omission{strings.TrimSpace(d.Text(s)), "it only held the place of what was drafted"})
	}
	return lint.Parse(d.Path, f.text())
}

// filledWell reports whether a text with drafts has them where they belong, and all that it has without them. What
// stands below a list can become part of it.
func filledWell(before, after *lint.Document, house *lint.House, filled []Filled) bool {
	for _, f := range filled {
		if list, ok := PartList(after, house, f.Part); !ok || list != f.List {
			return false
		}
	}
	return len(Compare(before, after, house, nil).Lost) == 0
}

// listOf is what a part that nobody wrote is to list; "" to leave it as it is. It is drafted as long as the branch has
// what the last import had: then nobody edited it. Otherwise it stays as that import had it, so that what people wrote on
// the branch meets no change of ours.
func (k Known) listOf(o outlined, name string) string {
	before, had := "", ""
	if p, ok := k.in(o, k.Import, name); ok {
		had, _ = p.list()
	}
	if slices.Contains(k.Drafted, name) {
		before = had
	}
	if k.Import != nil {
		now := ""
		if p, ok := k.in(o, k.Branch, name); ok {
			now, _ = p.list()
		}
		if k.Branch == nil || now != had {
			return before
		}
	}
	i := slices.IndexFunc(k.Drafts, func(d Draft) bool { return d.Part == name })
	if i < 0 {
		return before
	}
	return k.Drafts[i].List
}

// in is a part of another text, which may be nil.
func (k Known) in(o outlined, d *lint.Document, name string) (part, bool) {
	if d == nil {
		return part{}, false
	}
	return o.find(d, name)
}
