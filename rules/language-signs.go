package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed language-signs.md
var languageSignsDoc string

var languageSigns = &lint.Rule{
	Name: "language-signs", Doc: languageSignsDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		if p.Language() == "" {
			return
		}
		signs := ownLanguage(p).Signs
		if signs.Spaced == "" && len(signs.Opened) == 0 {
			return
		}
		notes, left := changeNotes(p), leftInOriginal(p.Document)
		stays := func(offset int) bool { return contains(notes, offset) || contains(left, offset) }
		for _, m := range p.Marks() {
			if p.Class(m.At) != lint.Prose || stays(m.At) || !endsWord(p, m.At) {
				continue
			}
			if strings.IndexByte(signs.Spaced, p.Src[m.At]) >= 0 {
				checkUnspaced(p, m.At)
			}
		}
		for _, pair := range signs.Opened {
			checkOpened(p, pair, stays)
		}
	},
}

// changeNotes is where the authors' notes stand below entries about specifications: they stay as they are.
func changeNotes(p *lint.Pass) []lint.Span {
	names := ownLanguage(p).Headings[p.World.House.Specifications.Section]
	sections := within(p, append([]string{p.World.House.Specifications.Section}, names...)...)
	var notes []lint.Span
	for _, item := range p.Items() {
		if item.Depth > 1 && contains(sections, item.Span.Start) {
			notes = append(notes, item.Span)
		}
	}
	return notes
}

// endsWord reports whether a word ends before the sign at offset, and nothing follows it but what closes something.
func endsWord(p *lint.Pass, offset int) bool {
	end := offset + 1
	for end < len(p.Src) && strings.IndexByte(`)*_"`, p.Src[end]) >= 0 {
		end++
	}
	if c := byteBefore(p.Document, offset); !isSpace(byteAt(p.Document, end)) || !isLetterBefore(p.Document, offset) && !isDigit(c) && strings.IndexByte(")]*_\"", c) < 0 {
		return false
	}
	return !isAddressBefore(p, offset) && !isEmoji(p, offset)
}

// isEmoji reports whether the colon at offset ends a name such as :tada:.
func isEmoji(p *lint.Pass, offset int) bool {
	i := offset
	for i > 0 && (isWordByte(p.Src[i-1]) || p.Src[i-1] == '_') {
		i--
	}
	return p.Src[offset] == ':' && i > 0 && p.Src[i-1] == ':'
}

// checkUnspaced reports the sign at offset, which a blank is to stand before.
func checkUnspaced(p *lint.Pass, offset int) {
	at := lint.Span{Start: offset, End: offset + 1}
	p.Report(lint.Finding{Span: at, Message: fmt.Sprintf("no blank before the sign in %s", quote(around(p.Document, at))), Fix: lint.Replace("add one", lint.Span{Start: offset, End: offset}, " ")})
}

// checkOpened reports sentences that end with the second sign of pair and do not have the first.
func checkOpened(p *lint.Pass, pair string, stays func(offset int) bool) {
	closes := pair[len(pair)-1]
	opens := strings.TrimSuffix(pair, string(closes))
	if bytes.IndexByte(p.Src, closes) < 0 {
		return
	}
	for _, b := range p.Blocks() {
		begin := b.Span.Start
		for i := b.Span.Start; i < b.Span.End; i++ {
			if strings.IndexByte(".!?", p.Src[i]) < 0 || !isSpace(byteAt(p.Document, i+1)) {
				continue
			}
			if s := (lint.Span{Start: begin, End: i + 1}); p.Src[i] == closes && p.Class(i) == lint.Prose && endsWord(p, i) && !strings.Contains(p.Text(s), opens) && !stays(i) {
				p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("sentence ends with %c and does not begin with %s", closes, opens),
					Fix: lint.Replace("write "+opens+" before it", lint.Span{Start: begin, End: begin}, opens)})
			}
			for begin = i + 1; begin < b.Span.End && isSpace(p.Src[begin]); begin++ {
			}
		}
	}
}
