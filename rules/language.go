package rules

import (
	"cmp"
	"maps"

	"github.com/xsf/padpress/lint"
)

// Language is how issues are written in the language called code: what h says of it, completed by the file
// house/STYLE/CODE.yaml of the style that h comes from, which is compiled in as the style is. It is false for a language
// that h does not know.
func Language(h *lint.House, code string) (lint.Language, bool) {
	l, ok := h.Languages[code]
	if !ok || h.Style == "" {
		return l, ok
	}
	file := languageLiteral(h.Style + "/" + code)
	l.Name = cmp.Or(l.Name, file.Name)
	l.Of = cmp.Or(l.Of, file.Of)
	l.Months = either(l.Months, file.Months)
	l.Joins = either(l.Joins, file.Joins)
	l.Titles = either(l.Titles, file.Titles)
	l.Intro = either(l.Intro, file.Intro)
	l.Intros = either(l.Intros, file.Intros)
	l.Headings = both(l.Headings, file.Headings)
	l.Empty = both(l.Empty, file.Empty)
	l.Phrases = both(l.Phrases, file.Phrases)
	l.Twice = cmp.Or(l.Twice, file.Twice)
	l.Signs.Spaced = cmp.Or(l.Signs.Spaced, file.Signs.Spaced)
	l.Signs.Opened = either(l.Signs.Opened, file.Signs.Opened)
	l.Localised = either(l.Localised, file.Localised)
	return l, true
}

// both is what own says, and for the rest what file says.
func both(own, file map[string][]string) map[string][]string {
	if file == nil {
		return own
	}
	maps.Copy(file, own)
	return file
}

// languagesOf gives Language without making it anew for each text; an empty one for a language that the house does not know.
var languagesOf = perHouse(func(h *lint.House) func(code string) lint.Language {
	known := remembered(func(a asked) lint.Language {
		l, _ := Language(h, a.about)
		return l
	})
	return func(code string) lint.Language { return known(asked{about: code}) }
})

func either(a, b []string) []string {
	if len(a) > 0 {
		return a
	}
	return b
}

// ownLanguage is the language of the text.
func ownLanguage(p *lint.Pass) lint.Language {
	house := p.World.House
	if p.Language() == "" {
		return house.Languages[house.Original]
	}
	return languagesOf(house)(p.Language())
}
