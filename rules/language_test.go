package rules_test

import (
	"slices"
	"strings"
	"testing"

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
			if !strings.Contains(title, "{months}") {
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
