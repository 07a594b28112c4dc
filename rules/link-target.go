package rules

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed link-target.md
var linkTargetDoc string

var linkTarget = &lint.Rule{
	Name: "link-target", Doc: linkTargetDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		broken := brokenLinks(p.Document)
		for s := range running(p.Document) {
			for i := s.Start; i < s.End; i++ {
				if p.Src[i] == '[' && p.Class(i) == lint.Prose {
					if link, ok := lostLink(p, i); ok && !broken(i) {
						p.Reportf(link, "%s looks like a link and has no address", quote(p.Text(link)))
					}
				}
			}
		}
	},
}

// lostLink is what stands in the brackets that open at offset, with them. It is false where nobody would take that for
// the text of a link.
func lostLink(p *lint.Pass, offset int) (lint.Span, bool) {
	inner := p.Src[offset+1 : min(len(p.Src), offset+1+longestLost)]
	end := bytes.IndexAny(inner, "[]\n")
	if end < 3 || inner[end] != ']' {
		return lint.Span{}, false
	}
	text := string(inner[:end])
	s := lint.Span{Start: offset, End: offset + 1 + end + 1}
	switch {
	case !isLetterAt(p.Document, offset+1) && !isDigitByte(text[0]), strings.Trim(text, "0123456789 .") == "":
		return s, false // a footnote, a box to tick, or a quotation
	case strings.ContainsAny(text, ",!?…") || isAside(p, text):
		return s, false // a remark
	case isURL(text), isBesideLink(p, s), strings.IndexByte("([:{]", byteAt(p.Document, s.End)) >= 0:
		return s, false // says something of a link, or link-syntax reports it
	case p.Class(s.End-1) != lint.Prose:
		return s, false
	}
	return s, !isQuoted(p, offset)
}

// longestLost is in bytes: what is longer is no text of a link.
const longestLost = 120

// isAside reports whether text in brackets is a marker or a word that people put in brackets.
func isAside(p *lint.Pass, text string) bool {
	word, _, _ := strings.Cut(text, " ")
	typography := p.World.House.Typography
	return typography.Marker(word) != "" || slices.ContainsFunc(typography.Asides, func(a string) bool {
		return strings.EqualFold(a, strings.TrimRight(word, ":"))
	})
}

// isBesideLink reports whether a link or a bracket stands right before s.
func isBesideLink(p *lint.Pass, s lint.Span) bool {
	i := s.Start
	for i > 0 && isBlankByte(p.Src[i-1]) {
		i--
	}
	c := byteBefore(p.Document, i)
	return c == '\\' || c == ']' || c == ')' && p.Class(i-1) == lint.Markup || i == s.Start && isLetterBefore(p.Document, i)
}

// isQuoted reports whether a quotation was opened on the line before offset and is not closed there: what stands in
// brackets was put in by who quotes.
func isQuoted(p *lint.Pass, offset int) bool {
	from := max(p.Lines().Span(p.Lines().At(offset)).Start, offset-reach)
	before := p.Src[from:offset]
	return bytes.Count(before, []byte(`"`))%2 == 1 ||
		bytes.Count(before, []byte("“")) > bytes.Count(before, []byte("”")) || bytes.Count(before, []byte("«")) > bytes.Count(before, []byte("»"))
}
