package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// reportHunk says in which words t differs from base, the same text in the last issue. stale means that t is as it was in
// the issues before the last.
func reportHunk(p *lint.Pass, t, base *passage, h hunk, stale bool) {
	here, there := t.words[h.a0:h.a1], base.words[h.b0:h.b1]
	f := lint.Finding{Span: hunkSpan(t.words, h), Severity: lint.Note}
	if varies(here) || varies(there) || hasRetired(p, t.Document, hunkSpan(t.words, h)) || hasRetired(p, base.Document, hunkSpan(base.words, hunk{h.b0, h.b1, 0, 0})) {
		return
	}
	origin := "the last issue"
	if stale {
		f.Severity = lint.Warning
		origin = "the last issue, as in older ones"
	}
	switch {
	case len(here) == 1 && len(there) == 1 && here[0].address && there[0].address:
		f.Severity = lint.Warning
		f.Message = fmt.Sprintf("address %s for %s of %s", quote(here[0].text), quote(there[0].text), origin)
	case len(here) == 0:
		f.Message = fmt.Sprintf("without %s of %s", quote(base.Text(spanOf(there))), origin)
	case len(there) == 0:
		f.Message = fmt.Sprintf("%s is not in %s", quote(t.Text(spanOf(here))), origin)
	default:
		f.Message = fmt.Sprintf("%s for %s of %s", quote(t.Text(spanOf(here))), quote(base.Text(spanOf(there))), origin)
	}
	f.Fix = hunkFix(t, base, h)
	p.Report(f)
}

// varies reports whether words differ every month: the name of a month, a list of names.
func varies(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.text == anyMonth || w.stress })
}

// hunkSpan is where the words stand that differ, or the words beside which others are missing.
func hunkSpan(words []word, h hunk) lint.Span {
	if h.a1 > h.a0 {
		return spanOf(words[h.a0:h.a1])
	}
	return spanOf(words[max(0, h.a0-1):min(len(words), h.a1+1)])
}

// hunkFix writes the words of base, if they are the same every month.
func hunkFix(t, base *passage, h hunk) *lint.Fix {
	for _, w := range base.words[h.b0:h.b1] {
		if w.text == anyNumber || w.address && w.text != base.Text(w.Span) {
			return nil
		}
	}
	var at, from lint.Span
	if h.a0 > 0 && h.b0 > 0 { // with the blank before
		at = lint.Span{Start: t.words[h.a0-1].End, End: t.words[max(h.a0, h.a1)-1].End}
		from = lint.Span{Start: base.words[h.b0-1].End, End: base.words[max(h.b0, h.b1)-1].End}
	} else if h.a1 < len(t.words) && h.b1 < len(base.words) { // with the blank behind
		at = lint.Span{Start: t.words[h.a0].Start, End: t.words[h.a1].Start}
		from = lint.Span{Start: base.words[h.b0].Start, End: base.words[h.b1].Start}
	} else {
		return nil
	}
	text := base.Text(from)
	if strings.ContainsAny(text, "\r\n") {
		return nil
	}
	message := fmt.Sprintf("write %s", quote(strings.TrimSpace(text)))
	if strings.TrimSpace(text) == "" {
		message = "remove it"
	}
	return lint.Replace(message, at, text)
}
