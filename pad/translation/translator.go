package translation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Translator knows how issues are written in one language: by what the house says, and by what earlier translations did.
type Translator struct {
	house    *lint.House
	language lint.Language
	english  shaper // of originals
	own      shaper // of translations
	memory   memory
}

// New knows what the house says of a language, and nothing of earlier issues.
func New(house *lint.House, language lint.Language) *Translator {
	return &Translator{
		house: house, language: language, memory: newMemory(),
		english: shaper{house, house.Languages[house.Original]}, own: shaper{house, language},
	}
}

// Learn reads an earlier issue and its translation. Those that are read first count for more, so begin with the newest.
func (t *Translator) Learn(original, translation *lint.Document) {
	a, b := split(original), split(translation)
	if !tooLong(a, b) {
		t.learn(a.pieces, b.pieces)
	}
}

// tooLong reports whether texts have too many pieces to be compared.
func tooLong(texts ...text) bool {
	return slices.ContainsFunc(texts, func(t text) bool { return len(t.pieces) > MaxPieces })
}

func errTooLong(d *lint.Document) error {
	return fmt.Errorf("%s has more than %d headings, paragraphs and entries, too many to compare", d.Path, MaxPieces)
}

// sectionOf is the section of the house's outline that a heading names, in the original's language or in this one; -1 for
// none of it.
func (t *Translator) sectionOf(name string) int {
	name = headingName(name)
	return slices.IndexFunc(t.house.Outline.Sections, func(s lint.Section) bool {
		return s.Is(name) || slices.ContainsFunc(t.language.Headings[s.Name], func(own string) bool { return strings.EqualFold(headingName(own), name) })
	})
}

// headingName is a heading without what people add to it or leave out.
func headingName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.TrimRight(strings.ReplaceAll(s, "’", "'"), " !:\u00a0\u202f")
}
