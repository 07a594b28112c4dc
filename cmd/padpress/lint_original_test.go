package main

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestOriginalOnSite: of all issues on the site the one of the very day is the original, and read when it is asked for.
func TestOriginalOnSite(t *testing.T) {
	house, err := rules.House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	const folder = "content/blog/newsletter/"
	site := fstest.MapFS{}
	for _, name := range []string{"2026-10-05-newsletter.md", "2026-11-05-newsletter.md", "2026-11-05-newsletter.de.md", "2026-11-06-newsletter.md", "2026-12-05-newsletter.md"} {
		site[folder+name] = &fstest.MapFile{Data: []byte("This is " + name)}
	}
	for _, x := range []struct{ name, want string }{
		{folder + "2026-11-05-newsletter.fr.md", "2026-11-05-newsletter.md"},
		{folder + "2026-11-05-newsletter.de.md", "2026-11-05-newsletter.md"},
		{folder + "2026-11-05_newsletter.de.md", "2026-11-05-newsletter.md"}, // file-name says what is wrong with it
		{"traductions/2026-11-05-newsletter.fr.md", "2026-11-05-newsletter.md"},
		{folder + "2026-11-04-newsletter.fr.md", ""},
		{folder + "newsletter.fr.md", ""},
		{folder + "2026-11-05-newsletter.md", ""},
		{folder + "2026-11-05-newsletter.en.md", ""},
	} {
		o, err := originalOfText(t.Context(), &env{}, house, "", "-", x.name, site)
		if err != nil {
			t.Fatal(err)
		}
		w := &lint.World{House: house}
		o.world(w, nil)
		got := ""
		if w.Original != nil {
			got = strings.TrimPrefix(string(w.Original().Src), "This is ")
		}
		if got != x.want {
			t.Errorf("the original of %s is %q, not %q", x.name, got, x.want)
		}
	}
	o, _ := originalOfText(t.Context(), &env{}, house, "", "-", folder+"2026-11-05-newsletter.fr.md", site)
	delete(site, folder+"2026-11-05-newsletter.md")
	w := &lint.World{House: house}
	if o.world(w, nil); w.Original() != nil {
		t.Error("an original that went meanwhile is known")
	}
}
