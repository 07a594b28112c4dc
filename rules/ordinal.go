package rules

import (
	_ "embed"
	"fmt"

	"github.com/xsf/padpress/lint"
)

//go:embed ordinal.md
var ordinalDoc string

var ordinal = &lint.Rule{
	Name: "ordinal", Doc: ordinalDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		if !isEnglish(p) {
			return
		}
		w := readWords(p)
		for _, i := range w.that(numberWords) {
			word, text := w.words[i], w.text(int(i))
			n := len(text) - 2
			if n < 1 || n > 4 || !isDigits(text[:n]) {
				continue
			}
			ending := string(lower(text[n:]))
			right := ordinalEnding(text[:n])
			if !among([]byte(ending), "st nd rd th") || ending == right {
				continue
			}
			at := lint.Span{Start: word.Start + n, End: word.End}
			p.Report(lint.Finding{Span: word.Span, Message: fmt.Sprintf("%s has the wrong ending", quote(string(text))),
				Fix: lint.Replace(fmt.Sprintf("write %s%s", text[:n], right), at, right)})
		}
	},
}

// ordinalEnding is what follows number: 1st, 2nd, 3rd, 4th, but 11th.
func ordinalEnding(number []byte) string {
	last := number[len(number)-1]
	if len(number) > 1 && number[len(number)-2] == '1' {
		return "th"
	}
	switch last {
	case '1':
		return "st"
	case '2':
		return "nd"
	case '3':
		return "rd"
	}
	return "th"
}
