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
		behind := 0 // what was reported last
		near := nearWords{}
		for i := range w.words {
			if !near.mayRepeat(w, i) || w.words[i].Gap != lint.Blank || i < behind {
				continue
			}
			n := repeated(w, i)
			if n == 0 || n == 1 && amongFold(w.text(i), may) {
				continue
			}
			at := w.span(i-n, i+n-1)
			p.Report(lint.Finding{Span: at, Message: fmt.Sprintf("%s stands twice", quote(p.Text(w.span(i, i+n-1)))), Fix: leaveOut(w, i-n, i, i+n-1)})
			behind = i + n
		}
	},
}

// mostRepeated is how many words in a row may be found to stand twice.
const mostRepeated = 6

// nearWords is where the last word stood, counted from 1, of each length and first letter.
type nearWords [32][64]int32

// mayRepeat tells of most words that they begin nothing that was said before. It is asked for each word in turn.
func (n *nearWords) mayRepeat(w wording, i int) bool {
	word := w.words[i]
	c := w.Src[word.Start]
	if c >= utf8.RuneSelf {
		c = 0 // in small letters it may begin with another byte
	}
	last := &n[word.Len()%32][c&0x1f|c>>1&0x20]
	near := *last > 0 && i+1-int(*last) <= mostRepeated
	*last = int32(i + 1)
	return near
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
