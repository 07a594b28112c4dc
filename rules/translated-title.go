package rules

import (
	_ "embed"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

//go:embed translated-title.md
var translatedTitleDoc string

var translatedTitle = &lint.Rule{
	Name: "translated-title", Doc: translatedTitleDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		house := p.World.House
		title, ok := p.Front.Key("title")
		text := p.Front.String("title")
		if p.Language() == "" || !ok || text == "" {
			return
		}
		language := languagesOf(house)(p.Language())
		if len(language.Titles) == 0 {
			return
		}
		english := house.Languages[house.Original]
		if months, _, found := english.Find(text); found && text == house.Title.With(english.Format(months)) {
			p.Report(lint.Finding{Span: title.Value, Message: fmt.Sprintf("title is not translated: %s", quote(text)), Fix: rewriteTitle(title.Value, titleIn(language, months))})
			return
		}
		months, _, found := language.Find(text)
		date, dated := p.Date() // that the front matter has another is for title-date to say
		if !dated {
			date, dated = day(p.Front)
		}
		if !found || !dated || !house.Title.Holds(date) {
			return
		}
		if due := lint.MonthOf(time.Date(date.Year(), date.Month()-1, 1, 0, 0, 0, 0, time.UTC)); !months.Last.Equal(due.Last) {
			p.Report(lint.Finding{Span: title.Value, Severity: lint.Error, Message: fmt.Sprintf("title says %s, but an issue released on %s covers %s; title and date are the permanent address",
				language.Format(months), date.Format(time.DateOnly), language.Format(due))})
		}
	},
}

// titleIn is the title of an issue in a language. Before a vowel the form counts that has an apostrophe before the
// month.
func titleIn(l lint.Language, months lint.Months) string {
	text := l.Format(months)
	form := l.Titles[0]
	if r, _ := utf8.DecodeRuneInString(strings.ToLower(text)); strings.ContainsRune("aeiouàâéèêîôû", r) {
		for _, f := range l.Titles {
			if strings.Contains(f, "'{months}") {
				form = f
				break
			}
		}
	}
	return lint.Form{Text: form}.With(text)
}

// rewriteTitle writes a title into the front matter, in quotes where YAML would take a sign of it for its own.
func rewriteTitle(s lint.Span, title string) *lint.Fix {
	if strings.ContainsAny(title, ":#'\"") {
		title = `"` + strings.ReplaceAll(title, `"`, `\"`) + `"`
	}
	return lint.Replace("write "+title, s, title)
}
