package rules

import (
	"sync"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
)

// memories go from text to text.
var memories = sync.Pool{New: func() any { return new(english.Memory) }}

type oddWordsKey struct{}

// oddWords are the words that are not plainly words of English, by their index: those that no dictionary has, that hold
// other signs than letters, or that begin with two capitals. Most of a text are none. Words of one or two letters are
// left out.
func oddWords(w wording) []int {
	return lint.Shared(w.Document, oddWordsKey{}, func() []int {
		var odd []int
		memory := memories.Get().(*english.Memory)
		defer memories.Put(memory)
		for i := range w.words {
			text := owner(w.text(i))
			if len(text) >= 3 && (!memory.Knows(text) || isCapital(text[0]) && isCapital(text[1])) {
				odd = append(odd, i)
			}
		}
		return odd
	})
}
