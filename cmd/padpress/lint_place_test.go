package main

import (
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/rules"
)

func TestHousePath(t *testing.T) {
	house, err := rules.House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{"content/blog/newsletter/2026-10-05-newsletter.md": {}}
	for in, want := range map[string]string{
		"drafts/2026-11-05.md":                             "content/blog/newsletter/2026-11-05-newsletter.md",
		"content/blog/newsletter/2026-11-05-newsletter.md": "content/blog/newsletter/2026-11-05-newsletter.md",
		"drafts/2026-10-05.md":                             "drafts/2026-10-05.md", // the site has none before
		"drafts/november.md":                               "drafts/november.md",
	} {
		if got := housePath(house, site, in); got != want {
			t.Errorf("housePath(%s) = %s, want %s", in, got, want)
		}
	}
}
