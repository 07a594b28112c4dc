package rules

import (
	_ "embed"
	"sort"
	"strings"
	"unicode"

	"github.com/xsf/padpress/lint"
)

//go:embed item-order.md
var itemOrderDoc string

var itemOrder = &lint.Rule{
	Name: "item-order", Doc: itemOrderDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		style := p.World.House.Entries
		day, ok := released(p)
		if p.Language() != "" || !ok || !style.IsSorted(day) {
			return
		}
		for _, name := range style.Sorted {
			for _, s := range within(p, name) {
				checkSorted(p, s)
			}
		}
	},
}

// mostNamed is how many entries are named one by one.
const mostNamed = 3

// checkSorted reports the fewest entries of a section that would have to move.
func checkSorted(p *lint.Pass, section lint.Span) {
	var names, keys []string
	var places []lint.Span
	for _, item := range p.Items() {
		if item.Depth > 1 || item.Link == nil || !section.Contains(item.Span.Start) {
			continue
		}
		src, ok := p.Link(item.Link)
		name := sortName(p.PlainText(item.Link))
		if key := fold(name); ok && key != "" {
			names, keys, places = append(names, name), append(keys, key), append(places, src.Text)
		}
	}
	var late []int
	for i, stays := range rising(keys) {
		if !stays {
			late = append(late, i)
		}
	}
	if len(late) > mostNamed {
		p.Reportf(places[late[0]], "%d entries do not stand in the order of the alphabet, %s first", len(late), quote(names[late[0]]))
		return
	}
	for _, i := range late {
		p.Reportf(places[i], "%s does not stand in the order of the alphabet", quote(names[i]))
	}
}

// rising marks a longest subsequence of keys that does not fall.
func rising(keys []string) []bool {
	var ends []int // of the best subsequence of each length, the index of its last key
	before := make([]int, len(keys))
	for i, key := range keys {
		n := sort.Search(len(ends), func(k int) bool { return keys[ends[k]] > key })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	stays := make([]bool, len(keys))
	if len(ends) > 0 {
		for k := ends[len(ends)-1]; k >= 0; k = before[k] {
			stays[k] = true
		}
	}
	return stays
}

// sortName is the name that an entry is sorted by: its first link without words of greeting, articles and versions.
func sortName(text string) string {
	words := strings.Fields(text)
	for len(words) > 1 && isFiller(words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

func isFiller(word string) bool {
	switch strings.ToLower(word) {
	case "the", "a", "an", "introducing", "announcing":
		return true
	}
	return false
}

// fold leaves of name what counts in the alphabet.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
