package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Language is how issues are written in one language. Where there are several forms all are in use, and the first is to
// be written. What a language does not say stays as it is in the original.
type Language struct {
	Name   string   `yaml:"name"`
	Months []string `yaml:"months"` // January first

	Joins     []string            `yaml:"joins"`     // words between two months, beside &
	Of        string              `yaml:"of"`        // word between month and year, "" for none
	Titles    []string            `yaml:"titles"`    // of an issue, with {months}, or {Months} for capitals; before a vowel one with an apostrophe before the gap goes first
	Intro     []string            `yaml:"intro"`     // the sentences that name the month covered, as Titles are
	Intros    []string            `yaml:"intros"`    // and several months; Intro where there are none
	Headings  map[string][]string `yaml:"headings"`  // by the original's
	Empty     map[string][]string `yaml:"empty"`     // by the heading in the original: what stands below it in a month without news, without a marker
	Phrases   map[string][]string `yaml:"phrases"`   // by the original's: fixed sentences, and how entries begin, with the gaps that it has, such as {version}
	Signs     Signs               `yaml:"signs"`     // how sentences are set
	Twice     string              `yaml:"twice"`     // words that may stand twice in a row, with blanks between them
	Localised []string            `yaml:"localised"` // hosts to which translations link in place of what the original links to
}

// Signs is how a language sets its sentences.
type Signs struct {
	Spaced string   `yaml:"spaced"` // the signs that a blank stands before, such as ;:!?
	Opened []string `yaml:"opened"` // the signs that end a sentence, each with the one that it begins with, such as ¡!
}

// Title is that of an issue, "" where the language has no form for it.
func (l Language) Title(m Months) string { return l.fill(l.Titles, m) }

// IntroText is the sentence that names the months covered, "" where the language has none.
func (l Language) IntroText(m Months) string {
	if !m.First.Equal(m.Last) && len(l.Intros) > 0 {
		return l.fill(l.Intros, m)
	}
	return l.fill(l.Intro, m)
}

// Elides reports whether a word before months would lose its vowel: d'avril.
func (l Language) Elides(m Months) bool { return beginsWithVowel(l.Format(m)) }

// Heading is that of a section, by its name in the original. It is false where there is no translation: then it is that
// name.
func (l Language) Heading(name string) (string, bool) { return firstOf(l.Headings, name) }

// EmptyState is what the section called name in the original says in a month without news. It is false where that is not
// known.
func (l Language) EmptyState(name string) (string, bool) {
	all := l.Empty[name]
	if len(all) == 0 {
		return "", false
	}
	return all[0], true
}

// Phrase is a fixed sentence of the original in the language, with the same gaps. It is false where there is no
// translation: then it is the original's.
func (l Language) Phrase(original string) (string, bool) { return firstOf(l.Phrases, original) }

func firstOf(forms map[string][]string, key string) (string, bool) {
	if all := forms[key]; len(all) > 0 {
		return all[0], true
	}
	return key, false
}

// fill writes months into the gap of the form that suits them: before a vowel the first that has an apostrophe before
// its gap, as in d'{months}, and before another letter the first that has none.
func (l Language) fill(forms []string, m Months) string {
	if len(forms) == 0 {
		return ""
	}
	text := l.Format(m)
	form, elides := forms[0], l.Elides(m)
	for _, f := range forms {
		if gap := strings.Index(strings.ToLower(f), "{months}"); elides == (strings.HasSuffix(f[:max(gap, 0)], "'") || strings.HasSuffix(f[:max(gap, 0)], "’")) {
			form = f
			break
		}
	}
	return strings.NewReplacer("{months}", text, "{Months}", l.capitals().Format(m)).Replace(form)
}

// capitals is l with the names of months as titles have them in some languages.
func (l Language) capitals() Language {
	names := make([]string, len(l.Months))
	for i, name := range l.Months {
		r, n := utf8.DecodeRuneInString(name)
		names[i] = string(unicode.ToUpper(r)) + name[n:]
	}
	l.Months = names
	return l
}

func beginsWithVowel(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.ToLower(text))
	return strings.ContainsRune("aeiouyàâäéèêëîïôöûü", r)
}
