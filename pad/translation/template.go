package translation

import (
	"strings"
)

// tidy mends slips of the hand that would be copied from month to month: two blanks, one before a full stop or a comma, and
// none before the language of a link.
func tidy(text string) string {
	for strings.Contains(text, "  ") {
		text = strings.ReplaceAll(text, "  ", " ")
	}
	return strings.NewReplacer(") .", ").", ") ,", "),", ")[", ") [").Replace(text)
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
