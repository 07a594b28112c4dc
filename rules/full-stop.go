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
		for n := range lint.Each[ast.Node](p.Document) {
			if k := n.Kind(); k == ast.KindParagraph || k == ast.KindTextBlock {
				checkLast(p, n)
			}
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
	if !isSpaceByte(byteAt(p.Document, at+len(word))) || !slices.Contains(p.World.House.Typography.Openers, word) || l.Text.Len() == 0 || !isLetterBefore(p.Document, l.Text.End) && !isDigitByte(p.Src[l.Text.End-1]) {
		return
	}
	p.Reportf(lint.Span{Start: at, End: at + len(word)}, "no full stop between the link and the sentence that begins with %s", quote(word))
}

// checkLast looks at the end of a paragraph of an entry.
func checkLast(p *lint.Pass, n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 || n.NextSibling() != nil && n.NextSibling().Kind() == ast.KindList {
		return
	}
	end := lines.At(lines.Len() - 1).Stop
	for end > lines.At(0).Start && isSpaceByte(p.Src[end-1]) {
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
