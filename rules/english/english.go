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
)

// Known reports whether word, in small letters, is an English word or name. One of some thousand words that are none
// is taken for one.
func Known(word []byte) bool { return filter(known).has(word) }

// Common reports whether word, in small letters, is one that most people know.
func Common(word []byte) bool { return filter(common).has(word) && Known(word) }

// Correction is how word, in small letters, is written correctly, if people often misspell it in just this way and
// mean only one word by it.
func Correction(word []byte) (string, bool) {
	target := string(word)
	low, high := 0, len(misspelt) // both are where a line begins
	for low < high {
		middle := low + (high-low)/2
		middle = strings.LastIndexByte(misspelt[low:middle], '\n') + 1 + low
		line, _, _ := strings.Cut(misspelt[middle:high], "\n")
		wrong, right, _ := strings.Cut(line, " ")
		switch strings.Compare(wrong, target) {
		case 0:
			return right, true
		case -1:
			low = middle + len(line) + 1
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
	var found []string
	try := func(w []byte) {
		if Common(w) && !slices.Contains(found, string(w)) {
			found = append(found, string(w))
		}
	}
	var buffer [longest + 1]byte
	for i := range word {
		w := append(append(buffer[:0], word[:i]...), word[i+1:]...)
		if i == 0 || word[i] != word[i-1] { // else it is the same word again
			try(w)
		}
		w = append(buffer[:0], word...)
		for to := max(0, i-moves); to <= min(len(word)-1, i+moves); to++ {
			move(w, i, to)
			if !bytes.Equal(w, word) {
				try(w)
			}
			move(w, to, i)
		}
		for c := byte('a'); c <= 'z'; c++ {
			if w[i] = c; c != word[i] {
				try(w)
			}
		}
	}
	for i := 0; i <= len(word); i++ {
		w := append(append(append(buffer[:0], word[:i]...), 0), word[i:]...)
		for c := byte('a'); c <= 'z'; c++ {
			if w[i] = c; i == 0 || c != word[i-1] {
				try(w)
			}
		}
	}
	return found
}

// move takes the letter at from out of word and puts it back at to.
func move(word []byte, from, to int) {
	c := word[from]
	if from < to {
		copy(word[from:to], word[from+1:to+1])
	} else {
		copy(word[to+1:from+1], word[to:from])
	}
	word[to] = c
}
