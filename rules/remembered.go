package rules

import (
	"strings"
	"sync"
)

// asked is a text that something depends on: a heading, a name, a word; and what else it depends on, such as a language.
type asked struct{ text, about string }

// remembered is work that is done once for a text and not each time it stands somewhere: the issues of a newsletter have
// the same headings, and the same names that no dictionary has. Work may be done by several at a time, and nobody may
// change what it gives.
func remembered[T any](work func(asked) T) func(asked) T {
	var mu sync.RWMutex
	var known map[asked]T
	return func(a asked) T {
		if len(a.text) > longestRemembered {
			return work(a)
		}
		mu.RLock()
		value, ok := known[a]
		mu.RUnlock()
		if ok {
			return value
		}
		value = work(a)
		mu.Lock()
		defer mu.Unlock()
		if known == nil || len(known) == mostRemembered {
			known = map[asked]T{}
		}
		known[asked{strings.Clone(a.text), strings.Clone(a.about)}] = value // else it holds fast the whole text that a is part of
		return value
	}
}

// mostRemembered is how many texts are remembered, and longestRemembered how many bytes one may have, so that no text can
// fill the memory.
const (
	mostRemembered    = 1024
	longestRemembered = 256
)
