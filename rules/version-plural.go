package rules

import (
	"bytes"
	_ "embed"

	"github.com/xsf/padpress/lint"
)

//go:embed version-plural.md
var versionPluralDoc string

var versionPlural = &lint.Rule{
	Name: "version-plural", Doc: versionPluralDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		if !isEnglish(p) {
			return
		}
		w := readWords(p)
		for _, i := range w.that(versionWords) {
			i := int(i)
			text := w.text(i)
			if len(text) > 2 && text[0] == 'h' && among(text, "has have") {
				checkReleased(w, i)
			}
			if len(text) < len("version") || len(text) > len("versions") || !amongFold(text, "version versions") || !isRelease(w.next(i)) {
				continue
			}
			n, last := versionsFrom(w, i+1)
			plural := text[len(text)-1] == 's'
			switch {
			case n > 1 && !plural:
				p.Report(lint.Finding{Span: w.words[i].Span, Message: "several versions, but " + quote(string(text)), Fix: lint.Replace("write "+string(text)+"s", w.words[i].Span, string(text)+"s")})
			case n == 1 && plural && isAlone(w, last):
				p.Report(lint.Finding{Span: w.words[i].Span, Message: "one version, but " + quote(string(text)), Fix: lint.Replace("write "+string(text[:len(text)-1]), w.words[i].Span, string(text[:len(text)-1]))})
			}
			if n > 1 && string(w.next(last)) == "has" {
				at := w.words[last+1].Span
				p.Report(lint.Finding{Span: at, Message: "several versions, but “has”", Fix: lint.Replace("write have", at, "have")})
			}
		}
	},
}

// checkReleased reports has and have, at word i, before been released, where the entry begins with several releases or
// with one: [Heron 1.0] and [1.1] has been released.
func checkReleased(w wording, i int) {
	if string(w.next(i)) != "been" || !among(w.next(i+1), "released published") {
		return
	}
	n, several := 0, false
	k := i - 1
	for ; k >= 0 && i-k < longestSubject; k-- {
		text := w.text(k)
		switch {
		case isRelease(text):
			n++
		case amongFold(text, "version versions has have"):
			return // as above, or another sentence
		case isAnd(text), isSmallWord(text) && endsInS(text) && len(text) > 3, amongFold(text, "both plus with as"):
			several = true
		}
		if w.begins(k) {
			break
		}
	}
	at := w.words[i].Span
	switch has := string(w.text(i)) == "has"; {
	case k < 0 || w.words[k].Gap != lint.Opens:
	case !has && n == 1 && !several && isRelease(w.before(i)) && w.runs(k, i):
		w.Report(lint.Finding{Span: at, Message: "one release, but “have”", Fix: lint.Replace("write has", at, "has")})
	case has && n > 1 && isRelease(w.before(i)) && isAnd(w.before(i-1)):
		w.Report(lint.Finding{Span: at, Message: "several releases, but “has”", Fix: lint.Replace("write have", at, "have")})
	}
}

// longestSubject is in words.
const longestSubject = 24

// versionsFrom counts the versions of a list that begins at word i: 1.0, 1.1 and 1.2. last is the last of them.
func versionsFrom(w wording, i int) (n, last int) {
	n, last = 1, i
	for i++; i < len(w.words) && w.words[i].Gap != lint.Opens; i++ {
		text := w.text(i)
		switch {
		case isRelease(text) && (w.words[i].Gap == lint.Sign && onlyCommas(w, i) || w.words[i].Gap == lint.Blank && isAnd(w.text(i-1))):
			n, last = n+1, i
		case !isAnd(text) || w.words[i].Gap == lint.Stop:
			return n, last
		}
	}
	return n, last
}

// isAlone reports whether what follows the one version at word i tells that no other is meant.
func isAlone(w wording, i int) bool {
	if i+1 == len(w.words) || w.begins(i+1) {
		return true
	}
	if w.words[i+1].Gap != lint.Blank || !among(w.text(i+1), "of for has is was with brings comes adds fixes") {
		return false
	}
	for k := i + 1; k < len(w.words) && !w.begins(k); k++ {
		if isRelease(w.text(k)) {
			return false // versions 1.0 of this and 2.0 of that
		}
	}
	return true
}

// isRelease reports whether word is one version. 1.x is several.
func isRelease(word []byte) bool {
	return isVersion(string(word)) && !bytes.HasSuffix(word, []byte("x"))
}

func isAnd(word []byte) bool { return string(word) == "and" || string(word) == "or" }

// onlyCommas reports whether commas are the only signs that readers see before word i.
func onlyCommas(w wording, i int) bool {
	for k := w.words[i-1].End; k < w.words[i].Start; k++ {
		if c := w.Src[k]; c != ' ' && c != '\n' && c != ',' && w.Class(k) != lint.Markup {
			return false
		}
	}
	return true
}
