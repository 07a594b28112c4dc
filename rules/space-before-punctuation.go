package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed space-before-punctuation.md
var spaceBeforePunctuationDoc string

var spaceBeforePunctuation = &lint.Rule{
	Name: "space-before-punctuation", Doc: spaceBeforePunctuationDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		spaced := ownLanguage(p).Signs.Spaced
		for _, m := range p.Marks() {
			switch p.Src[m.At] {
			case ',', '.', ')', ']':
				checkSpaceBefore(p, m.At)
			case ';', ':', '!', '?':
				if strings.IndexByte(spaced, p.Src[m.At]) < 0 && p.Class(m.At) == lint.Prose { // a title is quoted as it is
					checkSpaceBefore(p, m.At)
				}
			case '(', '[':
				checkSpaceBehind(p, m.At)
			}
		}
		for n := range lint.Each[*ast.CodeSpan](p.Document) {
			checkCodeEdges(p, n)
		}
	},
}

// checkSpaceBefore looks at the blanks before the sign at offset.
func checkSpaceBefore(p *lint.Pass, offset int) {
	s := lint.Span{Start: offset, End: offset}
	for s.Start > 0 && isBlank(p.Src[s.Start-1]) && p.Class(s.Start-1) != lint.Markup {
		s.Start--
	}
	if s.Len() == 0 || isSpace(byteBefore(p.Document, s.Start)) {
		return
	}
	sign := p.Src[offset]
	if sign == ')' || sign == ']' {
		if c := byteBefore(p.Document, s.Start); c == '(' || c == '[' || c == ':' || c == ';' {
			return // empty, or a smiley
		}
		if c := byteBefore(p.Document, s.Start-1); byteBefore(p.Document, s.Start) == ')' && (c == ':' || c == ';') {
			return // a smiley ends the parenthesis
		}
	} else if !endsHere(p, offset) || isAddressBefore(p, s.Start) {
		return
	}
	if joinsWords(wordBefore(p, s.Start)) && inSection(p, offset, p.World.House.Typography.ChangeNotes) {
		return // xep-gap's to report: a word is missing
	}
	p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("blank before the sign in %s", quote(around(p.Document, s))), Fix: lint.Replace("remove it", s, "")})
}

// endsHere reports whether a word or sentence ends with the mark at offset, and nothing begins with it, such as a
// smiley, an ellipsis or a name.
func endsHere(p *lint.Pass, offset int) bool {
	end := offset + 1
	for end < len(p.Src) && isMark(p.Src[end]) {
		end++
	}
	marks := p.Src[offset:end]
	return !bytes.HasPrefix(marks, []byte("..")) && (isSpace(byteAt(p.Document, end)) || marks[0] == ',' && isLetterAt(p.Document, end))
}

// isAddressBefore reports whether the word that ends at offset is an address, from which a blank parts the mark.
func isAddressBefore(p *lint.Pass, offset int) bool {
	word := p.Src[max(0, offset-longestAddress):offset]
	if i := bytes.LastIndexAny(word, " \t\n"); i >= 0 {
		word = word[i+1:]
	}
	return bytes.Contains(word, []byte("://")) && p.Class(offset-1) != lint.Markup
}

// longestAddress is in bytes: before that much a word is not searched.
const longestAddress = 200

// checkSpaceBehind looks at the blanks behind the bracket at offset.
func checkSpaceBehind(p *lint.Pass, offset int) {
	s := lint.Span{Start: offset + 1, End: offset + 1}
	for s.End < len(p.Src) && isBlank(p.Src[s.End]) {
		s.End++
	}
	if s.Len() == 0 || strings.IndexByte("\r\n)]", byteAt(p.Document, s.End)) >= 0 || strings.IndexByte(":;=-", byteBefore(p.Document, offset)) >= 0 {
		return // the end of a line, empty, or a smiley
	}
	p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("blank behind the bracket in %s", quote(around(p.Document, s))), Fix: lint.Replace("remove it", s, "")})
}

// checkCodeEdges looks at the blanks that are shown at the edges of code: Markdown drops one if there is one on either side.
func checkCodeEdges(p *lint.Pass, n *ast.CodeSpan) {
	first, isText := n.FirstChild().(*ast.Text)
	last, _ := n.LastChild().(*ast.Text)
	if !isText || last == nil || n.ChildCount() != 1 {
		return // empty, or on several lines
	}
	s := lint.Span{Start: first.Segment.Start, End: last.Segment.Stop}
	text := p.Text(s)
	code := strings.Trim(text, " \t")
	if len(code) < 3 || strings.Contains(code, "`") || strings.Contains(p.Text(lint.Span{Start: max(0, s.Start-3), End: s.Start}), "``") {
		return // such as a prompt, or a fence that is none
	}
	if lead := strings.Index(text, code); lead > 0 {
		at := lint.Span{Start: s.Start, End: s.Start + lead}
		p.Report(lint.Finding{Span: at, Message: fmt.Sprintf("blank at the beginning of the code %s", quote(code)), Fix: lint.Replace("remove it", at, "")})
	}
	if tail := len(strings.TrimRight(text, " \t")); tail < len(text) {
		at := lint.Span{Start: s.Start + tail, End: s.End}
		p.Report(lint.Finding{Span: at, Message: fmt.Sprintf("blank at the end of the code %s", quote(code)), Fix: lint.Replace("remove it", at, "")})
	}
}
