package lint

import (
	"cmp"
	"slices"
	"sort"
)

// Repair is a fix that Mend made.
type Repair struct {
	Rule    string
	Message string // what was done: the words of the fix
	Offset  int    // where, in the new text
}

// Mend applies every fix, also those that change the page, until a round applies none. It returns the new document, d
// itself if there was nothing to do, what was done in the order of the text, and the findings that remain. Of fixes that
// overlap the first counts, and the next round looks again. Rules whose fixes do not come to an end get none of them
// made, so that mending twice is mending once.
func Mend(d *Document, w *World, rules []*Rule) (*Document, []Repair, []Finding) {
	restless := map[string]bool{}
	for {
		m := &mending{Document: d, restless: restless}
		if findings, settled := m.settle(w, rules); settled {
			slices.SortStableFunc(m.repairs, func(a, b Repair) int { return cmp.Compare(a.Offset, b.Offset) })
			return m.Document, m.repairs, findings
		}
	}
}

// mending is one way from a document to a mended one.
type mending struct {
	*Document
	repairs  []Repair
	restless map[string]bool // names of rules whose fixes are not made
}

// settle makes fixes for as many rounds as there may be. It is false if the last of them still made some; the rules of
// those are restless then.
func (m *mending) settle(w *World, rules []*Rule) ([]Finding, bool) {
	for range rounds {
		findings := Run(m.Document, w, rules)
		if len(m.round(findings)) == 0 {
			return findings, true
		}
	}
	findings := Run(m.Document, w, rules)
	unsettled := m.round(findings)
	for _, name := range unsettled {
		m.restless[name] = true
	}
	return findings, len(unsettled) == 0
}

// round makes the fixes of findings that can be made together, and returns the names of their rules.
func (m *mending) round(findings []Finding) []string {
	var fixes []*Fix
	of := map[*Fix]Finding{}
	for _, f := range findings {
		if f.Fix != nil && !m.restless[f.Rule] && m.changes(f.Fix) {
			fixes = append(fixes, f.Fix)
			of[f.Fix] = f
		}
	}
	fixes = slices.DeleteFunc(disjoint(fixes, len(m.Src)), func(f *Fix) bool {
		_, err := Apply(m.Src, f) // edits of one fix that overlap
		return err != nil
	})
	text, err := Apply(m.Src, fixes...)
	if err != nil || len(fixes) == 0 {
		return nil
	}
	moved := mover(fixes)
	for i := range m.repairs {
		m.repairs[i].Offset = moved(m.repairs[i].Offset)
	}
	var names []string
	for _, f := range fixes {
		names = append(names, of[f].Rule)
		m.repairs = append(m.repairs, Repair{of[f].Rule, f.Message, moved(f.Edits[0].Span.Start)})
	}
	m.Document = Parse(m.Path, text)
	return names
}

// changes reports whether the fix does anything.
func (m *mending) changes(f *Fix) bool {
	return slices.ContainsFunc(f.Edits, func(e Edit) bool {
		return e.Span.within(len(m.Src)) && m.Text(e.Span) != e.New
	})
}

// mover tells where a byte of a text is once fixes are made in it.
func mover(fixes []*Fix) func(int) int {
	var edits []Edit
	for _, f := range fixes {
		edits = append(edits, f.Edits...)
	}
	slices.SortFunc(edits, func(a, b Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	shift := make([]int, len(edits)+1) // by how much the text behind the first n edits moves
	for i, e := range edits {
		shift[i+1] = shift[i] + len(e.New) - e.Span.Len()
	}
	return func(at int) int {
		n := sort.Search(len(edits), func(i int) bool { return edits[i].Span.Start >= at })
		if n > 0 && edits[n-1].Span.End > at {
			return edits[n-1].Span.Start + shift[n-1] // what stood here is replaced
		}
		return at + shift[n]
	}
}
