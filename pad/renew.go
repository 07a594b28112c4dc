package pad

import (
	"bytes"
	"slices"

	"github.com/xsf/padpress/lint"
)

// Renew is the previous import with its parts about specifications as they would be drafted now, and the names of all
// parts that are drafts in it: for a pad whose text, raw, has not changed meanwhile. The summary follows, if it was drafted
// too. It is false if nothing is to change. What people edited on the branch stays as it was imported.
func Renew(raw *lint.Document, house *lint.House, m Month, known Known) (*lint.Document, []string, bool) {
	o := outlinedIn(house)
	if known.Import == nil || known.Branch == nil || known.Import.Front.Err != nil || o.section.Name == "" || len(known.Drafts) == 0 {
		return nil, nil, false
	}
	f := filling{outlined: o, d: known.Import, known: known, wanted: house.Outline.Holds(m.Release)}
	if f.fill(); len(f.edits) == 0 {
		return nil, nil, false
	}
	d := lint.Parse(known.Import.Path, Normalise(f.text()))
	if !filledWell(Undrafted(known.Import, house, known.Drafted), d, house, f.filled) {
		return nil, nil, false
	}
	var drafted []string
	for _, p := range f.filled {
		drafted = append(drafted, p.Part)
	}
	if before := decided(known.Import, summaryKey); before != "" && before == decided(known.Branch, summaryKey) && !hasKey(raw, house, summaryKey) {
		if text := draftSummary(d, house); text != "" {
			k, _ := d.Front.Key(summaryKey)
			_, comments := tail(d.Text(k.Entry))
			d = lint.Parse(d.Path, slices.Concat(d.Src[:k.Entry.Start], []byte(summaryLine(text)+comments), d.Src[k.Entry.End:]))
		}
	}
	return d, drafted, !bytes.Equal(d.Src, known.Import.Src)
}

// renew puts the present draft in the place of the one that the last import has.
func (f *filling) renew(p part, name string) {
	old, at := p.list()
	list := f.known.listOf(f.outlined, name)
	if list == "" {
		list = old
	}
	f.filled = append(f.filled, Filled{Part: name, List: list})
	if list != old {
		f.edits = append(f.edits, lint.Edit{Span: at, New: list})
	}
}

// Undrafted is d without what is listed in the parts about specifications that are drafts: what people wrote.
func Undrafted(d *lint.Document, house *lint.House, drafted []string) *lint.Document {
	if d == nil || len(drafted) == 0 {
		return d
	}
	o := outlinedIn(house)
	f := filling{outlined: o, d: d}
	for _, name := range drafted {
		if p, ok := o.find(d, name); ok {
			_, at := p.list()
			f.edits = append(f.edits, lint.Edit{Span: at})
		}
	}
	return lint.Parse(d.Path, f.text())
}

// PartList is what a part about specifications lists in d, by the name that the house's outline has for it. It is false
// where d has no such part.
func PartList(d *lint.Document, house *lint.House, name string) (string, bool) {
	p, ok := outlinedIn(house).find(d, name)
	if !ok {
		return "", false
	}
	list, _ := p.list()
	return list, true
}
