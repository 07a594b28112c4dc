// Package english knows how English words are written. Nothing is read or built at the start: all look-ups go straight
// to the bytes of the files beside this one, which TestFiles makes anew from the lists that they come from.
package english

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
)

var (
	//go:embed known.bloom
	known string // all words, of American and British English and of some rarity

	//go:embed common.bloom
	common string // those that are no names and that most people know

	//go:embed misspelt.txt
	misspelt string // lines "wrong right" in the order of the wrong words

	//go:embed misspelt.bloom
	wrong string // the wrong words, as most words are none of them
)

// Known reports whether word, in small letters, is an English word or name. One of some thousand words that are none
// is taken for one.
func Known(word []byte) bool { return filter(known).has(word) }

// Common reports whether word, in small letters, is one that most people know.
func Common(word []byte) bool { return filter(common).has(word) && Known(word) }

// Correction is how word, in small letters, is written correctly, if people often misspell it in just this way and
// mean only one word by it.
func Correction(word []byte) (string, bool) {
	if !filter(wrong).has(word) {
		return "", false
	}
	low, high := 0, len(misspelt) // both are where a line begins
	for low < high {
		middle := low + (high-low)/2
		for middle > low && misspelt[middle-1] != '\n' {
			middle--
		}
		line := misspelt[middle:]
		same := 0
		for same < len(word) && line[same] == word[same] {
			same++
		}
		switch {
		case line[same] == ' ' && same == len(word):
			right, _, _ := strings.Cut(line[same+1:], "\n")
			return right, true
		case line[same] == ' ' || same < len(word) && line[same] < word[same]:
			low = middle + strings.IndexByte(line, '\n') + 1
		default:
			high = middle
		}
	}
	return "", false
}

// longest is the most letters of a word that Slips looks at.
const longest = 24

// moves is how far Slips moves a letter.
const moves = 3

// Slips lists the common words that word, in small letters, becomes if one letter is left out, added, replaced, or moved
// by a few places.
func Slips(word []byte) []string {
	if len(word) > longest {
		return nil
	}
	s := slips{word: word}
	s.begun[0] = uint64(offset) ^ uint64(len(common))
	for i, c := range word {
		s.begun[i+1] = (s.begun[i] ^ uint64(c)) * prime
	}
	for i, old := range word {
		if i == 0 || old != word[i-1] { // else it is the same word again
			s.try(i, nil, i+1)
		}
		for to := max(0, i-moves); to <= min(len(word)-1, i+moves); to++ {
			s.move(i, to)
		}
		s.letters(i, i+1, old)
	}
	s.letters(0, 0, 0)
	for i, before := range word {
		s.letters(i+1, i+1, before) // else it is the same word again
	}
	return s.found
}

// slips looks for what a word may be a slip of.
type slips struct {
	word  []byte
	begun [longest + 1]uint64 // the hash of its first letters
	found []string
}

// try is for the word with middle in place of the letters [i, j). Its hash is known before it is made.
func (s *slips) try(i int, middle []byte, j int) {
	h := s.begun[i]
	for _, c := range middle {
		h = (h ^ uint64(c)) * prime
	}
	for _, c := range s.word[j:] {
		h = (h ^ uint64(c)) * prime
	}
	s.look(h, i, middle, j)
}

// letters tries each letter but one in place of the letters [i, j), all at once: a processor multiplies many numbers in
// the time in which it multiplies one many times.
func (s *slips) letters(i, j int, but byte) {
	var all ['z' - 'a' + 1]uint64
	for k := range all {
		all[k] = (s.begun[i] ^ uint64('a'+k)) * prime
	}
	for _, c := range s.word[j:] {
		for k := range all {
			all[k] = (all[k] ^ uint64(c)) * prime
		}
	}
	for k, h := range all {
		if letter := byte('a' + k); letter != but {
			s.look(h, i, []byte{letter}, j)
		}
	}
}

// look makes the word of that hash if it is one that most people know.
func (s *slips) look(h uint64, i int, middle []byte, j int) {
	if !filter(common).holds(mixed(h)) {
		return
	}
	w := string(s.word[:i]) + string(middle) + string(s.word[j:])
	if Known([]byte(w)) && !slices.Contains(s.found, w) {
		s.found = append(s.found, w)
	}
}

// move tries the word with the letter at from at to instead.
func (s *slips) move(from, to int) {
	var buffer [moves + 1]byte
	i, j := min(from, to), max(from, to)+1
	middle := append(buffer[:0], s.word[i:j]...)
	if from < to {
		copy(middle, s.word[from+1:j])
		middle[to-from] = s.word[from]
	} else {
		copy(middle[1:], s.word[to:from])
		middle[0] = s.word[from]
	}
	if !bytes.Equal(middle, s.word[i:j]) {
		s.try(i, middle, j)
	}
}
