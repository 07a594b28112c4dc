package translation

import (
	"strings"

	"github.com/xsf/padpress/gitops/merge"
)

// withValues writes what changed in an original into its translation, if that is no more than addresses, numbers, months and
// names, and the translation has them, too.
func (r *renewal) withValues(was, now, p piece) (string, bool) {
	before, old := r.english.shape(was.text)
	after, fresh := r.english.shape(now.text)
	if flat(before) != flat(after) || len(old) != len(fresh) {
		return p.text, false
	}
	if p.kind == figure && captions(was.text) != captions(now.text) {
		return p.text, false
	}
	_, own := r.own.shape(p.text)
	text, done := r.exchange(p.text, old, fresh, own)
	if done {
		return text, true
	}
	for i, v := range old {
		if v.text != fresh[i].text && v.kind != names {
			return p.text, false
		}
	}
	return merge.Words(was.text, p.text, now.text)
}

// exchange writes the fresh values over the old ones that stand in a translation. It is false if any old one that changed
// does not stand there exactly as often as in the original.
func (r *renewal) exchange(text string, old, fresh, own []value) (string, bool) {
	next := make([]string, len(own)) // what the values of the translation become
	for g, v := range own {
		next[g] = v.text
	}
	used := make([]bool, len(own))
	for i, v := range old {
		if v.text == fresh[i].text {
			continue
		}
		found := false
		for g, w := range own {
			if used[g] || w.kind != v.kind || w.text != v.text && (v.kind != months || v.months != w.months) {
				continue
			}
			if countValue(old, v) != countValue(own, w) {
				return text, false
			}
			next[g] = fresh[i].text
			if v.kind == months {
				next[g] = r.language.Format(fresh[i].months)
			}
			used[g], found = true, true
			break
		}
		if !found {
			return text, false
		}
	}
	shape, _ := r.own.shape(text)
	var b strings.Builder
	for g, part := range strings.Split(shape, gapSign) {
		if g < len(next) && own[g].kind == months && used[g] {
			part = r.elide(part, next[g])
		}
		b.WriteString(part)
		if g < len(next) {
			b.WriteString(next[g])
		}
	}
	return b.String(), true
}

func countValue(all []value, v value) int {
	n := 0
	for _, w := range all {
		if w.kind == v.kind && w.text == v.text {
			n++
		}
	}
	return n
}
