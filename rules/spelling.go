package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
)

//go:embed spelling.md
var spellingDoc string

var spelling = &lint.Rule{
	Name: "spelling", Doc: spellingDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		checkHomoglyphs(p)
		if !isEnglish(p) {
			return
		}
		w := readWords(p)
		for _, i := range w.oddWords() {
			i := int(i)
			word, text := w.words[i], owner(w.text(i))
			if isPartOfMore(p.Src, word.Span) {
				continue
			}
			right, ok := misspelling(text)
			if !ok || isForeign(w, i) {
				continue
			}
			at := lint.Span{Start: word.Start, End: word.Start + len(text)}
			p.Report(lint.Finding{Span: at, Message: fmt.Sprintf("%s is written %s", quote(string(text)), quote(right)), Fix: lint.Replace("write "+right, at, right)})
		}
	},
}

// misspelling is how word is written, if a list has it or its slip can be seen by itself.
func misspelling(word []byte) (string, bool) {
	if !isPlain(word) {
		return withoutColon(word)
	}
	if isSmall(word[0]) && english.Known(word) {
		return "", false // most words are
	}
	if isHalfCapital(word) && english.Common(lower(word)) {
		return inCaseOf(word[:1], string(lower(word))), true
	}
	if hasCapital(word[1:]) && slices.ContainsFunc(word, isSmall) {
		return "", false // capitals inside: a name
	}
	small := lower(word)
	if english.Known(small) {
		return "", false
	}
	if right, ok := english.Correction(small); ok {
		return inCaseOf(word, right), true
	}
	if right, ok := withoutTriple(small); ok && !isCapital(word[1]) {
		return inCaseOf(word, right), true
	}
	return "", false
}

// withoutColon finds a colon that slipped into a word: newslet:ter.
func withoutColon(word []byte) (string, bool) {
	i := bytes.IndexByte(word, ':')
	if i < 0 || i+1 == len(word) || !isSmall(word[i+1]) || bytes.Count(word, []byte(":")) > 1 {
		return "", false
	}
	joined := string(word[:i]) + string(word[i+1:])
	ok := isPlain([]byte(joined)) && english.Common(lower([]byte(joined))) && !(english.Known(lower(word[:i])) && english.Known(word[i+1:]))
	return joined, ok
}

// isHalfCapital reports whether only the first two letters are capitals, as in THe. A plural, as in PRs, is none.
func isHalfCapital(word []byte) bool {
	rest := word[2:]
	return isCapital(word[0]) && isCapital(word[1]) && !hasCapital(rest) && string(rest) != "s"
}

// withoutTriple is word with two of three equal letters, or one, if that makes it a word.
func withoutTriple(word []byte) (string, bool) {
	for i := 2; i < len(word); i++ {
		if word[i] != word[i-1] || word[i] != word[i-2] {
			continue
		}
		for drop := 1; drop <= 2; drop++ {
			w := append(append([]byte(nil), word[:i-drop]...), word[i:]...)
			if english.Common(w) {
				return string(w), true
			}
		}
		return "", false
	}
	return "", false
}
