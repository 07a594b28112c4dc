package translation

import (
	"slices"
	"strings"
	"unicode"
)

// tidy mends slips of the hand that would be copied from month to month: two blanks, one before a full stop or a comma,
// none before the language of a link, and a word that stands twice.
func (t *Translator) tidy(text string) string {
	for strings.Contains(text, "  ") {
		text = strings.ReplaceAll(text, "  ", " ")
	}
	return t.withoutTwice(strings.NewReplacer(") .", ").", ") ,", "),", ")[", ") [").Replace(text))
}

// withoutTwice leaves out a word in small letters that stands before itself, or before a link that begins with it, unless
// the language has it twice for a reason.
func (t *Translator) withoutTwice(text string) string {
	words := strings.Split(text, " ")
	said := words[:0:0]
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = strings.TrimPrefix(words[i+1], "[")
		}
		if w == "" || w != next || !isSmallWord(w) || slices.Contains(strings.Fields(t.language.Twice), w) {
			said = append(said, w)
		}
	}
	return strings.Join(said, " ")
}

// isSmallWord reports whether a word has nothing but small letters.
func isSmallWord(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLower(r) })
}

// template finds in a translation the values of its original. It is nil if one of them is not there, or the translation has
// others.
func (t *Translator) template(values []value, translation string) *template {
	shape, own := t.own.shape(translation)
	if len(own) != len(values) {
		return nil
	}
	m := &template{shape: shape, values: make([]int, len(own))}
	used := make([]bool, len(values))
	take := func(gap int, fits func(value) bool) bool {
		for i, v := range values {
			if !used[i] && v.kind == own[gap].kind && fits(v) {
				used[i], m.values[gap] = true, i
				return true
			}
		}
		return false
	}
	var left []int
	for gap, w := range own {
		if !take(gap, func(v value) bool { return v.text == w.text || v.kind == months && v.months == w.months }) {
			left = append(left, gap)
		}
	}
	for _, gap := range left { // translators put addresses, titles and names of their own
		if own[gap].kind == number || own[gap].kind == months || !take(gap, func(value) bool { return true }) {
			return nil
		}
	}
	return m
}
