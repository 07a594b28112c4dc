package lint

import (
	"strings"
	"unicode/utf8"
)

// Title is the title of an issue that covers m, in the first form that l has in use. Before a vowel it is one with an
// apostrophe there, if l has one. It is "" for a language without forms.
func (l Language) Title(m Months) string {
	if len(l.Titles) == 0 {
		return ""
	}
	months := l.Format(m)
	form := l.Titles[0]
	if r, _ := utf8.DecodeRuneInString(strings.ToLower(months)); strings.ContainsRune("aeiouàâéèêîôû", r) {
		for _, f := range l.Titles {
			if strings.Contains(f, "'{months}") {
				form = f
				break
			}
		}
	}
	return Form{Text: form}.With(months)
}
