package main

import (
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestPhaseOf(t *testing.T) {
	const issue = "The XMPP Newsletter November 2026"
	for title, want := range map[string]phase{
		"Draft: " + issue:   drafting,
		"DRAFT " + issue:    drafting,
		"[WIP] " + issue:    drafting,
		"Darft: " + issue:   drafting,
		"REVIEW: " + issue:  reviewing,
		"review - " + issue: reviewing,
		"Reveiw: the xmpp newsletter november 2026": reviewing,
		"Draft, in review: " + issue:                reviewing,
		"EDITORIAL CLOSING: " + issue:               closing,
		"Editorial closnig: " + issue:               closing,
		"EDITORAL CLOSING " + issue:                 closing,
		"editorial: " + issue:                       closing,
		issue + " (closing)":                        closing,
		issue:                                       "",
		"Drafty " + issue + " of our views":         drafting, // one letter too many
		"Newsletter, with soup":                     "",
		"":                                          "",
	} {
		if got := phaseOf(title, issue); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	if got := phaseOf("REVIEW: The Draft November 2026", "The Draft November 2026"); got != reviewing {
		t.Errorf("the issue's own title says %q", got)
	}
}

func TestTitleIn(t *testing.T) {
	for _, test := range []struct {
		configured string
		phase      phase
		want       string
	}{
		{"Draft: {title}", drafting, "Draft: It"},
		{"Draft: {title}", reviewing, "REVIEW: It"},
		{"Draft: {title}", closing, "EDITORIAL CLOSING: It"},
		{"[{title}]", drafting, "[It]"},
		{"[{title}]", closing, "EDITORIAL CLOSING: [It]"},
		{"News: {title}", reviewing, "REVIEW: News: It"},
	} {
		j := &job{config: config{Title: test.configured}}
		j.house = houseTitled(t, "It")
		if got := j.titleIn(test.phase); got != test.want {
			t.Errorf("%q in %s: %q, want %q", test.configured, test.phase, got, test.want)
		}
	}
}

// houseTitled is the default style whose issues all have one title.
func houseTitled(t *testing.T, title string) *lint.House {
	t.Helper()
	c, err := defaultConfig()
	if err != nil {
		t.Fatal(err)
	}
	house := *c.House.House
	house.Title = lint.Form{Text: title}
	return &house
}
