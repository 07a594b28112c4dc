package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
)

//go:embed unusual-word.md
var unusualWordDoc string

var unusualWord = &lint.Rule{
	Name: "unusual-word", Doc: unusualWordDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		if !isEnglish(p) {
			return
		}
		u := usage{house: p.World.House, times: map[string]int{}}
		suspects := u.read(p)
		if n := len(suspects); n == 0 || n > 20 && n*strangest > len(p.Words()) {
			return
		}
		if p.World.Earlier != nil {
			for _, d := range p.World.Earlier() {
				q := *p
				q.Document = d
				u.read(&q)
			}
		}
		u.count()
		for _, i := range suspects[:min(len(suspects), mostStrange)] {
			u.check(p, i)
		}
	},
}

// often is how many times a word that no dictionary has must stand in this issue and the last ones to be known.
const often = 4

// strangest is how many words of an English text there are at least for one that no dictionary has, names included. It
// has some seventeen; other languages have five.
const strangest = 8

// longWord is how many letters a word has that is certainly meant, although the texts do not use it.
const longWord = 7

// mostStrange is how many such words are looked at: an issue has some sixty.
const mostStrange = 300

// read adds a text, and gives the words in it that no dictionary has.
func (u *usage) read(p *lint.Pass) []int {
	w := readWords(p)
	u.texts = append(u.texts, w)
	var unknown []int
	for _, i := range w.oddWords() {
		i := int(i)
		word, text := w.words[i], owner(w.text(i))
		if len(text) < 5 || len(text) > 24 || !isPlain(text) {
			continue
		}
		small := lower(text)
		if english.Known(small) || among(small, u.house.Words.Jargon) {
			continue
		}
		u.times[string(small)]++
		if !isPartOfMore(p.Src, word.Span) {
			unknown = append(unknown, i)
		}
	}
	return unknown
}

func (u *usage) check(p *lint.Pass, i int) {
	w := u.texts[0]
	text := owner(w.text(i))
	small := lower(text)
	if u.times[string(small)] > 2 || len(text) < 6 && !slices.ContainsFunc(text, isSmall) || w.inBoilerplate(i) && !isInSentence(w, i) || isForeign(w, i) {
		return
	}
	meant := u.names(text)
	isName := len(meant) > 0
	if !isName && (bytes.Equal(small, text) || isSentenceStart(w, i)) {
		meant = u.words(small)
	}
	if len(meant) == 0 || len(meant) > 3 || u.isListed(small) {
		return // nobody knows, or another rule says so
	}
	if isCapital(text[0]) {
		for k, right := range meant {
			meant[k] = strings.ToUpper(right[:1]) + right[1:]
		}
	}
	at := lint.Span{Start: w.words[i].Start, End: w.words[i].Start + len(text)}
	f := lint.Finding{Span: at, Message: fmt.Sprintf("%s is in no dictionary; is %s meant?", quote(string(text)), quote(strings.Join(meant, " or ")))}
	if len(meant) == 1 && (isName || len(small) >= longWord || u.uses(strings.ToLower(meant[0]))) {
		f.Fix = lint.Replace("write "+meant[0], at, meant[0])
	}
	p.Report(f)
}

// isListed reports whether a list says how word is to be written: that is spelling's to report, or product-name's.
func (u *usage) isListed(word []byte) bool {
	if _, ok := misspelling(word); ok {
		return true
	}
	for pair := range strings.SplitSeq(u.house.Words.Rewrites, ";") {
		wrong, _, _ := strings.Cut(pair, ">")
		if strings.EqualFold(strings.TrimSpace(wrong), string(word)) {
			return true
		}
	}
	return false
}

// isInSentence reports whether word i is no nickname in a list of those who helped: words in small letters stand around it.
func isInSentence(w wording, i int) bool {
	return w.runs(i-1, i+1) && isSmall(w.text(i - 1)[0]) && isSmall(w.text(i)[0]) && isSmall(w.text(i + 1)[0])
}

// isSentenceStart reports whether the capital of word i is that of a sentence and not of a name: that is long enough
// only where no other name follows.
func isSentenceStart(w wording, i int) bool {
	text, next := w.text(i), w.next(i)
	return w.begins(i) && len(text) > 6 && !hasCapital(text[1:]) && len(next) > 0 && isSmall(next[0])
}
