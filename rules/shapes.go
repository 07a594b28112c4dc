package rules

import "strings"

// shapes tells of most words at once that they are none of a list: by their length and their first two letters, in any
// case.
type shapes [256]uint64 // lengths as bits

func shapesOf(words ...string) *shapes {
	s := new(shapes)
	for _, w := range words {
		s.add(w)
	}
	return s
}

func (s *shapes) add(word string) {
	word = strings.ToLower(word)
	s[place2([]byte(word))] |= 1 << min(len(word), 63)
}

// mayHold is false for most words that are not on the list, and for none that is.
func (s *shapes) mayHold(word []byte) bool {
	return s[place2(word)]>>min(len(word), 63)&1 != 0
}

// place2 is where words stand that begin with the same two letters.
func place2(word []byte) byte {
	switch len(word) {
	case 0:
		return 0
	case 1:
		return (word[0] | 0x20) * 31
	}
	return (word[0]|0x20)*31 + (word[1] | 0x20)
}
