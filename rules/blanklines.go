package rules

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// reportBlankLines reports that a translation has several blank lines in a row in more than a few places, and its original
// has not: it was copied out of a page, and its lines no longer stand beside those of the original.
func (t *parallel) reportBlankLines() {
	runs := blankRuns(t.Document)
	if len(runs) <= mostApart || len(blankRuns(t.original.Document)) > mostApart {
		return
	}
	fix := &lint.Fix{Message: "leave one of them in each place"}
	for _, s := range runs {
		fix.Edits = append(fix.Edits, lint.Edit{Span: s})
	}
	t.Report(lint.Finding{Span: runs[0], Severity: lint.Note, Fix: fix,
		Message: fmt.Sprintf("several blank lines follow each other in %d places, and in the original one stands there", len(runs))})
}

// blankRuns are the blank lines of a text that follow another one, those in a row as one span.
func blankRuns(d *lint.Document) []lint.Span {
	var found []lint.Span
	var run lint.Span
	blank := false // the line before was one
	for start := d.Front.Span.End; start < len(d.Src); {
		end := len(d.Src)
		if n := bytes.IndexByte(d.Src[start:], '\n'); n >= 0 {
			end = start + n + 1
		}
		is := len(bytes.TrimSpace(d.Src[start:end])) == 0
		switch {
		case is && blank && run.End == start:
			run.End = end
		case is && blank:
			run = lint.Span{Start: start, End: end}
		case run.Len() > 0:
			found, run = append(found, run), lint.Span{}
		}
		blank, start = is, end
	}
	if len(found) == 0 {
		return nil
	}
	literal := literalSpans(d)
	return slices.DeleteFunc(found, func(s lint.Span) bool {
		return slices.ContainsFunc(literal, func(l lint.Span) bool { return l.Contains(s.Start) })
	})
}

// literalSpans is where blank lines are part of what is shown, or may be: code, HTML and shortcodes of several lines.
func literalSpans(d *lint.Document) []lint.Span {
	var found []lint.Span
	for n := range lint.Each[ast.Node](d) {
		switch n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			if lines := n.Lines(); lines.Len() > 0 {
				found = append(found, lint.Span{Start: lines.At(0).Start, End: lines.At(lines.Len() - 1).Stop})
			}
		}
	}
	for _, s := range d.Shortcodes {
		found = append(found, s.Span)
	}
	return found
}
