package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed translation-untranslated.md
var translationUntranslatedDoc string

var translationUntranslated = &lint.Rule{
	Name: "translation-untranslated", Doc: translationUntranslatedDoc, Severity: lint.Warning, Needs: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		t := beside(p)
		if t == nil {
			return
		}
		same := map[string]bool{}
		for _, b := range t.original.Blocks() {
			if b.Span.Len() > longText {
				same[folded(t.original.Text(b.Span))] = true
			}
		}
		left := -1 // the block of the last finding, so that those that follow each other are one
		var runs []untranslated
		for i, b := range p.Blocks() {
			if b.Span.Len() <= longText || !same[folded(p.Text(b.Span))] || t.keepsEnglish(b) {
				continue
			}
			if n := len(runs) - 1; n >= 0 && left == i-1 {
				runs[n].count++
			} else {
				runs = append(runs, untranslated{firstLine(p, b.Span), 1})
			}
			left = i
		}
		t.reportUntranslated(runs)
	},
}

// longText is how many characters of prose are a paragraph that somebody would have translated.
const longText = 90

// untranslated is a run of paragraphs as they stand in the original.
type untranslated struct {
	at    lint.Span
	count int
}

// mostRuns is how many of them are findings of their own; more are one.
const mostRuns = 3

func (t *parallel) reportUntranslated(runs []untranslated) {
	if len(runs) > mostRuns {
		sum := 0
		for _, r := range runs {
			sum += r.count
		}
		t.Reportf(runs[0].at, "%d paragraphs from here on are as in the original, and not translated", sum)
		return
	}
	for _, r := range runs {
		message := "paragraph is as in the original, and not translated"
		if r.count > 1 {
			message = fmt.Sprintf("%d paragraphs are as in the original, and not translated", r.count)
		}
		t.Reportf(r.at, "%s", message)
	}
}

// keepsEnglish reports whether block b of the translation is of a kind that stays as it is: a quotation, what editors
// noted of a specification, names, titles of articles that are links.
func (t *parallel) keepsEnglish(b lint.Block) bool {
	prose := 0
	for at := b.Span.Start; at < b.Span.End; at++ {
		if t.Class(at) == lint.Prose {
			prose++
		}
	}
	if prose <= longText {
		return true
	}
	for n := b.Node.Parent(); n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote {
			return true
		}
	}
	if _, names := t.NamesIn(b); names && strings.Count(t.Text(b.Span), ",") > 2 && strings.Contains(t.Text(b.Span), "*") {
		return true
	}
	i := t.stands(b.Heading)
	if i < 0 || b.Node.Parent().Kind() != ast.KindListItem {
		return false
	}
	notes := t.World.House.Typography.ChangeNotes
	return notes != "" && inSection(t.original, t.original.Headings()[i].Span.End, notes)
}

// folded is text with each run of blanks as one.
func folded(text string) string {
	if !strings.ContainsAny(text, "\n\t\r") && !strings.Contains(text, "  ") {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}
