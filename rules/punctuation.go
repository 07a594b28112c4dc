package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed punctuation.md
var punctuationDoc string

var punctuation = &lint.Rule{
	Name: "punctuation", Doc: punctuationDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		behind := 0 // marks may go over the end of a stretch
		for s := range running(p.Document) {
			for i := max(s.Start, behind); i < s.End; i++ {
				if !isMark(p.Src[i]) {
					continue
				}
				start := i
				for i < len(p.Src) && isMark(p.Src[i]) && p.Class(i) == p.Class(start) {
					i++
				}
				if behind = i; i-start > 1 {
					checkMarks(p, lint.Span{Start: start, End: i})
				}
			}
		}
	},
}

// isMark reports whether c is a mark that ends a sentence or parts one.
func isMark(c byte) bool {
	return c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || c == ':'
}

// checkMarks looks at several marks in a row.
func checkMarks(p *lint.Pass, s lint.Span) {
	right := oneMark(p.Text(s))
	if right == "." && isBlankByte(byteBefore(p.Document, s.Start)) {
		right = "..."
	}
	switch {
	case right == "":
		return
	case p.Class(s.Start) == lint.LinkText && strings.Trim(p.Text(s), "!?") == "":
		return // the title of a page is quoted as it is
	case !isSpaceByte(byteAt(p.Document, s.End)) && strings.IndexByte(")]*_\"'", byteAt(p.Document, s.End)) < 0:
		return // .. in a path, or code that was not marked as such
	case p.Text(s) == ".." && isAbbreviated(p, s.Start):
		return
	}
	p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("%s in %s", quote(p.Text(s)), quote(around(p.Document, s))), Fix: lint.Replace("write "+quote(right), s, right)})
}

// oneMark is what was meant by several marks, or nothing where they may stand as they are.
func oneMark(marks string) string {
	switch {
	case marks == "..":
		return "."
	case strings.Contains(marks, ".."):
		return "" // an ellipsis
	case strings.Trim(marks, "!") == "", strings.Trim(marks, ",") == "":
		return marks[:1]
	case marks == "!.", marks == "?.":
		return marks[:1]
	case marks == "!!.":
		return "!"
	case marks == ",.", marks == ";.", marks == ":.":
		return "."
	case marks == ",;", marks == ";,":
		return ","
	}
	return ""
}

// isAbbreviated reports whether an abbreviation of letters with dots between them ends at offset.
func isAbbreviated(p *lint.Pass, offset int) bool {
	n := 0
	for offset-n > 0 && n < 4 && isLetter(p.Src[offset-n-1]) {
		n++
	}
	return n < 3 && byteBefore(p.Document, offset-n) == '.'
}
