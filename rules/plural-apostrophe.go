package rules

import (
	_ "embed"
	"fmt"

	"github.com/xsf/padpress/lint"
)

//go:embed plural-apostrophe.md
var pluralApostropheDoc string

var pluralApostrophe = &lint.Rule{
	Name: "plural-apostrophe", Doc: pluralApostropheDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		if !isEnglish(p) {
			return
		}
		w := readWords(p)
		for _, i := range w.that(ownerWords) {
			i := int(i)
			word, text := w.words[i], w.text(i)
			name := owner(text)
			if len(name) == len(text) || !isAbbreviation(name) || !meansSeveral(w, i) {
				continue
			}
			at := lint.Span{Start: word.Start + len(name), End: word.End}
			p.Report(lint.Finding{Span: word.Span, Message: fmt.Sprintf("plural %s with an apostrophe", quote(string(text))), Fix: lint.Replace(fmt.Sprintf("write %ss", name), at, "s")})
		}
	},
}

// isAbbreviation reports whether word is of two to five capitals.
func isAbbreviation(word []byte) bool {
	for _, c := range word {
		if !isCapital(c) {
			return false
		}
	}
	return 2 <= len(word) && len(word) <= 5
}

// meansSeveral reports whether the abbreviation at word i, which ends in 's, cannot own what follows: a number stands
// before it, or what follows is no thing. Summaries speak of XEPs in general.
func meansSeveral(w wording, i int) bool {
	if string(owner(w.text(i))) == "XEP" && w.Front.Span.Contains(w.words[i].Start) {
		return true
	}
	for k := i - 1; k >= max(0, i-2) && w.runs(k, i); k-- {
		if before := w.text(k); isDigits(before) && len(before) < 4 || amongFold(before, "two three four five six seven eight nine ten eleven twelve several many few these those some all other various") {
			return true
		}
	}
	if i+1 == len(w.words) || w.words[i+1].Gap == lint.Opens {
		return true
	}
	return among(w.next(i), "and or are were have from for in to of with which that by on at can will like such including as but also")
}
