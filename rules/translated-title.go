package rules

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

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
		checkIntro(p, language, text)
		if len(language.Titles) == 0 {
			return
		}
		english := house.Languages[house.Original]
		if months, _, found := english.Find(text); found && text == house.Title.With(english.Format(months)) {
			p.Report(lint.Finding{Span: title.Value, Message: fmt.Sprintf("title is not translated: %s", quote(text)), Fix: rewriteTitle(title.Value, language.Title(months))})
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

// checkIntro holds the months in the first sentence of a translation against those in its title.
func checkIntro(p *lint.Pass, language lint.Language, title string) {
	house := p.World.House
	intro, at, _ := language.IntroOf(p.Document)
	months, _, found := language.Find(title)
	if !found {
		months, _, found = house.Languages[house.Original].Find(title)
	}
	if intro.IsZero() || !found || intro == months {
		return
	}
	f := lint.Finding{Span: at, Message: fmt.Sprintf("intro says %s, and the title says %s", quote(p.Text(at)), quote(language.Format(months)))}
	if language.Elides(intro) == language.Elides(months) {
		f.Fix = lint.Replace("write "+language.Format(months), at, language.Format(months))
	}
	p.Report(f)
}

// rewriteTitle writes a title into the front matter, in quotes where YAML would take a sign of it for its own.
func rewriteTitle(s lint.Span, title string) *lint.Fix {
	if strings.ContainsAny(title, ":#'\"") {
		title = `"` + strings.ReplaceAll(title, `"`, `\"`) + `"`
	}
	return lint.Replace("write "+title, s, title)
}
