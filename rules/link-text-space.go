package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed link-text-space.md
var linkTextSpaceDoc string

var linkTextSpace = &lint.Rule{
	Name: "link-text-space", Doc: linkTextSpaceDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for l := range inlineLinks(p.Document) {
			checkEdges(p, l)
		}
	},
}

// checkEdges looks at both ends of the link's text.
func checkEdges(p *lint.Pass, l lint.LinkSource) {
	text := p.Text(l.Text)
	trimmed := strings.Trim(text, " \t")
	if trimmed == "" {
		return
	}
	lead := strings.Index(text, trimmed)
	if lead > 0 {
		p.Report(lint.Finding{Span: lint.Span{Start: l.Text.Start, End: l.Text.Start + lead},
			Message: fmt.Sprintf("blank at the beginning of the link text %s", quote(trimmed)), Fix: blankOut(p, l, lead)})
	}
	if tail := len(text) - lead - len(trimmed); tail > 0 && !strings.HasSuffix(trimmed, "\\") {
		p.Report(lint.Finding{Span: lint.Span{Start: l.Text.End - tail, End: l.Text.End},
			Message: fmt.Sprintf("blank at the end of the link text %s", quote(trimmed)), Fix: blankBehind(p, l, tail)})
	}
}

// blankOut moves the blank before the link; it goes where something parts the link from the word before it already.
func blankOut(p *lint.Pass, l lint.LinkSource, n int) *lint.Fix {
	inside := lint.Span{Start: l.Text.Start, End: l.Text.Start + n}
	if c := byteBefore(p.Document, l.All.Start); isSpaceByte(c) || strings.IndexByte("([\"'*_", c) >= 0 {
		return lint.Replace("remove it", inside, "")
	}
	return lint.Replace("move it before the link", lint.Span{Start: l.All.Start, End: inside.End}, " [")
}

// blankBehind moves the blank behind the link; it goes where no word follows.
func blankBehind(p *lint.Pass, l lint.LinkSource, n int) *lint.Fix {
	inside := lint.Span{Start: l.Text.End - n, End: l.Text.End}
	if c := byteAt(p.Document, l.All.End); !isLetterAt(p.Document, l.All.End) && !isDigitByte(c) && c != '(' && c != '[' {
		return lint.Replace("remove it", inside, "")
	}
	return lint.Replace("move it behind the link", lint.Span{Start: inside.Start, End: l.All.End}, p.Text(lint.Span{Start: inside.End, End: l.All.End})+" ")
}
