package rules

import (
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// A passage outside of these bounds, in bytes, is not compared: a word or two say nothing, and no paragraph is that long.
const (
	shortest = 20
	longest  = 4000
)

// near is how similar a passage is to another of which it is a version.
const near = 0.6

// standing is a paragraph of the last issue that stands where the text is the same every month.
type standing struct {
	*passage
	older []*passage // what it was in each of the issues before, nil where it was not
	place spot       // where it stands
}

// spot names a section in any issue: by its number in the house's outline, else by its heading.
type spot struct {
	section int // -1 for one of people's own
	heading string
}

// always reports whether the paragraph stood in all the earlier issues, of which there are several.
func (s standing) always() bool { return len(s.older) > 0 && !slices.Contains(s.older, nil) }

// standingParagraphs finds in the newest of issues the paragraphs that stand where the text is fixed.
func standingParagraphs(h *lint.House, issues []*lint.Document) []standing {
	places := placesOf(h, issues[0])
	older := make([][]*passage, len(issues)-1)
	for i, d := range issues[1:] {
		older[i] = fixedParagraphs(h, d)
	}
	var found []standing
	for _, b := range fixedParagraphs(h, issues[0]) {
		if namesPeople(b) {
			continue
		}
		s := standing{passage: b, older: make([]*passage, len(older)), place: places(b.Heading)}
		for i, all := range older {
			s.older[i] = nearestPassage(b, all)
		}
		found = append(found, s)
	}
	return found
}

// fixedParagraphs are the passages of d that are no list items, where the text is fixed.
func fixedParagraphs(h *lint.House, d *lint.Document) []*passage {
	var found []*passage
	places := placesOf(h, d)
	for _, b := range d.Blocks() {
		if !b.Item && shortest <= b.Span.Len() && b.Span.Len() <= longest && isFixed(h, places(b.Heading)) {
			found = append(found, read(d, h, b))
		}
	}
	return found
}

// placesOf tells for the headings of d which section each begins.
func placesOf(h *lint.House, d *lint.Document) func(heading int) spot {
	heads := d.Headings()
	known := make([]spot, len(heads))
	for i, head := range heads {
		known[i] = spot{sectionOf(h.Outline.Sections, head).section, strings.ToLower(strings.TrimSpace(head.Text))}
		if known[i].section >= 0 {
			known[i].heading = ""
		}
	}
	return func(i int) spot {
		if i < 0 {
			return spot{section: -1}
		}
		return known[i]
	}
}

// nearestPassage is the one of all that is most similar to b, nil if none is a version of it.
func nearestPassage(b *passage, all []*passage) *passage {
	var best *passage
	most := near
	for _, a := range all {
		if 2*min(len(a.bag), len(b.bag)) < max(len(a.bag), len(b.bag)) {
			continue
		}
		if n := similar(a, b); n >= most && (best == nil || n > most) {
			best, most = a, n
		}
	}
	return best
}

// namesPeople reports whether the passage thanks those who helped: a list of names between asterisks.
func namesPeople(t *passage) bool {
	commas := 0
	for _, w := range t.words {
		if w.stress && w.text == "," {
			commas++
		}
	}
	return commas > 1
}
