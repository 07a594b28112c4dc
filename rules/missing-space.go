package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed missing-space.md
var missingSpaceDoc string

var missingSpace = &lint.Rule{
	Name: "missing-space", Doc: missingSpaceDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		var markers []lint.Finding
		for l := range inlineLinks(p.Document) {
			checkBeforeLink(p, l)
			if f, glued := behindLink(p, l.All.End); glued && isMarkerAt(p, l.All.End) {
				markers = append(markers, f)
			} else if glued {
				p.Report(f)
			}
		}
		reportMarkers(p, markers)
		for s := range running(p.Document) {
			for i := s.Start + 1; i+1 < s.End; i++ {
				switch p.Src[i] {
				case ',':
					checkComma(p, i)
				case '(':
					checkOpening(p, i)
				case ')':
					checkClosing(p, i)
				case '.', '!', '?':
					checkEnd(p, i)
				}
			}
		}
	},
}

// glued is a missing blank at offset, between the words around it.
func glued(p *lint.Pass, offset int, what string) lint.Finding {
	s := lint.Span{Start: offset, End: offset}
	shown := lint.Span{Start: offset - 1, End: min(len(p.Src), offset+1)}
	return lint.Finding{Span: shown, Message: fmt.Sprintf("no blank %s in %s", what, quote(around(p.Document, shown))), Fix: lint.Replace("add a blank", s, " ")}
}

// checkBeforeLink looks at what stands before the link's bracket.
func checkBeforeLink(p *lint.Pass, l lint.LinkSource) {
	at := l.All.Start
	if at == 0 || p.Class(at-1) != lint.Prose {
		return
	}
	switch c := p.Src[at-1]; {
	case isLetterBefore(p.Document, at), isDigitByte(c), strings.IndexByte(",;:.!?)", c) >= 0:
		p.Report(glued(p, at, "before the link"))
	}
}

// behindLink looks at what stands behind the link that ends at offset.
func behindLink(p *lint.Pass, offset int) (lint.Finding, bool) {
	switch c := byteAt(p.Document, offset); {
	case c == '[' || c == '(' && p.Class(offset) == lint.Prose:
		return glued(p, offset, "behind the link"), true
	case isLetterAt(p.Document, offset) && len(wordAt(p, offset)) > 2:
		return glued(p, offset, "behind the link"), true
	case strings.IndexByte(",;:.!?", c) >= 0 && isLetterAt(p.Document, offset+1):
		return glued(p, offset+1, "behind the sign"), true
	}
	return lint.Finding{}, false
}

// isMarkerAt reports whether a language marker stands at offset.
func isMarkerAt(p *lint.Pass, offset int) bool {
	rest := p.Text(lint.Span{Start: offset, End: min(len(p.Src), offset+2*longestMarker)})
	end := strings.IndexAny(rest, ")]")
	if end < 1 {
		return false
	}
	for _, code := range strings.FieldsFunc(rest[1:end], func(r rune) bool { return strings.ContainsRune("[/,", r) }) {
		if p.World.House.Typography.Marker(code) == "" {
			return false
		}
	}
	return true
}

// reportMarkers makes one finding of many markers that stand beside their links: who writes them all so means it.
func reportMarkers(p *lint.Pass, markers []lint.Finding) {
	if len(markers) <= 3 {
		for _, f := range markers {
			p.Report(f)
		}
		return
	}
	all := &lint.Fix{Message: "add a blank before each"}
	for _, f := range markers {
		all.Edits = append(all.Edits, f.Fix.Edits...)
	}
	first := markers[0]
	p.Report(lint.Finding{Span: first.Span, Severity: lint.Note, Message: fmt.Sprintf("no blank before the language marker, here and %d times more", len(markers)-1), Fix: all})
}
