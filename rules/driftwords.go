package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
)

// reportWords says what a piece says now and did not say, in one finding at block k of the translation; numbers, which are
// the same in all languages, in findings of their own. Words of the links are explained.
func (d *drift) reportWords(was, is driftPiece, k int, links []keptLink) {
	hunks, ok := diffWords(was.words, is.words)
	if !ok {
		d.Report(lint.Finding{Span: firstLine(d.Pass, d.Blocks()[k].Span), Severity: lint.Note, Message: "the original says something else here now"})
		return
	}
	var said []string
	severity := lint.Note // for words, as nobody can know whether the translation ever shared them
	here := wordsIn(d.Document, d.Blocks()[k].Span)
	for _, h := range hunks {
		old, now := was.words[h.a0:h.a1], is.words[h.b0:h.b1]
		if n := len(old); len(now) == 0 && h.a0 >= n && strings.EqualFold(textOf(old), textOf(was.words[h.a0-n:h.a0])) {
			continue // they stood there twice
		}
		if holdsLink(old, links) || holdsLink(now, links) || isRepair(old, now, d.World.House.Original == "en") || saysAlready(here, old, now) || d.reportNumbers(old, now, here) {
			continue
		}
		if slices.ContainsFunc(now, func(w word) bool { return hasDigit(w.text) }) {
			severity = lint.Warning
		}
		said = append(said, d.reworded(old, now))
	}
	if len(said) == 0 {
		return
	}
	more := ""
	if n := len(said) - 1; n > 0 {
		more = fmt.Sprintf(", and %d %s in this paragraph", n, plural(n, "other change", "other changes"))
	}
	d.Report(lint.Finding{Span: firstLine(d.Pass, d.Blocks()[k].Span), Severity: severity, Message: said[0] + more})
}

// holdsLink reports whether words are the text of one of links, maybe with others around it.
func holdsLink(words []word, links []keptLink) bool {
	if len(words) == 0 {
		return false
	}
	s := spanOf(words)
	return slices.ContainsFunc(links, func(l keptLink) bool { return !l.picture && s.Start <= l.at.Start && l.at.Start <= s.End+len("](<") })
}

// reworded says what became of words.
func (d *drift) reworded(old, now []word) string {
	switch {
	case len(old) == 0:
		return "the original says " + quote(textOf(now)) + " here, too, now"
	case len(now) == 0:
		return "the original does not say " + quote(textOf(old)) + " any more"
	}
	return fmt.Sprintf("the original says %s now, not %s", quote(textOf(now)), quote(textOf(old)))
}

func textOf(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// saysAlready reports whether a translation that has these words here has followed a change: it has all the new ones, as it has
// names, numbers and code, or where words only went, none of those that are the same in all languages.
func saysAlready(here, old, now []word) bool {
	fresh := without(now, old)
	if len(fresh) > 0 {
		return len(without(fresh, here)) == 0
	}
	neutral := slices.DeleteFunc(without(old, now), func(w word) bool {
		return !hasDigit(w.text) && english.Known([]byte(strings.ToLower(w.text)))
	})
	return len(neutral) > 0 && len(without(neutral, here)) == len(neutral)
}

// without are those of words that others do not hold.
func without(words, others []word) []word {
	var left []word
	for _, w := range words {
		if !slices.ContainsFunc(others, func(o word) bool { return o.text == w.text }) {
			left = append(left, w)
		}
	}
	return left
}

// isRepair reports whether words were only spelt, joined or set in another way, which a translation does not share: they
// differ in hyphens and capitals, an article, an s, or a slip in a word that is none.
func isRepair(old, now []word, inEnglish bool) bool {
	a, b := squeezedWords(old), squeezedWords(now)
	if a == b {
		return true
	}
	if !inEnglish {
		return false
	}
	if isArticle(a) && isArticle(b) {
		return true
	}
	if len(old) != len(now) || hasDigit(a+b) {
		return false
	}
	for i := range old {
		if old[i].text != now[i].text && !isRepairedWord(strings.ToLower(old[i].text), strings.ToLower(now[i].text)) {
			return false
		}
	}
	return true
}

func isRepairedWord(old, now string) bool {
	if old == now || isArticle(old) && isArticle(now) || strings.TrimSuffix(old, "s") == strings.TrimSuffix(now, "s") {
		return true
	}
	return !english.Known([]byte(old)) && english.Known([]byte(now)) && editsWithin([]byte(old), []byte(now), 2)
}

func isArticle(word string) bool { return word == "" || word == "a" || word == "an" || word == "the" }

// squeezedWords are words in small letters without what joins and separates them.
func squeezedWords(words []word) string {
	return strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(textOf(words), " ", ""), "-", ""))
}

// reportNumbers is for words of which only numbers changed: it reports those that are still among the words of the
// translation here. It is false where other words changed, too.
func (d *drift) reportNumbers(old, now, here []word) bool {
	if len(old) != len(now) {
		return false
	}
	for i, w := range old {
		if w.text != now[i].text && !(hasDigit(w.text) && hasDigit(now[i].text)) {
			return false
		}
	}
	for i, w := range old {
		if w.text == now[i].text {
			continue
		}
		same := slices.DeleteFunc(slices.Clone(here), func(x word) bool { return x.text != w.text })
		if len(same) == 0 {
			continue // it has the new one, or says it in words
		}
		f := lint.Finding{Span: same[0].Span, Message: fmt.Sprintf("the original says %s now, not %s", quote(now[i].text), quote(w.text))}
		if len(same) == 1 && d.Text(same[0].Span) == w.text {
			f.Fix = lint.Replace("write "+quote(now[i].text), same[0].Span, now[i].text)
		}
		d.Report(f)
	}
	return true
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
