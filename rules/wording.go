package rules

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// wording is the words of a text, for rules that look at several in a row.
type wording struct {
	*lint.Pass
	words []lint.Word
}

func readWords(p *lint.Pass) wording { return wording{p, p.Words()} }

// isEnglish reports whether the text is an original in English: rules about that language hold for nothing else.
func isEnglish(p *lint.Pass) bool { return p.Language() == "" && p.World.House.Original == "en" }

// text is word i; nothing outside of the text.
func (w wording) text(i int) []byte {
	if i < 0 || i >= len(w.words) {
		return nil
	}
	return w.Src[w.words[i].Start:w.words[i].End]
}

// runs reports whether words i to j of one block follow each other with blanks between them.
func (w wording) runs(i, j int) bool {
	if i < 0 || j >= len(w.words) {
		return false
	}
	for k := i + 1; k <= j; k++ {
		if w.words[k].Gap != lint.Blank {
			return false
		}
	}
	return true
}

// next is the word behind word i, if only a blank stands between them.
func (w wording) next(i int) []byte {
	if !w.runs(i, i+1) {
		return nil
	}
	return w.text(i + 1)
}

// before is the word before word i, if only a blank stands between them.
func (w wording) before(i int) []byte {
	if !w.runs(i-1, i) {
		return nil
	}
	return w.text(i - 1)
}

// begins reports whether word i begins a sentence.
func (w wording) begins(i int) bool {
	return w.words[i].Gap == lint.Opens || w.words[i].Gap == lint.Stop
}

// span is from the first byte of word i to the last of word j.
func (w wording) span(i, j int) lint.Span {
	return lint.Span{Start: w.words[i].Start, End: w.words[j].End}
}

// among reports whether word is one of list, which has a blank between its words.
func among(word []byte, list string) bool {
	if len(word) == 0 {
		return false
	}
	for from := 0; ; {
		i := strings.Index(list[from:], string(word))
		if i < 0 {
			return false
		}
		i += from
		end := i + len(word)
		if (i == 0 || list[i-1] == ' ') && (end == len(list) || list[end] == ' ') {
			return true
		}
		from = end
	}
}

// amongFold is among for a word in any case and a list in small letters.
func amongFold(word []byte, list string) bool {
	if len(word) == 0 || len(word) > 32 {
		return false
	}
	return among(lower(word), list)
}

// lower is word in small letters, of a to z only.
func lower(word []byte) []byte {
	for i, c := range word {
		if isCapital(c) {
			small := append([]byte(nil), word...)
			for k := i; k < len(small); k++ {
				if isCapital(small[k]) {
					small[k] |= 0x20
				}
			}
			return small
		}
	}
	return word
}

// isPlain reports whether word is of the letters a to z only.
func isPlain(word []byte) bool {
	for _, c := range word {
		if !isLetter(c) {
			return false
		}
	}
	return len(word) > 0
}

// inCaseOf writes right with a capital, or in capitals, if the word it replaces is.
func inCaseOf(wrong []byte, right string) string {
	if len(wrong) == 0 || len(right) == 0 || !isCapital(wrong[0]) {
		return right
	}
	if len(wrong) > 1 && !bytes.ContainsFunc(wrong, func(r rune) bool { return 'a' <= r && r <= 'z' }) {
		return strings.ToUpper(right)
	}
	return strings.ToUpper(right[:1]) + right[1:]
}

// owner is word without the 's of a genitive.
func owner(word []byte) []byte {
	if len(word) == 0 || word[len(word)-1] != 's' {
		return word
	}
	if s, ok := bytes.CutSuffix(word, []byte("'s")); ok {
		return s
	}
	s, _ := bytes.CutSuffix(word, []byte("’s"))
	return s
}

func hasCapital(word []byte) bool { return slices.ContainsFunc(word, isCapital) }
