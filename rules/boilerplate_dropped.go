package rules

import (
	"fmt"
	"slices"

	"github.com/xsf/padpress/lint"
)

// checkDropped reports standing paragraphs that the issue lacks, and names the sections that lack one. partners are what
// it has of each of all.
func checkDropped(p *lint.Pass, own []*passage, all []standing, partners []*passage) map[int]bool {
	dropped := map[int]bool{}
	if len(own) == 0 {
		return dropped // no issue, but a piece of text
	}
	places := placesOf(p.World.House, p.Document)
	has := map[spot]map[string]int{{section: -1}: {}} // the words of each section
	for i := range p.Headings() {
		if has[places(i)] == nil {
			has[places(i)] = map[string]int{}
		}
	}
	for _, t := range own {
		for _, w := range t.words {
			has[places(t.Heading)][w.text]++
		}
	}
	anew := map[spot]bool{} // sections with a paragraph that stood in no issue: it may stand for the one that is missing
	for _, t := range own {
		if !slices.Contains(partners, t) {
			anew[places(t.Heading)] = true
		}
	}
	for i, s := range all {
		words, ok := has[s.place]
		if partners[i] != nil || !ok || !s.always() || anew[s.place] || holds(words, s.words) {
			continue
		}
		dropped[s.place.section] = true
		p.Report(lint.Finding{Span: gap(p, places, all, partners, i), Message: fmt.Sprintf("a paragraph of the last issues is missing: %s", quote(s.Text(s.Span)))})
	}
	return dropped
}

// holds reports whether nearly all of words stand in a section that has the words of has: the paragraph was split, or
// joined with its neighbour.
func holds(has map[string]int, words []word) bool {
	n, count := 0, map[string]int{}
	for _, w := range words {
		if count[w.text]++; count[w.text] <= has[w.text] {
			n++
		}
	}
	return 10*n >= 9*len(words)
}

// gap is the place in the issue where the standing paragraph at i would stand: from the one before it, or its heading, to
// what follows.
func gap(p *lint.Pass, places func(int) spot, all []standing, partners []*passage, i int) lint.Span {
	s := lint.Span{Start: p.Body().Start, End: p.Body().Start}
	for k, h := range p.Headings() {
		if places(k) == all[i].place {
			s = h.Span
			break
		}
	}
	for k := i - 1; k >= 0 && all[k].place == all[i].place; k-- {
		if partners[k] != nil {
			s = partners[k].Span
			break
		}
	}
	s.End = min(len(p.Src), lineBelow(p, s.End))
	return s
}

// isFixed reports whether the paragraphs at s are the same every month: before the first heading, and where the house
// says so.
func isFixed(h *lint.House, s spot) bool {
	if s.section < 0 {
		return s.heading == ""
	}
	for i := s.section; i >= 0; i = h.Outline.Parent(i) {
		if o := h.Outline.Sections[i]; o.Boilerplate || slices.ContainsFunc(h.Boilerplate.Fixed, o.Is) {
			return true
		}
	}
	return false
}
