package preview

import (
	"html/template"
	"io"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// note is a finding as the page shows it.
type note struct {
	Number, Of, Line int
	Severity         string // "error"
	Message          string // a sentence without its full stop
	Rule             string
	Why              template.HTML // what the rule's page says first
	Do               string        // what the fix does, "" where only a person can say
	Change           []piece       // the words around the fix, with what it drops and adds
}

// messageLength bounds what a finding says, in characters.
const messageLength = 400

func (b *body) note(f found) note {
	n := note{
		Number: f.Number, Of: len(b.Findings), Line: b.Document.Lines().At(f.Span.Start),
		Severity: f.Severity.String(), Rule: f.Rule, Why: b.explain[f.Rule],
		Message: capital(report.Cut(report.Printable(f.Message), messageLength)),
	}
	if f.Fix != nil {
		n.Do = report.Cut(report.Printable(f.Fix.Message), messageLength)
		n.Change = change(b.Document, f.Fix)
	}
	return n
}

func capital(s string) string {
	for i := range s {
		if i > 0 {
			return strings.ToUpper(s[:i]) + s[i:]
		}
	}
	return strings.ToUpper(s)
}

func (b *body) renderNotes(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		for _, f := range n.(*notes).found {
			b.writeNote(w, f)
		}
	}
	return ast.WalkContinue, nil
}

func (b *body) writeNote(w io.Writer, f found) {
	if err := parts().ExecuteTemplate(w, "note", b.note(f)); err != nil {
		panic(err) // only a writer's errors come here, and a buffer has none
	}
}

// explanations are the beginnings of the pages of the rules that found something.
func explanations(rules []*lint.Rule, findings []lint.Finding) map[string]template.HTML {
	why := map[string]template.HTML{}
	for _, f := range findings {
		why[f.Rule] = ""
	}
	for _, r := range rules {
		if _, found := why[r.Name]; !found {
			continue
		}
		_, text, _ := strings.Cut(r.Doc, "\n") // its name
		text, _, _ = strings.Cut(text, "\n## ")
		why[r.Name] = template.HTML(lint.Page(lint.Parse("", []byte("\n"+text))))
	}
	return why
}
