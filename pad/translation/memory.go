package translation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// memory is how texts of earlier issues were translated, by their shape in the original.
type memory struct {
	shapes map[string]*known
	texts  map[string]string // whole texts whose values were translated, too
}

// known is what was made of one shape.
type known struct {
	translated *template // the newest, nil if there is none
	newer      int       // how often it was left as it is since then
}

// template is the shape of a translation, and which value of the original each of its gaps gets.
type template struct {
	shape  string
	values []int
}

func newMemory() memory { return memory{map[string]*known{}, map[string]string{}} }

// learn remembers what was made of the pieces of an original.
func (t *Translator) learn(original, translation []piece) {
	partner := t.beside(original, translation)
	for i, k := range partner {
		if k < 0 || original[i].kind == other || translation[k].mark.Verb != "" || !t.trusted(original, translation, partner, i) {
			continue
		}
		a, b := original[i].text, translation[k].text
		t.remember(a, b)
		linesA, linesB := strings.Split(a, "\n"), strings.Split(b, "\n")
		if len(linesA) > 1 && len(linesA) == len(linesB) {
			for n := range linesA {
				t.remember(strings.TrimSpace(linesA[n]), strings.TrimSpace(linesB[n]))
			}
		}
	}
}

// trusted reports whether a pair is certain enough to write the translation in later issues: by its addresses, or between
// two neighbours that are neighbours in both texts.
func (t *Translator) trusted(original, translation []piece, partner []int, i int) bool {
	a, b := original[i], translation[partner[i]]
	sizeA, sizeB := utf8.RuneCountInString(a.text), utf8.RuneCountInString(b.text)
	if 3*min(sizeA, sizeB) < max(sizeA, sizeB) && max(sizeA, sizeB) > 20 || len(a.links) != len(b.links) {
		return false
	}
	if a.kind == heading {
		return a.lead == b.lead || t.sectionOf(b.text) >= 0
	}
	if len(a.links) > 0 && slices.Equal(a.links, b.links) {
		return true
	}
	follows := func(from, to int) bool { return partner[to] == partner[from]+1 }
	return (i == 0 || follows(i-1, i)) && (i+1 == len(partner) || follows(i, i+1))
}

// remember notes that b is a translation of a, unless a newer one is known.
func (t *Translator) remember(a, b string) {
	if a == "" || b == "" {
		return
	}
	if a != b {
		b = t.tidy(b)
	}
	shape, values := t.english.shape(a)
	m := t.memory.shapes[shape]
	if m == nil {
		m = &known{}
		t.memory.shapes[shape] = m
	}
	switch {
	case m.translated != nil:
	case a == b:
		m.newer++
	default:
		m.translated = t.template(values, b)
		if _, ok := t.memory.texts[a]; !ok && m.translated == nil {
			t.memory.texts[a] = b
		}
	}
}

// recall is the translation of a text that earlier issues had, with its own values. leave is true if earlier issues left it
// as it is.
func (t *Translator) recall(text string) (translation string, leave, ok bool) {
	shape, values := t.english.shape(text)
	m := t.memory.shapes[shape]
	switch {
	case m == nil:
		return "", false, false
	case m.translated == nil || m.newer > 0 && smallWords(shape) < sentence:
		if s, ok := t.memory.texts[text]; ok && m.newer == 0 {
			return s, false, true
		}
		return "", m.newer > 1 || m.newer == 1 && smallWords(shape) < sentence, false
	}
	return t.fill(m.translated, values), false, true
}

// sentence is how many words in small letters make a sentence, which nobody leaves untranslated on purpose.
const sentence = 4

// fill writes values into the gaps of a template.
func (t *Translator) fill(m *template, values []value) string {
	var b strings.Builder
	parts := strings.Split(m.shape, gapSign)
	for i, part := range parts {
		if i == len(m.values) {
			b.WriteString(part)
			break
		}
		v := values[m.values[i]]
		if v.kind == months {
			name := t.language.Format(v.months)
			b.WriteString(t.elide(part, name))
			b.WriteString(name)
			continue
		}
		b.WriteString(part)
		b.WriteString(v.text)
	}
	return b.String()
}

// elide gives the words before a month the form that suits it, in a language that shortens them before vowels: d'avril, de
// mars.
func (t *Translator) elide(before, month string) string {
	if !slices.ContainsFunc(t.language.Titles, func(f string) bool { return strings.Contains(f, "'{months}") || strings.Contains(f, "’{months}") }) {
		return before
	}
	first, _ := utf8.DecodeRuneInString(strings.ToLower(month))
	vowel := strings.ContainsRune("aeiouyàâéèêîôû", first)
	for _, apostrophe := range []string{"’", "'"} {
		if stem, ok := strings.CutSuffix(before, " d"+apostrophe); ok && !vowel {
			return stem + " de "
		}
	}
	if stem, ok := strings.CutSuffix(before, " de "); ok && vowel {
		return stem + " d’"
	}
	return before
}

// smallWords counts the words of a text that begin in small letters.
func smallWords(text string) int {
	n := 0
	for i := 0; i < len(text); {
		size := wordAt(text[i:])
		if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsLower(r) && size > 1 {
			n++
		}
		i += size
	}
	return n
}

// namesMonths is the sentence with the months covered in the original's words, and which.
func (t *Translator) namesMonths(text string) (lint.Months, bool) {
	covered, _, ok := t.english.language.Find(text)
	return covered, ok && slices.ContainsFunc(t.house.IntroForms, func(form string) bool {
		return lint.Form{Text: form}.With(t.english.language.Format(covered)) == text
	})
}
