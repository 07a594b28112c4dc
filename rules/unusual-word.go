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

// mostStrange is how many such words are looked at: an issue has some sixty.
const mostStrange = 300

// usage is what an issue and those before it write.
type usage struct {
	house *lint.House
	texts []wording      // the issue first
	times map[string]int // words that no dictionary has, in small letters
}

// read adds a text, and gives the words in it that no dictionary has.
func (u *usage) read(p *lint.Pass) []int {
	w := readWords(p)
	u.texts = append(u.texts, w)
	var unknown []int
	for i, word := range w.words {
		text := owner(w.text(i))
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
	if u.times[string(small)] > 2 || w.inBoilerplate(i) && !isInSentence(w, i) || isForeign(w, i) {
		return
	}
	meant := u.names(text)
	if len(meant) == 0 && (bytes.Equal(small, text) || isSentenceStart(w, i)) {
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
	if len(meant) == 1 {
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
	return w.begins(i) && len(text) > 6 && bytes.Equal(lower(text)[1:], text[1:]) && len(next) > 0 && isSmall(next[0])
}

// names lists the names and terms that word may be a slip of: the house's, else those that are used often.
func (u *usage) names(word []byte) []string {
	var found []string
	list, enough := u.house.Words.Names, often
	if isSmall(word[0]) {
		list += " " + u.house.Words.Jargon
	} else if bytes.Equal(word[1:], lower(word[1:])) {
		enough = 2 * often // people's names are alike
	}
	for name := range strings.FieldsSeq(list) {
		if isSlipOf(word, name) {
			found = append(found, name)
		}
	}
	if len(found) > 0 {
		return found
	}
	for other, n := range u.times {
		if n >= enough && isSlipOf(word, other) {
			found = append(found, u.asWritten(other))
		}
	}
	slices.Sort(found)
	return found
}

// asWritten is small with the capitals it has where it is first used.
func (u *usage) asWritten(small string) string {
	for _, t := range u.texts {
		for i, word := range t.words {
			if word.Len() >= len(small) && strings.EqualFold(string(owner(t.text(i))), small) {
				return string(owner(t.text(i)))
			}
		}
	}
	return small
}

// words lists the common words that word may be a slip of: of several those that the texts use, if there are any.
func (u *usage) words(word []byte) []string {
	found := english.Slips(word)
	if len(found) == 1 {
		return found
	}
	if len(found) == 0 {
		return u.farther(word)
	}
	var used []string
	for _, right := range found {
		if u.uses(right) {
			used = append(used, right)
		}
	}
	if len(used) > 0 {
		return used
	}
	return found
}

// uses reports whether the texts have word, in small letters.
func (u *usage) uses(word string) bool {
	for _, t := range u.texts {
		for _, other := range t.words {
			if other.Len() == len(word) && string(t.Src[other.Start:other.End]) == word {
				return true
			}
		}
	}
	return false
}

// farther finds the first common word of the texts that two slips make of a long word.
func (u *usage) farther(word []byte) []string {
	if len(word) < 8 {
		return nil
	}
	for _, t := range u.texts {
		for _, other := range t.words {
			if d := other.Len() - len(word); d < -2 || d > 2 || t.Src[other.Start] != word[0] {
				continue
			}
			if text := t.Src[other.Start:other.End]; twoSlips(word, text) && english.Common(text) {
				return []string{string(text)}
			}
		}
	}
	return nil
}
