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
	if trimmed == "" || strings.HasSuffix(trimmed, "\\") {
		return
	}
	lead := strings.Index(text, trimmed)
	tail := len(text) - lead - len(trimmed)
	fix := &lint.Fix{Message: "move the blank out"}
	var where string
	if lead > 0 {
		where = "beginning"
		fix.Edits = append(fix.Edits, blankOut(p, l, lead))
	}
	if tail > 0 {
		where = "end"
		fix.Edits = append(fix.Edits, blankBehind(p, l, tail))
	}
	switch len(fix.Edits) {
	case 0:
		return
	case 2:
		where = "beginning and at the end"
	}
	p.Report(lint.Finding{Span: l.Text, Message: fmt.Sprintf("blank at the %s of the link text %s", where, quote(trimmed)), Fix: fix})
}

// blankOut moves the first n bytes of the link's text before it; they go where something parts the link from the word
// before it already.
func blankOut(p *lint.Pass, l lint.LinkSource, n int) lint.Edit {
	inside := lint.Span{Start: l.Text.Start, End: l.Text.Start + n}
	if c := byteBefore(p.Document, l.All.Start); isSpaceByte(c) || strings.IndexByte("([\"'*_", c) >= 0 {
		return lint.Edit{Span: inside}
	}
	return lint.Edit{Span: lint.Span{Start: l.All.Start, End: inside.End}, New: " ["}
}

// blankBehind moves the last n bytes of the link's text behind it; they go where no word follows.
func blankBehind(p *lint.Pass, l lint.LinkSource, n int) lint.Edit {
	inside := lint.Span{Start: l.Text.End - n, End: l.Text.End}
	if c := byteAt(p.Document, l.All.End); !isLetterAt(p.Document, l.All.End) && !isDigitByte(c) && c != '(' && c != '[' {
		return lint.Edit{Span: inside}
	}
	return lint.Edit{Span: lint.Span{Start: inside.Start, End: l.All.End}, New: p.Text(lint.Span{Start: inside.End, End: l.All.End}) + " "}
}
