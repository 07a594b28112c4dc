package rules

import (
	_ "embed"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed full-stop.md
var fullStopDoc string

var fullStop = &lint.Rule{
	Name: "full-stop", Doc: fullStopDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		if p.Language() != "" {
			return // words that begin sentences are not known there
		}
		for l := range inlineLinks(p.Document) {
			checkBetween(p, l)
		}
		checkInside(p)
		for _, b := range p.Blocks() {
			checkLast(p, b.Node)
		}
	},
}

// checkBetween looks for a sentence that begins behind the link while the one before has not ended.
func checkBetween(p *lint.Pass, l lint.LinkSource) {
	at := l.All.End
	if byteAt(p.Document, at) != ' ' || p.Class(at+1) != lint.Prose {
		return
	}
	at++
	if c := byteAt(p.Document, at); c < 'A' || 'Z' < c {
		return
	}
	word := wordAt(p, at)
	if !isSpace(byteAt(p.Document, at+len(word))) || !slices.Contains(p.World.House.Typography.Openers, word) || l.Text.Len() == 0 || !isLetterBefore(p.Document, l.Text.End) && !isDigit(p.Src[l.Text.End-1]) {
		return
	}
	p.Reportf(lint.Span{Start: at, End: at + len(word)}, "no full stop between the link and the sentence that begins with %s", quote(word))
}

// checkInside looks for a sentence that begins behind a word in small letters, which only a full stop can part from it.
func checkInside(p *lint.Pass) {
	w := readWords(p)
	for _, i := range w.that(openerWords) {
		i := int(i)
		text := w.text(i)
		if i == 0 || i+1 == len(w.words) || !isCapital(text[0]) || w.words[i].Class != lint.Prose || w.words[i-1].Class != lint.Prose || len(text) < 2 {
			continue
		}
		before, next := w.before(i), w.next(i)
		if len(before) < 2 || len(next) == 0 || !isSmallWord(before) && !(among(text, "This These") && among(next, "version versions release releases update updates")) || !isSmall(next[0]) || p.Src[w.words[i].Start-1] != ' ' || p.Src[w.words[i-1].End] != ' ' ||
			!slices.ContainsFunc(p.World.House.Typography.Openers, func(o string) bool { return o == string(text) }) || isHeadingLine(p, w.words[i].Start) {
			continue
		}
		p.Reportf(w.words[i].Span, "no full stop between %s and the sentence that begins with %s", quote(string(before)), quote(string(text)))
	}
}

// isSmallWord reports whether word is of small letters only.
func isSmallWord(word []byte) bool { return isPlain(word) && !hasCapital(word) }

// isHeadingLine reports whether the line at offset is a heading, where any word may have a capital.
func isHeadingLine(p *lint.Pass, offset int) bool {
	return byteAt(p.Document, p.Lines().Span(p.Lines().At(offset)).Start) == '#'
}

// checkLast looks at the end of a paragraph of an entry.
func checkLast(p *lint.Pass, n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 || n.NextSibling() != nil && n.NextSibling().Kind() == ast.KindList {
		return
	}
	end := lines.At(lines.Len() - 1).Stop
	for end > lines.At(0).Start && isSpace(p.Src[end-1]) {
		end--
	}
	if end-lines.At(0).Start < shortestSentence || !isLetter(p.Src[end-1]) || p.Class(end-1) != lint.Prose || !hasLink(n) {
		return
	}
	word := lint.Span{Start: end - len(wordBefore(p, end)), End: end}
	if word.Len() > 1 && p.Src[word.Start] >= 'a' && inSection(p, end, p.World.House.Typography.Sentences) {
		p.Report(lint.Finding{Span: word, Message: "no full stop at the end of the entry, behind " + quote(p.Text(word)),
			Fix: lint.Replace("add it", lint.Span{Start: end, End: end}, ".")})
	}
}

// shortestSentence is in bytes: a shorter entry is a name with a link.
const shortestSentence = 60

// hasLink reports whether a link stands in the paragraph itself.
func hasLink(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}
