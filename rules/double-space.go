package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

//go:embed double-space.md
var doubleSpaceDoc string

var doubleSpace = &lint.Rule{
	Name: "double-space", Doc: doubleSpaceDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		hard := p.Language() == "" && bytes.Contains(p.Src, []byte(noBreak))
		var found []lint.Finding
		behind := 0 // one run may go over the end of a stretch
		for _, m := range p.Marks() {
			if c := p.Src[m.At]; m.At < behind || !isBlank(c) && (!hard || c != noBreak[0]) {
				continue
			}
			if run := blanks(p, m.At, hard); run.Len() > 0 {
				if f, bad := checkBlanks(p, run); bad {
					found = append(found, f)
				}
				behind = run.End
			}
		}
		reportHabit(p, found, "write one blank in each place")
	},
}

// noBreak is a blank at which no line is broken; it comes from copying out of a page.
const noBreak = "\u00a0"

// blanks is the run of blanks that begins at offset; with hard those count that break no line.
func blanks(p *lint.Pass, offset int, hard bool) lint.Span {
	s := lint.Span{Start: offset, End: offset}
	for s.End < len(p.Src) {
		switch {
		case isBlank(p.Src[s.End]):
			s.End++
		case hard && bytes.HasPrefix(p.Src[s.End:], []byte(noBreak)):
			s.End += len(noBreak)
		default:
			return s
		}
	}
	return s
}

// checkBlanks is what there is to say of the blanks at s, unless they are one, or stand at the edge of a line.
func checkBlanks(p *lint.Pass, s lint.Span) (lint.Finding, bool) {
	text := p.Text(s)
	if text == " " || isSpace(byteBefore(p.Document, s.Start)) || isSpace(byteAt(p.Document, s.End)) || p.Class(s.End-1) == lint.Markup {
		return lint.Finding{}, false
	}
	what := "several blanks"
	switch {
	case text == "\t":
		what = "tab"
	case text == noBreak:
		if isDigit(byteBefore(p.Document, s.Start)) {
			return lint.Finding{}, false // between a number and its unit
		}
		what = "blank that breaks no line"
	case isHole(p, s):
		return lint.Finding{}, false // xep-gap's to report: the blanks must not go before the word is found
	case utf8.RuneCountInString(text) == 2:
		what = "two blanks"
	}
	return lint.Finding{Span: s, Message: fmt.Sprintf("%s in %s", what, quote(around(p.Document, s))), Fix: lint.Replace("write one blank", s, " ")}, true
}

// isHole reports whether a word was evidently lost between the blanks at s: in the change notes of a specification,
// whose elements vanish where they are taken for HTML.
func isHole(p *lint.Pass, s lint.Span) bool {
	return p.Language() == "" && joinsWords(wordBefore(p, s.Start)) && (joinsWords(wordAt(p, s.End)) || byteAt(p.Document, s.End) == '(') &&
		inSection(p, s.Start, p.World.House.Typography.ChangeNotes)
}

// joinsWords reports whether word stands before or behind another one that says something.
func joinsWords(word string) bool {
	switch word {
	case "a", "an", "and", "as", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to", "with":
		return true
	}
	return false
}
