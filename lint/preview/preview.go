// Package preview writes one page of HTML for people who will never run the tool: the newsletter as the site would show
// it, and beside it what was found, at its paragraphs. The page needs nothing but itself: no request leaves it.
package preview

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"io/fs"
	"sync"

	"github.com/xsf/padpress/lint"
)

// Newsletter is an issue and what is known of it.
type Newsletter struct {
	Document *lint.Document
	Findings []lint.Finding // in the order of the text, as lint.Run gives them
	Skipped  []lint.Skip    // rules that did not run
	Rules    []*lint.Rule   // their pages explain the findings; those of other rules go without
	House    *lint.House    // never nil
	Files    fs.FS          // the site's repository, for its pictures; nil if it is not known
	Source   string         // where the text comes from, for people: an address, a path; "" to say nothing
	Version  string         // of the program
}

var (
	//go:embed page.html
	pageHTML string
	//go:embed style.css
	around string
	//go:embed script.js
	script string
)

// BodyStyle is the style sheet of what Body gives, where that stands in an article. Its colours and fonts are custom
// properties of the root, light and dark.
//
//go:embed body.css
var BodyStyle string

// parts are the templates of the page and of one finding; most runs of the program need none.
var parts = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageHTML)) })

// page is what the template shows.
type page struct {
	Policy   string // for the browser: what the page may load and run
	Style    template.CSS
	Script   template.JS
	Head     head
	Body     template.HTML
	Sections []section
	Tally    []count
	Notes    template.HTML // what was found outside of the text
	Newsletter
}

// Write writes the page of n.
func Write(w io.Writer, n Newsletter) error {
	body, notes := n.render()
	style := BodyStyle + around
	return parts().ExecuteTemplate(w, "page", page{
		Policy: "default-src 'none'; img-src data:; style-src " + digest(style) + "; script-src " + digest(script) + "; base-uri 'none'; form-action 'none'",
		Style:  template.CSS(style), Script: template.JS(script),
		Head: n.head(), Body: body, Notes: notes, Sections: n.sections(), Tally: tally(n.Findings), Newsletter: n,
	})
}

// Body is the newsletter alone as the page has it, with the findings at their blocks, for a page of another kind. Text
// of the newsletter is escaped in it; BodyStyle is how it looks.
func Body(n Newsletter) template.HTML {
	body, notes := n.render()
	return notes + body
}

// digest names a text in the page's policy, so that nothing else is run or applied, whoever wrote it.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// count is how many findings there are of a severity.
type count struct {
	Severity string // "error"
	Name     string // "Errors"
	N        int
}

func tally(findings []lint.Finding) []count {
	counts := []count{{Severity: "error", Name: "Errors"}, {Severity: "warning", Name: "Warnings"}, {Severity: "note", Name: "Notes"}}
	for _, f := range findings {
		counts[lint.Error-f.Severity].N++
	}
	return counts
}
