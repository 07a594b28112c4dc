package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// names are the names and words whose writing a house knows, by their small letters.
type names struct {
	written  map[string]string     // how a name is written
	rewrites map[string][]phrasing // by the first word, in small letters
}

// phrasing is what people write, word by word, and what is meant.
type phrasing struct {
	wrong   []string
	right   string
	anyCase bool
}

var namesOf = perHouse(func(h *lint.House) *names { return readNames(h.Words) })

func readNames(style lint.WordStyle) *names {
	n := &names{written: map[string]string{}, rewrites: map[string][]phrasing{}}
	for _, name := range strings.Fields(style.Names) {
		n.written[strings.ToLower(name)] = name
	}
	for pair := range strings.SplitSeq(style.Rewrites, ";") {
		wrong, right, ok := strings.Cut(pair, ">")
		r := phrasing{strings.Fields(wrong), strings.TrimSpace(right), strings.ToLower(wrong) == wrong}
		if ok && len(r.wrong) > 0 && r.right != "" {
			first := strings.ToLower(r.wrong[0])
			n.rewrites[first] = append(n.rewrites[first], r)
		}
	}
	return n
}

// first are the words that the names and words begin with.
func (n *names) first() []string {
	return slices.Concat(slices.Collect(maps.Keys(n.written)), slices.Collect(maps.Keys(n.rewrites)))
}

// find is what is meant by the words from word i on, and the last of them.
func (n *names) find(w wording, i int) (right string, last int, ok bool) {
	text := owner(w.text(i))
	small := lower(text)
	for _, r := range n.rewrites[string(small)] {
		last := i + len(r.wrong) - 1
		if !w.runs(i, last) || !r.matches(w, i) {
			continue
		}
		if r.anyCase && isSmall(r.right[0]) {
			return inCaseOf(text, r.right), last, true
		}
		return r.right, last, true
	}
	name, ok := n.written[string(small)]
	if !ok || name == string(text) || len(text) > 3 && string(text) == strings.ToUpper(name) || isSmall(name[0]) && w.begins(i) && string(text) == strings.ToUpper(name[:1])+name[1:] {
		return "", 0, false // as it is, shouted, or with the capital that sentences begin with
	}
	return name, i, true
}

func (r phrasing) matches(w wording, i int) bool {
	for k, wrong := range r.wrong {
		text := string(owner(w.text(i + k)))
		if text != wrong && string(w.text(i+k)) != wrong && !(r.anyCase && strings.EqualFold(text, wrong)) {
			return false
		}
	}
	return true
}
