package main

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// TestHostileSizes: large texts are worked through, and the summary says how much did not fit.
func TestHostileSizes(t *testing.T) {
	needGit(t)
	const size = 150_000
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	for _, c := range []struct {
		name, text string
		overfull   bool // the summary cannot hold all findings
	}{
		{name: "findings", text: numbered("[a] (https://b.example/%d)\n\n", size/30), overfull: true},
		{name: "the same findings", text: fill("[a] (https://b.example)\n\n")},
		{name: "headings with findings", text: numbered("# a\n\n[a] (https://b.example/%d)\n\n", 3000), overfull: true},
		{name: "findings on one line", text: fill("[a] (https://b.example) ")},
		{name: "long words in findings", text: fill("[" + strings.Repeat("ä", 500) + "] (https://" + strings.Repeat("b", 900) + ".example)\n\n")},
		{name: "entries", text: fill("- [a](https://b.example)\n")},
		{name: "one long line", text: fill("a ")},
		{name: "blanks", text: fill("x \n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := newWorld(t)
			if err != nil {
				t.Fatal(err)
			}
			defer s.close()
			s.pad.Set(samplePad, "This issue covers the month of November 2026.\n\n"+c.text)
			submitHostile(t, s)
			checkForge(t, s)
			comments, err := s.site.IssueComments(1)
			if err != nil || len(comments) != 1 {
				t.Fatalf("%d comments: %v", len(comments), err)
			}
			_, rest, overfull := strings.Cut(comments[0].Body, "\nMore did not fit in here and is in the log of the run: ")
			if overfull != c.overfull || overfull && !strings.HasSuffix(rest, " errors.") {
				t.Errorf("the summary ends with %q", comments[0].Body[max(0, len(comments[0].Body)-100):])
			}
			s.forge.ResetRequests()
			submitHostile(t, s)
			if s.forge.Writes() > 0 {
				t.Error("the second run wrote")
			}
		})
	}
}

// TestHostileTime works through large texts. It measures no time: each would take a hundred times as long if a line
// or the headings were read again for each sign.
func TestHostileTime(t *testing.T) {
	const size = 500_000
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"brackets":         strings.Repeat("](", size/2),
		"brackets apart":   strings.Repeat("] ", size/2),
		"wiki links":       strings.Repeat("[https:// ", size/10),
		"addresses":        strings.Repeat("https://", size/8),
		"shortcodes":       strings.Repeat("{{<a ", size/50),
		"findings":         strings.Repeat("[a](b)\n\n", size/8),
		"sections of news": strings.Repeat("# License\n\n# a\n\n- [a](https://b.c)\n\n", 6000),
		"names":            "### Newsletter Contributors & Translations\n\n- Us: *" + strings.Repeat("a, b ", size/5) + "*\n",
		"many names":       "### Newsletter Contributors & Translations\n\n- Us: *" + numbered("n%d, ", size/7) + "*\n",
		"clients":          "### XMPP Clients and Applications\n\n" + numbered("- [n%d](https://b.c)\n", size/25),
		"comments":         strings.Repeat("<!-- a -->\n\n", size/12),
		"images":           strings.Repeat("<img ", size/5),
		"deep news":        strings.Repeat("###### a\n\n- [a](https://b.c)\n\n", 12_000),
	} {
		t.Run(name, func(t *testing.T) {
			d := lint.Parse("content/blog/newsletter/2026-12-05-newsletter.md", []byte(text))
			findings := lint.Run(d, &lint.World{House: house}, rules.All)
			if err := report.Text(io.Discard, []report.File{{Document: d, Findings: findings}}, nil); err != nil {
				t.Fatal(err)
			}
			done, _ := pad.Complete(d, house, pad.Month{Release: time.Date(2026, 12, 5, 0, 0, 0, 0, time.UTC)}, pad.Known{})
			pad.Compare(d, lint.Parse(d.Path, done), house, nil)
			pad.GoneNames([]*lint.Document{d, lint.Parse(d.Path, nil)}, lint.Parse(d.Path, nil), house)
			t.Log(len(findings), "findings,", len(report.Remarks(d, findings)), "remarks,", len(pad.Entries(d, house)), "entries")
		})
	}
}

// numbered repeats a form with a number in it.
func numbered(form string, times int) string {
	var b strings.Builder
	for n := range times {
		fmt.Fprintf(&b, form, n)
	}
	return b.String()
}
