package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"sort"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed product-name.md
var productNameDoc string

var productName = &lint.Rule{
	Name: "product-name", Doc: productNameDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		w, names := readWords(p), namesOf(p.World.House)
		links := linkTexts{Document: p.Document}
		behind := 0 // the name found last
		for _, i := range w.that(houseNames) {
			i := int(i)
			right, last, ok := names.find(w, i)
			if !ok || i < behind {
				continue
			}
			at := w.span(i, last)
			if isPartOfMore(p.Src, at) {
				continue
			}
			at.End = w.words[last].Start + len(owner(w.text(last)))
			wrong := p.Text(at)
			if bytes.ContainsAny(p.Src[at.Start:at.End], "[]()*\n") || !isMeant(w, i, &links, wrong, right) {
				continue
			}
			f := lint.Finding{Span: at, Message: fmt.Sprintf("%s is written %s", quote(wrong), quote(right))}
			if !p.Front.Span.Contains(at.Start) || !strings.ContainsAny(right, `'"`) { // which may end a value of YAML
				f.Fix = lint.Replace("write "+right, at, right)
			}
			p.Report(f)
			behind = last + 1
		}
	},
}

// isMeant reports whether the name at word i is certain: titles of other people's pages are written as they are. In the
// text of a link a name is certain if the address has it too, and in sections that are the house's own.
func isMeant(w wording, i int, links *linkTexts, wrong, right string) bool {
	switch {
	case w.Language() != "" && !strings.EqualFold(wrong, right):
		return false // a word of English
	case w.words[i].Class != lint.LinkText:
		return true
	case isMarked(w, i):
		return false
	case w.inBoilerplate(i):
		return true
	case !strings.EqualFold(wrong, right):
		return !isForeign(w, i)
	}
	return strings.ToLower(wrong) != wrong && links.speakOf(w.words[i].Span, right)
}

// isPartOfMore reports whether the signs beside s make an identifier, a path or a hashtag of it.
func isPartOfMore(src []byte, s lint.Span) bool {
	return s.Start > 0 && bytes.IndexByte([]byte("@#/._-+$%\\=~&<`:"), src[s.Start-1]) >= 0 ||
		s.End < len(src) && bytes.IndexByte([]byte("/_=+@-\\`>"), src[s.End]) >= 0 ||
		bytes.HasPrefix(src[s.End:], []byte("()"))
}

// linkTexts finds the address of a link by its text. Asked in the order of the text, it looks at each link once.
type linkTexts struct {
	*lint.Document
	next int
}

// speakOf reports whether the address of the link around s has name in it, in any case.
func (l *linkTexts) speakOf(s lint.Span, name string) bool {
	links := l.InlineLinks()
	for l.next < len(links) && links[l.next].Text.End < s.End {
		l.next++
	}
	if l.next == len(links) || links[l.next].Text.Start > s.Start {
		return false
	}
	d := links[l.next].Destination
	return bytes.Contains(lower(l.Src[d.Start:d.End]), []byte(strings.ToLower(name)))
}

// inBoilerplate reports whether word i stands in a section that holds the same text every month.
func (w wording) inBoilerplate(i int) bool {
	heads := w.Headings()
	behind := sort.Search(len(heads), func(k int) bool { return heads[k].Span.Start > w.words[i].Start })
	return behind > 0 && w.World.House.IsBoilerplate(heads[behind-1].Text)
}
