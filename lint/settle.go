package lint

import "slices"

// rounds bounds Settle: fixes that call for further fixes are rare, and one that never ends is a mistake in a rule.
const rounds = 8

// Settle applies every fix that leaves the page as it is, until a round applies none, and returns the new document
// with the findings that remain. It tries all fixes of a round as one batch and halves a batch that changes the page,
// so that few fixes that would change it cost few renderings.
func Settle(d *Document, w *World, rules []*Rule) (*Document, []Finding) {
	for range rounds {
		findings := Run(d, w, rules)
		fixed := Safely(d, fixesOf(findings))
		if fixed == d {
			return d, findings
		}
		d = fixed
	}
	return d, Run(d, w, rules)
}

func fixesOf(findings []Finding) []*Fix {
	var fixes []*Fix
	for _, f := range findings {
		if f.Fix != nil {
			fixes = append(fixes, f.Fix)
		}
	}
	return fixes
}

// renderings bounds Safely: a text made to have thousands of fixes that change the page must not take hours.
const renderings = 256

// rendered bounds the same in bytes, for very long texts.
const rendered = 8 << 20

// Safely applies those of fixes that leave the page of d as it is; of two that overlap the first counts. It returns
// d itself if none does.
func Safely(d *Document, fixes []*Fix) *Document {
	fixes = disjoint(fixes, len(d.Src))
	if len(fixes) == 0 {
		return d
	}
	same := comparer(d)
	left := max(8, min(renderings, rendered/max(1, len(d.Src))))
	var kept []*Fix
	var try func(batch []*Fix)
	try = func(batch []*Fix) {
		if left--; left < 0 {
			return
		}
		if text, err := Apply(d.Src, append(kept[:len(kept):len(kept)], batch...)...); err == nil && same(Parse(d.Path, text)) {
			kept = append(kept, batch...)
			return
		}
		if len(batch) > 1 {
			try(batch[:len(batch)/2])
			try(batch[len(batch)/2:])
		}
	}
	try(fixes)
	text, err := Apply(d.Src, kept...)
	if err != nil || string(text) == string(d.Src) {
		return d
	}
	return Parse(d.Path, text)
}

// disjoint drops each fix that touches an earlier one, and each that has no place in a text of size bytes. An
// insertion takes the byte it stands before.
func disjoint(fixes []*Fix, size int) []*Fix {
	taken := make([]bool, size+1)
	free := func(e Edit) bool {
		return e.Span.within(size) && !slices.Contains(taken[e.Span.Start:max(e.Span.End, e.Span.Start+1)], true)
	}
	var kept []*Fix
	for _, f := range fixes {
		if len(f.Edits) == 0 || slices.ContainsFunc(f.Edits, func(e Edit) bool { return !free(e) }) {
			continue
		}
		for _, e := range f.Edits {
			for i := e.Span.Start; i < max(e.Span.End, e.Span.Start+1); i++ {
				taken[i] = true
			}
		}
		kept = append(kept, f)
	}
	return kept
}
