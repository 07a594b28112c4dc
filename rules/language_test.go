package rules_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestLanguages reads the file of each language that comes with padpress.
func TestLanguages(t *testing.T) {
	h := house(t)
	for code := range h.Languages {
		l, ok := rules.Language(h, code)
		if !ok {
			t.Errorf("%s is no language", code)
		}
		if n := len(l.Months); n != 12 && n != 0 {
			t.Errorf("%s has %d months", code, n)
		}
		for _, title := range l.Titles {
			if !strings.Contains(strings.ToLower(title), "{months}") {
				t.Errorf("%s: the title %q has no gap", code, title)
			}
		}
		for name, translations := range l.Headings {
			if !slices.ContainsFunc(h.Outline.Sections, func(s lint.Section) bool { return s.Name == name }) {
				t.Errorf("%s: no section is called %q", code, name)
			}
			if len(translations) == 0 {
				t.Errorf("%s: %q has no translation", code, name)
			}
		}
	}
	if _, ok := rules.Language(h, "xx"); ok {
		t.Error("a language that does not exist is known")
	}
}

// TestLanguageOverride: what a house says itself goes before its file.
func TestLanguageOverride(t *testing.T) {
	h := house(t)
	h.Languages["de"] = lint.Language{Titles: []string{"Neues im {months}"}, Headings: map[string][]string{"License": {"Rechte"}}}
	l, ok := rules.Language(h, "de")
	if !ok || l.Titles[0] != "Neues im {months}" || l.Headings["License"][0] != "Rechte" || l.Headings["Stable"] == nil || l.Months[2] != "März" {
		t.Errorf("the German of a house is %+v", l)
	}
	h.Style = ""
	if l, ok := rules.Language(h, "de"); !ok || l.Months != nil {
		t.Errorf("without a style there are no files, but it knows %+v", l)
	}
}

// TestTitlesAreReadBack: whatever months a title or an intro names, they are read as they were written.
func TestTitlesAreReadBack(t *testing.T) {
	h := house(t)
	for code := range h.Languages {
		l, _ := rules.Language(h, code)
		for n := range 24 {
			first := time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
			for _, m := range []lint.Months{{First: first, Last: first}, {First: first, Last: first.AddDate(0, 1, 0)}, {First: first, Last: first.AddDate(0, 3, 0)}} {
				for _, text := range []string{l.Title(m), l.IntroText(m), "Heron " + l.Format(m) + "."} {
					if got, _, ok := l.Find(text); text != "" && (!ok || got != m) {
						t.Errorf("%s: %q is read as %s, want %s", code, text, got, m)
					}
				}
			}
		}
	}
}

func TestTitles(t *testing.T) {
	h := house(t)
	month := func(year int, m time.Month) time.Time { return time.Date(year, m, 1, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		code        string
		first, last time.Time
		want, intro string
	}{
		{"fr", month(2026, 1), month(2026, 1), "Lettre d'information XMPP de janvier 2026", "Ce numéro couvre le mois de janvier 2026."},
		{"fr", month(2026, 4), month(2026, 4), "Lettre d'information XMPP d'avril 2026", "Ce numéro couvre le mois d’avril 2026."},
		{"fr", month(2026, 8), month(2026, 9), "Lettre d'information XMPP d'août et septembre 2026", "Ce numéro couvre les mois d’août et septembre 2026."},
		{"fr", month(2026, 12), month(2027, 1), "Lettre d'information XMPP de décembre 2026 et janvier 2027", "Ce numéro couvre les mois de décembre 2026 et janvier 2027."},
		{"de", month(2026, 12), month(2027, 1), "Der XMPP-Newsletter für Dezember 2026 und Januar 2027", "Diese Ausgabe behandelt Dezember 2026 und Januar 2027."},
		{"es", month(2026, 12), month(2027, 1), "El Boletín de Noticias de XMPP diciembre de 2026 y enero de 2027", "Este número cubre los meses de diciembre de 2026 y enero de 2027."},
		{"it", month(2026, 6), month(2026, 7), "Newsletter XMPP giugno e luglio 2026", "Questo numero copre i mesi di giugno e luglio 2026."},
		{"pt-br", month(2026, 12), month(2027, 1), "O Boletim XMPP - Dezembro de 2026 e Janeiro de 2027", "Esta edição aborda os meses de dezembro de 2026 e janeiro de 2027."},
		{"ro", month(2026, 12), month(2026, 12), "", ""},
	} {
		l, _ := rules.Language(h, c.code)
		m := lint.Months{First: c.first, Last: c.last}
		if got := l.Title(m); got != c.want {
			t.Errorf("%s: the title is %q, want %q", c.code, got, c.want)
		}
		if got := l.IntroText(m); got != c.intro {
			t.Errorf("%s: the intro is %q, want %q", c.code, got, c.intro)
		}
	}
}
