package english

import "encoding/binary"

// Memory remembers what was said of the last words, as texts repeat most of theirs. Its zero value is empty. It is for
// one goroutine.
type Memory struct {
	known   [2048]remembered
	strange [1024]remembered
}

// remembered is a word of up to sixteen letters, in small letters.
type remembered [2]uint64

// Knows is Known for word in any case; it is false for a word that holds anything but letters from a to z.
func (m *Memory) Knows(word []byte) bool {
	if len(word) == 0 || len(word) > 16 || cap(word) < 16 {
		return knows(word)
	}
	letters := remembered{binary.LittleEndian.Uint64(word[:8]) | smaller, binary.LittleEndian.Uint64(word[8:16]) | smaller}
	if len(word) > 8 {
		letters[1] &= 1<<(8*len(word)-64) - 1
	} else {
		letters[0] &= 1<<(8*len(word)) - 1
		letters[1] = 0
	}
	place := (letters[0] ^ letters[1]*offset) * prime >> 53
	if m.known[place] == letters {
		return true // it is of letters, or it would not stand there
	}
	if m.strange[place%uint64(len(m.strange))] == letters {
		return false
	}
	if !knows(word) {
		m.strange[place%uint64(len(m.strange))] = letters
		return false
	}
	m.known[place] = letters
	return true
}

// smaller makes small letters of eight letters.
const smaller = 0x2020202020202020

func knows(word []byte) bool {
	h := uint64(offset) ^ uint64(len(known))
	for _, c := range word {
		c |= 0x20
		if c-'a' > 'z'-'a' {
			return false
		}
		h = (h ^ uint64(c)) * prime
	}
	return filter(known).holds(mixed(h))
}
