package rules_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestDamage: what happens to translations, one thing at a time. Each is found once, by the rule that it belongs to, and
// nothing else is; what is marked as mended is as it was before after all fixes.
func TestDamage(t *testing.T) {
	const (
		folder = "content/blog/newsletter/"
		name   = "2026-11-05-newsletter"
	)
	theirs, ours := parallelSample(t, name+".md"), parallelSample(t, name+".de.md")
	original := lint.Parse(folder+name+".md", []byte(theirs))
	w := &lint.World{House: house(t), Original: func() *lint.Document { return original }}
	drop := func(piece string) [2]string { return [2]string{piece, ""} }
	const figure = "{{< figure src=\"/images/newsletter/2026-11-05/flying.png\" caption=\"Ein Reiher im Flug\" >}}"
	for _, x := range []struct {
		name   string
		change [2]string
		want   []string
		mended bool
	}{
		{name: "nothing"},
		{name: "a heading is lost", change: drop("### XMPP-Server\n\n"), want: []string{"translation-structure"}, mended: true},
		{name: "a section of people's own is lost", change: [2]string{"### XSF-Mitgliedschaft", "XSF-Mitgliedschaft"}, want: []string{"translation-structure"}},
		{name: "a heading is a level too high", change: [2]string{"### XMPP-Server", "## XMPP-Server"}, want: []string{"translation-structure"}, mended: true},
		{name: "a heading of the first level", change: [2]string{"## Lizenz", "# Lizenz"}, want: []string{"heading-level"}, mended: true},
		{name: "a section stands twice", change: [2]string{"### Updated (aktualisiert)", "### New\n\n### Updated (aktualisiert)"}, want: []string{"translation-structure"}},
		{name: "a section is emptied", change: drop("Bitte teilt die Neuigkeiten in anderen Netzen:\n\n- [Mastodon](https://social.example/@herons)\n- [Lemmy](https://lemmy.example/c/herons)\n\n"), want: []string{"translation-links"}},
		{name: "an entry is lost", change: drop("- [Plover](https://plover.example/) kann jetzt andere anrufen.\n"), want: []string{"translation-links"}},
		{name: "a link is lost, and its words stand there", change: [2]string{"[1.3](https://heron.example/1.3)", "1.3"}, want: []string{"translation-links"}, mended: true},
		{name: "a link is lost with its words", change: [2]string{", mit einem [Programm](https://gannet.example/sprint/programme.html)", ""}, want: []string{"translation-links"}},
		{name: "words of an address are translated", change: [2]string{"posts/flying", "artikel/fliegen"}, want: []string{"translation-links"}, mended: true},
		{name: "a blank is in an address", change: [2]string{"https://gannet.example/sprint/programme.html", "https://gannet. example/sprint/programme.html"}, want: []string{"link-destination"}, mended: true},
		{name: "a blank is before an address", change: [2]string{"](https://plover", "] (https://plover"}, want: []string{"link-syntax"}, mended: true},
		{name: "an anchor is that of the original", change: [2]string{"#hilf-dem-newsletter", "#help-us-to-build-the-newsletter"}, want: []string{"anchor-exists"}, mended: true},
		{name: "a figure is lost", change: drop(figure + "\n\n"), want: []string{"translation-figures"}},
		{name: "a figure is on another host", change: [2]string{figure, "![Ein Reiher im Flug](https://blog.example/wp-content/flying.png)"}, want: []string{"remote-picture"}, mended: true},
		{name: "the form to subscribe is lost", change: drop("{{< newsletter-subscribe >}}\n\n"), want: []string{"translation-figures"}, mended: true},
		{name: "a version is another", change: [2]string{"Version 1.35.2", "Version 1.35.1"}, want: []string{"translation-xeps"}, mended: true},
		{name: "an entry of the specifications is lost", change: drop("- Version 0.1.0 von [XEP-0999](/extensions/xep-0999.html) (Heron Presence)\n  - Accepted by the Council. (hh)\n"), want: []string{"translation-xeps"}},
		{name: "a title is translated", change: [2]string{"(Multi-User Chat)", "(Chat für viele)"}, want: []string{"translation-xeps"}},
		{name: "people are lost", change: [2]string{"*Ada, Bo, Cy, Dee*", "*Ada und viele andere*"}, want: []string{"translation-credits"}},
		{name: "the title is English", change: [2]string{"Der XMPP-Newsletter für Oktober 2026", "The XMPP Newsletter October 2026"}, want: []string{"translated-title"}, mended: true},
		{name: "the date is another", change: [2]string{"date: 2026-11-05", "date: 2026-11-12"}, want: []string{"title-date"}, mended: true},
		{name: "a key is translated", change: [2]string{"title: Der", "titel: Der"}, want: []string{"front-matter"}, mended: true},
		{name: "a paragraph is not translated", change: [2]string{"[Gannet 0.9](https://gannet.example/0.9) taucht tiefer als alle Versionen zuvor, und kommt mit dem herauf, was es dort unten auf dem Grund alles gefunden hat.",
			"[Gannet 0.9](https://gannet.example/0.9) dives deeper than all releases before it, and comes up with all that it found down there on the ground."}, want: []string{"translation-untranslated"}},
	} {
		text := strings.Replace(ours, x.change[0], x.change[1], 1)
		if text == ours && x.change[0] != "" {
			t.Fatalf("%s: nothing is changed", x.name)
		}
		d := lint.Parse(folder+name+".de.md", []byte(text))
		var got []string
		findings := lint.Run(d, w, rules.All)
		for _, f := range findings {
			got = append(got, f.Rule)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: found %+v, want %v", x.name, findings, x.want)
		}
		mended, _, _ := lint.Mend(d, w, rules.All)
		if diff := cmp.Diff(ours, string(mended.Src)); x.mended && diff != "" {
			t.Errorf("%s: %s", x.name, diff)
		}
	}
}

func parallelSample(t *testing.T, name string) string {
	text, err := os.ReadFile("testdata/parallel/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
