package rules

import (
	"bytes"
	_ "embed"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed translation-figures.md
var translationFiguresDoc string

var translationFigures = &lint.Rule{
	Name: "translation-figures", Doc: translationFiguresDoc, Severity: lint.Warning, Needs: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		t := beside(p)
		if t == nil {
			return
		}
		pictures, _ := t.comparePictures()
		back := map[int]*lint.Finding{} // by where it goes, so that two at one place are one finding
		var order []int
		for _, l := range append(pictures, t.lostShortcodes()...) {
			f := t.putBack(l)
			if at := f.Fix; at != nil {
				where := at.Edits[0].Span.Start
				if other := back[where]; other != nil {
					other.Message += "; " + f.Message
					other.Fix.Edits[0].New += at.Edits[0].New
					continue
				}
				back[where] = &f
				order = append(order, where)
				continue
			}
			t.Report(f)
		}
		for _, where := range order {
			t.Report(*back[where])
		}
	},
}

// lostPiece is a picture or shortcode of the original that the translation has not.
type lostPiece struct {
	what    string    // for people
	at      lint.Span // in the original
	text    string    // as it is to be written
	address string    // of a picture
}

// lostShortcodes are those of the original, but for pictures, that stand there more often than in the translation.
func (t *parallel) lostShortcodes() []lostPiece {
	count, news := map[string]int{}, drifted(t.Pass)
	for _, s := range t.Shortcodes {
		count[s.Name]++
	}
	var lost []lostPiece
	for _, s := range t.original.Shortcodes {
		if _, shows := s.Arg("src"); shows || t.original.Class(s.Span.Start) == lint.Markup && blockAt(t.original.Document, s.Span.Start) < 0 {
			continue
		}
		if count[s.Name]--; count[s.Name] >= 0 || news.addedShortcode(s.Name) {
			continue
		}
		lost = append(lost, lostPiece{what: "shortcode " + quote(s.Name), at: s.Span, text: t.original.Text(s.Span)})
	}
	return lost
}

// putBack says that l is missing, with the fix that writes it where the original has it, if what stands before or behind it
// there surely has something in the translation that stands for it.
func (t *parallel) putBack(l lostPiece) lint.Finding {
	i := blockAt(t.original.Document, l.at.Start)
	f := lint.Finding{Span: t.near(i), Message: l.what + " of the original is missing"}
	if at := bytes.Index(t.Src, []byte(l.address)); l.address != "" && at >= 0 {
		return lint.Finding{Span: lint.Span{Start: at, End: at + len(l.address)}, Message: l.what + " of the original stands here, and is not shown"}
	}
	if i < 0 {
		return f
	}
	b := t.original.Blocks()[i]
	if strings.TrimSpace(t.original.Text(lint.Span{Start: b.Span.Start, End: l.at.Start})) != "" {
		if k, ok := t.sure[i]; ok && b.Span.End == l.at.End && byteBefore(t.original.Document, l.at.Start) == '\n' { // it closes its block
			f.Fix = insert(t.Blocks()[k].Span.End, "\n"+l.text)
		}
		return f
	}
	before, hasBefore := t.sure[i-1]
	behind, hasBehind := t.sure[i+1]
	switch {
	case hasBefore:
		s := t.Blocks()[before].Span
		f.Span, f.Message = firstLine(t.Pass, s), l.what+" of the original is missing behind this"
		f.Fix = insert(t.Lines().Span(t.Lines().At(s.End-1)).End, "\n\n"+l.text)
	case hasBehind && t.Blocks()[behind].Node.Parent().Kind() == ast.KindDocument:
		s := t.Blocks()[behind].Span
		f.Span, f.Message = firstLine(t.Pass, s), l.what+" of the original is missing before this"
		f.Fix = insert(t.Lines().Span(t.Lines().At(s.Start)).Start, l.text+"\n\n")
	}
	return f
}

func insert(at int, text string) *lint.Fix {
	return lint.Replace("put it back", lint.Span{Start: at, End: at}, text)
}
