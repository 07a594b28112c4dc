package rules

import (
	_ "embed"
	"fmt"

	"github.com/xsf/padpress/lint"
)

//go:embed agreement.md
var agreementDoc string

var agreement = &lint.Rule{
	Name: "agreement", Doc: agreementDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		if !isEnglish(p) {
			return
		}
		w := readWords(p)
		for _, i := range w.that(agreeingWords) {
			i := int(i)
			switch string(lower(w.text(i))) {
			case "this":
				checkThis(w, i)
			case "these":
				checkThese(w, i)
			case "a":
				if among(w.next(i), plurals) && !w.begins(i+1) && string(w.next(i+1)) == "of" {
					right := w.next(i)
					replaceWord(w, i, i+1, string(right[:len(right)-1]))
				}
			case "several", "many", "few", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten":
				if among(w.next(i), "week month year") && !among(w.next(i+1), "old long period") {
					replaceWord(w, i, i+1, string(w.next(i))+"s")
				}
			case "has", "have", "had":
				checkPerfect(w, i)
			case "it's", "it’s":
				checkIts(w, i)
			}
		}
	},
}

// agreeing are the words that this rule looks at.
const agreeing = "this these a several many few two three four five six seven eight nine ten has have had it's it’s"

const (
	singular = "release version update article month issue change feature client server library plugin project"
	plurals  = "releases versions lists articles features clients servers plugins projects"

	// bases are verbs whose base form is hardly ever a noun.
	bases = "bring include introduce contain come provide add have discuss describe enable allow improve"
)

// checkThese reports these release, and these release brings.
func checkThese(w wording, i int) {
	noun, verb := w.next(i), w.next(i+1)
	switch {
	case !among(noun, singular):
	case among(verb, "brings includes introduces contains comes provides adds fixes improves focuses enables has is was"):
		replaceWord(w, i, i, inCaseOf(w.text(i)[:1], "this"))
	case !endsInS(verb) && !startsObject(w, i+2):
		replaceWord(w, i, i+1, string(noun)+"s")
	}
}

// checkThis reports this releases, and this version bring.
func checkThis(w wording, i int) {
	noun, verb := w.next(i), w.next(i+1)
	switch {
	case among(noun, "releases versions articles updates changes features"):
		switch {
		case among(verb, bases+" are were"):
			replaceWord(w, i, i, inCaseOf(w.text(i)[:1], "these"))
		case !startsObject(w, i+2) || among(noun, "versions articles"): // else it is a verb: this updates the text
			replaceWord(w, i, i+1, string(noun[:len(noun)-1]))
		}
	case w.words[i].Gap != lint.Blank && among(noun, singular) && among(verb, bases):
		replaceWord(w, i+1, i+2, third(string(verb)))
	}
}

// third is the form of verb that goes with he, she and it.
func third(verb string) string {
	switch verb {
	case "have":
		return "has"
	case "discuss":
		return "discusses"
	}
	return verb + "s"
}

// startsObject reports whether word i, behind a blank, begins what a verb before it may act on.
func startsObject(w wording, i int) bool {
	return among(w.next(i-1), "the a an its their our your all some many several how what that this these how when where from to")
}

// checkPerfect reports has been release, and has publish.
func checkPerfect(w wording, i int) {
	verb := i + 1
	list := "publish announce introduce receive implement"
	if string(w.next(i)) == "been" {
		verb, list = i+2, "release publish announce update add fix improve propose defer remove deprecate introduce merge rename replace implement integrate"
	} else if among(w.text(verb), "release update") && among(w.next(verb), "version versions its the a an") {
		list = "release update" // else a noun: it has release notes
	}
	if !w.runs(i, verb) || !among(w.text(verb), list) {
		return
	}
	replaceWord(w, verb-1, verb, participle(string(w.text(verb))))
}

func participle(verb string) string {
	switch {
	case verb == "defer":
		return "deferred"
	case verb[len(verb)-1] == 'e':
		return verb + "d"
	}
	return verb + "ed"
}

// checkIts reports it's where only its can stand: behind of and with, before own, and before a number that is an
// anniversary's.
func checkIts(w wording, i int) {
	before, next := w.before(i), w.next(i)
	anniversary := len(next) > 2 && isDigits(next[:1]) && isSmall(next[len(next)-1]) &&
		among(before, "hold holds held celebrate celebrates celebrated reach reaches reached see sees for at")
	if among(before, "of") || string(next) == "own" || anniversary ||
		among(before, "with from into via") && len(next) > 0 && !among(next, "a an the not been now just still all only also being very so too time") {
		at := w.words[i].Span
		right := string(w.text(i)[:2]) + "s"
		w.Report(lint.Finding{Span: at, Message: fmt.Sprintf("%s stands for “it is”", quote(w.Text(at))), Fix: lint.Replace("write "+right, at, right)})
	}
}

func endsInS(word []byte) bool { return len(word) > 0 && word[len(word)-1] == 's' }

// replaceWord reports that word i and the one behind it do not agree, as word wrong, one of them, shows.
func replaceWord(w wording, i, wrong int, right string) {
	both, at := w.span(i, i+1), w.words[wrong].Span
	w.Report(lint.Finding{Span: both, Message: fmt.Sprintf("%s does not agree", quote(w.Text(both))), Fix: lint.Replace("write "+right, at, right)})
}
