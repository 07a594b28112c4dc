package rules

import (
	"bytes"
	_ "embed"
	"fmt"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
)

//go:embed article.md
var articleDoc string

var article = &lint.Rule{
	Name: "article", Doc: articleDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		if !isEnglish(p) {
			return
		}
		w := readWords(p)
		for _, i := range w.that(articleWords) {
			i := int(i)
			if text := lower(w.text(i)); among(text, "a an") && i+1 < len(w.words) && w.runs(i, i+1) {
				checkArticle(w, i)
			}
		}
	},
}

func checkArticle(w wording, i int) {
	text, behind := string(w.text(i)), w.text(i+1)
	report := func(message, right string) {
		if isForeign(w, i+1) {
			return
		}
		at := w.words[i].Span
		right = inCaseOf(w.text(i)[:1], right)
		w.Report(lint.Finding{Span: at, Message: fmt.Sprintf("%s before %s%s", quote(text), quote(string(behind)), message), Fix: lint.Replace("write "+right, at, right)})
	}
	switch vowel, known := soundsVowel(w.World.House.Words, behind); {
	case text == "an" && isJoined(w, i):
		report(" is meant to be “and”", "and")
	case !known || len(text) == 2 && text[1] == 'N':
	case len(text) == 1 && vowel && (text == "a" || w.begins(i)):
		report("", "an")
	case len(text) == 2 && !vowel:
		report("", "a")
	}
}

// isJoined reports whether the an at word i can only be an and: no article stands before what follows, or names stand
// on both sides.
func isJoined(w wording, i int) bool {
	if among(w.text(i+1), "more many the its their his her our your this these is was are has have several others then also from with without for by") {
		return true
	}
	names := w.World.House.Words.Names
	return i > 0 && w.runs(i-1, i) && among(w.text(i-1), names) && among(w.text(i+1), names)
}

// soundsVowel reports whether word is spoken with a vowel first; known is false where that is not certain.
func soundsVowel(style lint.WordStyle, word []byte) (vowel, known bool) {
	head, _, _ := bytes.Cut(word, []byte("-"))
	head, _, _ = bytes.Cut(head, []byte("/"))
	switch head = owner(head); {
	case len(head) == 0:
		return false, false
	case among(head, style.An):
		return true, true
	case among(head, style.A):
		return false, true
	case isDigits(head):
		return head[0] == '8' || string(head) == "11" || string(head) == "18", true
	case len(head) < 3 || !isSmall(head[0]) || !isPlain(head) || !english.Known(head):
		return false, false
	}
	return startsVowel(head)
}

// startsVowel is soundsVowel for an English word.
func startsVowel(word []byte) (vowel, known bool) {
	has := func(starts ...string) bool {
		for _, s := range starts {
			if bytes.HasPrefix(word, []byte(s)) {
				return true
			}
		}
		return false
	}
	switch word[0] {
	case 'a', 'i':
		return true, true
	case 'e':
		return !has("eu", "ew"), true
	case 'o':
		return true, !has("one", "once", "oui")
	case 'u':
		if has("uni", "use", "usu", "uti", "uto", "ure", "ura", "una", "eu", "ubi", "uku") {
			return false, has("use", "usu", "uti", "unit", "uniq", "unive", "unifi", "unio", "uniform")
		}
		return true, has("un", "up", "ul", "ug")
	case 'h':
		return false, !has("hour", "hono", "hones", "heir", "herb", "hist", "hot", "hab", "hyp", "hy")
	}
	return false, true
}
