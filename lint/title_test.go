package lint

import (
	"testing"
	"time"
)

func TestTranslationPath(t *testing.T) {
	for _, c := range [][3]string{
		{"content/2026-12-05-newsletter.md", "fr", "content/2026-12-05-newsletter.fr.md"},
		{"content/2026-12-05-newsletter.de.md", "pt-br", "content/2026-12-05-newsletter.pt-br.md"},
	} {
		got := TranslationPath(c[0], c[1])
		if d := (&Document{Path: got}); got != c[2] || d.Language() != c[1] || TranslationPath(OriginalPath(got), c[1]) != got {
			t.Errorf("%s in %s is %s", c[0], c[1], got)
		}
	}
}

func TestLanguageTitle(t *testing.T) {
	french := Language{
		Months: []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		Joins:  []string{"et"}, Titles: []string{"Lettre de {months}", "Lettre d'{months}", "Info {months}"},
	}
	plain := Language{Titles: []string{"News {months}"}}
	for _, c := range []struct {
		l           Language
		first, last string
		want        string
	}{
		{french, "2026-11", "2026-11", "Lettre de novembre 2026"},
		{french, "2026-10", "2026-10", "Lettre d'octobre 2026"},
		{french, "2026-08", "2026-09", "Lettre d'août et septembre 2026"},
		{french, "2026-12", "2027-01", "Lettre de décembre 2026 et janvier 2027"},
		{plain, "2026-10", "2026-10", "News October 2026"},
		{Language{}, "2026-10", "2026-10", ""},
	} {
		first, _ := time.Parse("2006-01", c.first)
		last, _ := time.Parse("2006-01", c.last)
		if got := c.l.Title(Months{first, last}); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.first, c.last, got, c.want)
		}
	}
}

func TestIntroOfTranslation(t *testing.T) {
	french := Language{Months: []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		Intro: []string{"Ce numéro couvre le mois de {months}.", "Ce numéro couvre le mois d'{months}."}}
	house := &House{Original: "en", IntroForms: []string{"This issue covers the month of {months}."}, Languages: map[string]Language{"en": {}, "fr": french}}
	for _, c := range [][3]string{
		{"x.fr.md", "Bonjour. Ce numéro couvre le mois de novembre 2026.", "2026-11"},
		{"x.fr.md", "Ce numéro couvre le mois d'octobre 2026, entre autres.", "2026-10"},
		{"x.fr.md", "This issue covers the month of November 2026.", "2026-11"},
		{"x.fr.md", "Ce numéro est beau, en novembre 2026.", ""},
		{"x.md", "Ce numéro couvre le mois de novembre 2026.", ""},
	} {
		d := Parse(c[0], []byte(c[1]+"\n"))
		m, at, named := house.Intro(d)
		if named != (c[2] != "") || named && (m.String() != c[2] || len(d.Text(at)) < len("mai 2026")) {
			t.Errorf("%s: %s at %v, %t", c[1], m, at, named)
		}
	}
}

func TestTitleMonthsOfTranslation(t *testing.T) {
	house := &House{Original: "en", Languages: map[string]Language{
		"en": {Months: []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
		"fr": {Months: []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}},
		"ro": {Name: "Romanian"},
	}}
	for _, c := range []struct {
		path, title string
		want        string
	}{
		{"2026-12-05-newsletter.fr.md", "Lettre de novembre 2026", "2026-11"},
		{"2026-12-05-newsletter.fr.md", "The Newsletter October 2026", "2026-10"},
		{"2026-12-05-newsletter.ro.md", "The Newsletter October 2026", "2026-10"},
		{"2026-12-05-newsletter.ro.md", "Lettre de novembre 2026", ""},
		{"2026-12-05-newsletter.md", "Lettre de novembre 2026", ""},
	} {
		m, ok := house.TitleMonths(Parse(c.path, []byte("---\ntitle: "+c.title+"\n---\n")))
		if ok != (c.want != "") || ok && m.String() != c.want {
			t.Errorf("%s in %s: %s, %t", c.title, c.path, m, ok)
		}
	}
}
