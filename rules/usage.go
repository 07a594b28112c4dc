package rules

import (
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
)

// usage is what an issue and those before it write.
type usage struct {
	house *lint.House
	texts []wording      // the issue first
	times map[string]int // words that no dictionary has, in small letters

	frequent []string // those of them that stand there often; known when all texts were read
}

// slipNames are the names of a house, and its names and terms.
type slipNames struct{ names, all []string }

var slipNamesOf = perHouse(func(h *lint.House) slipNames {
	names := strings.Fields(h.Words.Names)
	return slipNames{names, append(names[:len(names):len(names)], strings.Fields(h.Words.Jargon)...)}
})

// count finds the words that stand there often.
func (u *usage) count() {
	for word, n := range u.times {
		if n >= often {
			u.frequent = append(u.frequent, word)
		}
	}
}

// names lists the names and terms that word may be a slip of: the house's, else those that are used often.
func (u *usage) names(word []byte) []string {
	var found []string
	known, enough := slipNamesOf(u.house), often
	list := known.names
	if isSmall(word[0]) {
		list = known.all
	} else if !hasCapital(word[1:]) {
		enough = 2 * often // people's names are alike
	}
	for _, name := range list {
		if isSlipOf(word, name) {
			found = append(found, name)
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, other := range u.frequent {
		if u.times[other] >= enough && isSlipOf(word, other) {
			found = append(found, u.asWritten(other))
		}
	}
	slices.Sort(found)
	return found
}

// asWritten is small with the capitals it has where it is first used.
func (u *usage) asWritten(small string) string {
	for _, t := range u.texts {
		for i, word := range t.words {
			if word.Len() >= len(small) && strings.EqualFold(string(owner(t.text(i))), small) {
				return string(owner(t.text(i)))
			}
		}
	}
	return small
}

// slipsOf are english.Slips, which takes as long as to read half a page.
var slipsOf = remembered(func(a asked) []string { return english.Slips([]byte(a.text)) })

// words lists the common words that word may be a slip of: of several those that the texts use, if there are any.
func (u *usage) words(word []byte) []string {
	found := slices.Clone(slipsOf(asked{text: string(word)})) // check gives them capitals
	if len(found) == 1 {
		return found
	}
	if len(found) == 0 {
		return u.farther(word)
	}
	var used []string
	for _, right := range found {
		if u.uses(right) {
			used = append(used, right)
		}
	}
	if len(used) > 0 {
		return used
	}
	return found
}

// uses reports whether the texts have word, in small letters.
func (u *usage) uses(word string) bool {
	for _, t := range u.texts {
		for _, other := range t.words {
			if other.Len() == len(word) && string(t.Src[other.Start:other.End]) == word {
				return true
			}
		}
	}
	return false
}

// farther finds the first common word of the texts that two slips make of a long word.
func (u *usage) farther(word []byte) []string {
	if len(word) < 8 {
		return nil
	}
	for _, t := range u.texts {
		for _, other := range t.words {
			if d := other.Len() - len(word); d < -2 || d > 2 || t.Src[other.Start] != word[0] {
				continue
			}
			if text := t.Src[other.Start:other.End]; twoSlips(word, text) && english.Common(text) {
				return []string{string(text)}
			}
		}
	}
	return nil
}
