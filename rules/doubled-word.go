package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

//go:embed doubled-word.md
var doubledWordDoc string

var doubledWord = &lint.Rule{
	Name: "doubled-word", Doc: doubledWordDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		may := ownLanguage(p).Twice
		w := readWords(p)
		kinds := kindsOf(w)
		for i := 1; i < len(w.words); i++ {
			if w.words[i].Gap != lint.Blank || !mayRepeat(kinds, i) {
				continue
			}
			n := repeated(w, i)
			if n == 0 || n == 1 && amongFold(w.text(i), may) {
				continue
			}
			at := w.span(i-n, i+n-1)
			p.Report(lint.Finding{Span: at, Message: fmt.Sprintf("%s stands twice", quote(p.Text(w.span(i, i+n-1)))), Fix: leaveOut(w, i-n, i, i+n-1)})
			i += n - 1
		}
	},
}

// mostRepeated is how many words in a row may be found to stand twice.
const mostRepeated = 6

// kindsOf has a number for each word that equal words share: of length and first letter.
func kindsOf(w wording) []uint16 {
	kinds := make([]uint16, len(w.words))
	for i, word := range w.words {
		c := w.Src[word.Start] | 0x20
		if c >= utf8.RuneSelf {
			c = 0 // in small letters it may begin with another byte
		}
		kinds[i] = uint16(word.Len())<<8 | uint16(c)
	}
	return kinds
}

// mayRepeat tells of most words that they begin nothing that was said before.
func mayRepeat(kinds []uint16, i int) bool {
	for n := 1; n <= min(mostRepeated, i); n++ {
		if n != 2 && kinds[i-n] == kinds[i] {
			return true
		}
	}
	return false
}

// repeated is how many words from word i on are those before it once more: one word, or three and more, since two
// repeat themselves on purpose (step by step by step).
func repeated(w wording, i int) int {
	for n := 1; n <= min(mostRepeated, i); n++ {
		if n != 2 && same(w, i-n, i) && w.runs(i-n, i+n-1) && repeats(w, i, n) {
			return n
		}
	}
	return 0
}

func repeats(w wording, i, n int) bool {
	for k := range n {
		if !same(w, i-n+k, i+k) {
			return false
		}
	}
	return !isDigits(w.text(i))
}

func same(w wording, i, j int) bool {
	return w.words[i].Len() == w.words[j].Len() && bytes.EqualFold(w.text(i), w.text(j))
}

// leaveOut drops words j to k, said before by words i to j-1; where the [ of a link stands before word j, it drops the
// first ones. It is nil where more than blanks would go with them.
func leaveOut(w wording, i, j, k int) *lint.Fix {
	s := lint.Span{Start: w.words[j-1].End, End: w.words[k].End}
	if between := w.Src[s.Start:w.words[j].Start]; bytes.HasSuffix(between, []byte(" [")) && !isCapital(w.text(i)[0]) {
		s = lint.Span{Start: w.words[i].Start, End: w.words[j].Start - 1}
	}
	if bytes.ContainsAny(w.Src[s.Start:s.End], "[]()*_`\n>") {
		return nil
	}
	return lint.Replace("leave one out", s, "")
}

func isDigits(word []byte) bool {
	for _, c := range word {
		if !isDigit(c) {
			return false
		}
	}
	return len(word) > 0
}
