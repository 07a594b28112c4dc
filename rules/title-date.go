package rules

import (
	_ "embed"
	"fmt"
	"time"

	"github.com/xsf/padpress/lint"
)

//go:embed title-date.md
var titleDateDoc string

var titleDate = &lint.Rule{
	Name: "title-date", Doc: titleDateDoc, Severity: lint.Error, Uses: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		named, isNamed := p.Date()
		date, dated := day(p.Front)
		if t := beside(p); t != nil {
			t.checkDate(date, dated)
		} else if isNamed && dated && !named.Equal(date) {
			k, _ := p.Front.Key("date")
			p.Report(lint.Finding{Span: k.Value, Severity: lint.Warning,
				Message: fmt.Sprintf("date differs from the file name, which says %s", named.Format(time.DateOnly))})
		}
		if !dated {
			date, dated = named, isNamed
		}
		if p.Language() != "" || !dated || !p.World.House.Title.Holds(date) {
			return
		}
		if title, ok := p.Front.Key("title"); ok {
			checkTitle(p, title, date)
		}
	},
}

// checkTitle holds title, date and the first sentence against each other; where two agree, the third is wrong.
func checkTitle(p *lint.Pass, title lint.Key, date time.Time) {
	house := p.World.House
	words := house.Languages[house.Original]
	due := lint.MonthOf(time.Date(date.Year(), date.Month()-1, 1, 0, 0, 0, 0, time.UTC))
	intro, introAt, hasIntro := house.Intro(p.Document)
	months, ok := house.TitleMonths(p.Document)
	if !ok {
		p.Report(lint.Finding{Span: title.Value, Message: "title names no month that can be read", Fix: rewrite(title.Value, house.Title.With(words.Format(due)))})
		if hasIntro && intro.IsZero() {
			p.Report(lint.Finding{Span: introAt, Message: "the first sentence names no month that can be read", Fix: rewrite(introAt, words.Format(due))})
		}
		return
	}
	switch want := house.Title.With(words.Format(months)); {
	case !months.Last.Equal(due.Last):
		f := lint.Finding{Span: title.Value, Message: fmt.Sprintf("title says %s, but an issue released on %s covers %s; title and date are the permanent address",
			words.Format(months), date.Format(time.DateOnly), words.Format(due))}
		if hasIntro && intro.Last.Equal(due.Last) {
			f.Fix = rewrite(title.Value, house.Title.With(words.Format(intro)))
		}
		p.Report(f)
	case p.Front.String("title") != want:
		p.Report(lint.Finding{Span: title.Value, Severity: lint.Warning, Message: "title has not the usual form", Fix: rewrite(title.Value, want)})
	}
	if hasIntro && !intro.Last.Equal(months.Last) {
		f := lint.Finding{Span: introAt, Message: fmt.Sprintf("the first sentence does not say %s, as the title does", words.Format(months))}
		if months.Last.Equal(due.Last) {
			f.Fix = rewrite(introAt, words.Format(months))
		}
		p.Report(f)
	}
}

func rewrite(s lint.Span, text string) *lint.Fix {
	return lint.Replace("write “"+text+"”", s, text)
}

// day is the date in the front matter.
func day(f lint.FrontMatter) (time.Time, bool) {
	k, ok := f.Key("date")
	if !ok {
		return time.Time{}, false
	}
	text := fmt.Sprint(k.Data)
	t, err := time.Parse(time.DateOnly, text[:min(len(text), len(time.DateOnly))])
	return t, err == nil
}

// checkDate reports a date that is not the original's, which is part of the permanent address.
func (t *parallel) checkDate(date time.Time, dated bool) {
	right, known := day(t.original.Front)
	if !known || !dated || date.Equal(right) || drifted(t.Pass).changedDate() {
		return
	}
	k, _ := t.Front.Key("date")
	t.Report(lint.Finding{Span: k.Value, Severity: lint.Warning, Message: fmt.Sprintf("date is not that of the original, %s", right.Format(time.DateOnly)),
		Fix: lint.Replace("write "+right.Format(time.DateOnly), k.Value, right.Format(time.DateOnly))})
}
