package rules

import (
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
)

// nearby is how many words on either side tell about the language of one.
const nearby = 4

// isForeign reports whether word i of an English text seems to be of a title in another language: in a title one other
// strange word tells, in prose it may be a second slip.
func isForeign(w wording, i int) bool {
	n := foreignSigns(w, i)
	return n > 1 || n == 1 && w.words[i].Class == lint.LinkText || isMarked(w, i)
}

// foreignSigns counts the words near word i that English does not have.
func foreignSigns(w wording, i int) int {
	n := 0
	for k := max(0, i-nearby); k <= min(len(w.words)-1, i+nearby); k++ {
		if k == i || w.words[k].Block != w.words[i].Block || w.words[k].Class != w.words[i].Class {
			continue
		}
		if text := w.text(k); !same(w, k, i) && isStrange(w.World.House.Words, text) {
			n++
		}
	}
	return n
}

// isStrange reports whether word, in small letters, is none of English.
func isStrange(style lint.WordStyle, word []byte) bool {
	if len(word) < 2 || isCapital(word[0]) || '0' <= word[0] && word[0] <= '9' {
		return false
	}
	if word[0] < 0x80 && !isPlain(word) {
		for _, c := range word {
			if c >= 0x80 && c != 0xe2 && c != 0x80 && c != 0x99 { // letters of others, not ’
				return true
			}
		}
		return false
	}
	if len(word) < 5 {
		return among(word, style.Foreign)
	}
	return !english.Known(word) && !among(word, style.Jargon)
}

// farAhead is how many words behind a title its language may be named: an item of a list may have some hundreds.
const farAhead = 400

// isMarked reports whether word i stands in the text of a link, and its paragraph names another language behind it,
// as in [Titel](/x) [DE].
func isMarked(w wording, i int) bool {
	if w.words[i].Class != lint.LinkText {
		return false
	}
	for k := i + 1; k < min(len(w.words), i+farAhead) && w.words[k].Block == w.words[i].Block; k++ {
		s := w.words[k].Span
		if text := w.text(k); s.Start > 0 && (w.Src[s.Start-1] == '[' || w.Src[s.Start-1] == '(') && len(text) >= 2 && len(text) <= 5 &&
			isCapital(text[0]) && isCapital(text[1]) && (len(text) == 2 || text[2] == '_' || text[2] == '-') && string(text) != "EN" {
			if _, ok := w.World.House.Languages[string(lower(text[:2]))]; ok || len(text) > 2 || w.words[k].Class == lint.Prose {
				return true
			}
		}
	}
	return false
}
