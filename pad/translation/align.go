package translation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/lint/align"
)

// MaxPieces is how many headings, paragraphs and entries a text may have to be compared with another. Issues have some two
// hundred.
const MaxPieces = 2000

// inOrder pairs n pieces with m others in the best way without crossings. The result holds for each of the n its partner, -1
// for none.
func inOrder(n, m int, likeness func(i, k int) int) []int {
	partner := make([]int, 0, n)
	for _, p := range align.InOrder(n, m, likeness) {
		if p.Original >= 0 {
			partner = append(partner, p.Translation)
		}
	}
	return partner
}

// Likenesses count for as much as an equal address does.
const same = 100

// versions pairs the pieces of a text with those of a later version of it.
func versions(a, b []piece) []int {
	wordsA, wordsB := wordsOf(a), wordsOf(b)
	partner := inOrder(len(a), len(b), func(i, k int) int {
		switch {
		case a[i].kind != b[k].kind:
			return 0
		case a[i].text == b[k].text:
			return 10 * same
		}
		if s := similar(wordsA[i], wordsB[k]); s > same/3 {
			return s
		}
		return 0
	})
	rewritten(a, b, partner)
	return partner
}

// rewritten pairs a heading or paragraph that has no partner with one that stands alone in its place: it was written anew.
// Entries of lists are news, each its own.
func rewritten(a, b []piece, partner []int) {
	next := 0
	for i := 0; i < len(a); {
		if partner[i] >= 0 {
			next = partner[i] + 1
			i++
			continue
		}
		end := i
		for end < len(a) && partner[end] < 0 {
			end++
		}
		last := len(b)
		if end < len(a) {
			last = partner[end]
		}
		if end-i == 1 && last-next == 1 && a[i].kind == b[next].kind && a[i].lead == b[next].lead && !strings.ContainsAny(a[i].lead, "-*+") {
			partner[i] = next
		}
		i = end
	}
}

func wordsOf(all []piece) [][]string {
	words := make([][]string, len(all))
	for i, p := range all {
		words[i] = strings.FieldsFunc(p.text, func(r rune) bool { return strings.ContainsRune(" \t\n()[]*_,;:!?\"“”", r) })
		slices.Sort(words[i])
	}
	return words
}

// similar is how much of two sorted lists of words is in both: same if all is.
func similar(a, b []string) int {
	if len(a)+len(b) == 0 || 3*min(len(a), len(b)) < max(len(a), len(b))/2 {
		return 0
	}
	shared := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			shared++
			i, k = i+1, k+1
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return 2 * shared * same / (len(a) + len(b))
}

// beside pairs the pieces of an original with those of its translation.
func (t *Translator) beside(original, translation []piece) []int {
	if sameStructure(original, translation) {
		partner := make([]int, len(original))
		for i := range partner {
			partner[i] = i
		}
		return partner
	}
	a, b := t.traits(t.english, original), t.traits(t.own, translation)
	return inOrder(len(a), len(b), func(i, k int) int { return alike(a[i], b[k]) })
}

// sameStructure reports whether two texts have the same pieces on the same lines, as a text and what was made of it here.
func sameStructure(a, b []piece) bool {
	return slices.EqualFunc(a, b, func(p, q piece) bool {
		return p.kind == q.kind && p.lead == q.lead && p.gap == q.gap && strings.Count(p.text, "\n") == strings.Count(q.text, "\n")
	})
}

// traits are what of a piece stays the same in every language.
type traits struct {
	*piece
	section int // of the house's outline, for a heading; -1 if it is none of it
	links   []string
	numbers []string
	size    int // in characters
}

func (t *Translator) traits(s shaper, all []piece) []traits {
	found := make([]traits, len(all))
	for i := range all {
		x := traits{piece: &all[i], section: -1, size: utf8.RuneCountInString(all[i].text)}
		if x.kind == heading {
			x.section = t.sectionOf(x.text)
		}
		_, values := s.shape(x.text)
		for _, v := range values {
			switch v.kind {
			case address:
				x.links = append(x.links, t.house.Boilerplate.Local(v.text))
			case number:
				x.numbers = append(x.numbers, v.text)
			}
		}
		slices.Sort(x.links)
		slices.Sort(x.numbers)
		found[i] = x
	}
	return found
}

// alike is how much a piece of the original and one of the translation have in common, 0 if they cannot be the same.
func alike(a, b traits) int {
	switch {
	case a.kind != b.kind:
		return 0
	case a.kind == heading && a.section != b.section && a.section >= 0 && b.section >= 0:
		return 0
	}
	n := same / 5
	switch {
	case a.text == b.text:
		n += 4 * same
	case a.kind == heading && a.section >= 0 && a.section == b.section:
		n += 4 * same
	}
	if a.lead == b.lead {
		n += same / 5
	}
	links := similar(a.links, b.links)
	if len(a.links) > 0 && len(b.links) > 0 && links == 0 && a.kind != heading {
		return same / 20 // between two neighbours it may still be the same, with all its addresses changed
	}
	return n + 3*links + similar(a.numbers, b.numbers)/2 + same/4*min(a.size, b.size)/max(a.size, b.size, 1)
}
