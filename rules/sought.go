package rules

import (
	"math/bits"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
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

// mayBeIn is the sets that word may be in. It leaves out none that it is in. name is the word without the 's of a genitive.
func (s *soughtWords) mayBeIn(word, name []byte) sought {
	sets := s.alike[place2(word)][min(len(word), 63)] | s.first[word[0]]
	if len(name) < len(word) {
		sets = sets&^houseNames | ownerWords | s.alike[place2(name)][min(len(name), 63)]&houseNames
	}
	return sets
}

// sortedWords are the words that rules look at, by their index, in order.
type sortedWords struct {
	in  [8][]int32 // each set
	odd []int32    // see oddWords
}

type sortedKey struct{ *lint.House }

func (w wording) sorted() sortedWords {
	return lint.Shared(w.Document, sortedKey{w.World.House}, w.sort)
}

// that gives each word that may be in set.
func (w wording) that(set sought) []int32 { return w.sorted().in[bits.TrailingZeros8(uint8(set))] }

// oddWords are the words of an English text that are not plainly words of English: those that no dictionary has, that hold
// other signs than letters, or that begin with two capitals. Most of a text are none. Words of one or two letters are
// left out.
func (w wording) oddWords() []int32 { return w.sorted().odd }

func (w wording) sort() (found sortedWords) {
	s, isEnglish := soughtIn(w.World.House), isEnglish(w.Pass)
	memory := memories.Get().(*english.Memory)
	defer memories.Put(memory)
	for i := range w.words {
		word := w.text(i)
		name := word
		if word[len(word)-1] == 's' {
			name = owner(word)
		}
		for sets := s.mayBeIn(word, name); sets != 0; sets &= sets - 1 {
			list := &found.in[bits.TrailingZeros8(uint8(sets))]
			*list = append(*list, int32(i))
		}
		if isEnglish && len(name) > 2 && (!memory.Knows(name) || isCapital(name[0]) && isCapital(name[1])) {
			found.odd = append(found.odd, int32(i))
		}
	}
	return found
}

// memories of words go from text to text.
var memories = sync.Pool{New: func() any { return new(english.Memory) }}
