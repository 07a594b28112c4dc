package rules

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// sought is a set of words that a rule about words looks at. All sets are looked for at once: most words are in none, and
// a rule that went through all of them by itself would spend its time on finding that out.
type sought uint8

const (
	agreeingWords sought = 1 << iota // agreement's
	articleWords                     // a and an
	calendarWords                    // what may be a part of a date
	houseNames                       // with or without the 's of a genitive
	numberWords                      // they begin with a digit
	openerWords                      // words that begin a sentence
	ownerWords                       // they end in 's
	versionWords                     // version-plural's
)

// soughtWords tells of most words at once in which sets they are not.
type soughtWords struct {
	alike [256][64]sought // by their first two letters, in any case, and their length
	first [256]sought     // by their first byte
}

func (s *soughtWords) add(set sought, words ...string) {
	for _, w := range words {
		w = strings.ToLower(w)
		s.alike[place2([]byte(w))][min(len(w), 63)] |= set
	}
}

// place2 is where words stand that begin with the same two letters.
func place2(word []byte) byte {
	if len(word) == 1 {
		return (word[0] | 0x20) * 31
	}
	return (word[0]|0x20)*31 + (word[1] | 0x20)
}

var soughtIn = perHouse(func(h *lint.House) *soughtWords {
	s := new(soughtWords)
	s.add(agreeingWords, strings.Fields(agreeing)...)
	s.add(articleWords, "a", "an")
	s.add(calendarWords, append(strings.Fields(weekdays), englishMonths(h)...)...)
	s.add(houseNames, namesOf(h).first()...)
	s.add(openerWords, h.Typography.Openers...)
	s.add(versionWords, "has", "have", "version", "versions")
	for c := range byte(utf8.RuneSelf) {
		if isDigit(c) {
			s.first[c] = numberWords | calendarWords
		} else if beginsMonth(c) {
			s.first[c] = calendarWords // a slip in its name tells, too
		}
	}
	return s
})

// mayBeIn is the sets that word may be in. It leaves out none that it is in.
func (s *soughtWords) mayBeIn(word []byte) sought {
	sets := s.alike[place2(word)][min(len(word), 63)] | s.first[word[0]]
	if word[len(word)-1] != 's' {
		return sets
	}
	if name := owner(word); len(name) < len(word) {
		sets = sets&^houseNames | ownerWords | s.alike[place2(name)][min(len(name), 63)]&houseNames
	}
	return sets
}

type soughtKey struct{ *lint.House }

// that gives the index of each word that may be in set, in order.
func (w wording) that(set sought) []int32 {
	return lint.Shared(w.Document, soughtKey{w.World.House}, w.sort)[bits.TrailingZeros8(uint8(set))]
}

func (w wording) sort() (found [8][]int32) {
	s := soughtIn(w.World.House)
	for i := range w.words {
		for sets := s.mayBeIn(w.text(i)); sets != 0; sets &= sets - 1 {
			list := &found[bits.TrailingZeros8(uint8(sets))]
			*list = append(*list, int32(i))
		}
	}
	return found
}
