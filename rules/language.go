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
	if file.Headings != nil {
		maps.Copy(file.Headings, l.Headings)
		l.Headings = file.Headings
	}
	return l, true
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
