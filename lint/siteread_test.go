package lint_test

import (
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/lint"
)

func TestSiteRead(t *testing.T) {
	files := fstest.MapFS{
		"content/blog/newsletter/2026-10-05-newsletter.md":    {Data: []byte("the last one")},
		"content/blog/newsletter/2026-11-05-newsletter.md":    {Data: []byte("the answer")},
		"content/blog/newsletter/2026-11-05-newsletter.de.md": {Data: []byte("die Antwort")},
		"content/about.md": {Data: []byte("about")},
		"content/empty.md": {},
	}
	site := lint.NewSite(files, "content/blog/newsletter/2026-11-05-newsletter.md")
	got := site.Read(8,
		"content/about.md", "content/blog/newsletter/2026-10-05-newsletter.md", "content/blog/newsletter/2026-11-05-newsletter.md",
		"content/blog/newsletter/2026-11-05-newsletter.de.md", "content/empty.md", "content/none.md", "content", "../about.md")
	want := []string{"about", "the last"}
	for i, text := range got {
		switch {
		case i < len(want) && string(text) != want[i]:
			t.Errorf("file %d is %q, want %q", i, text, want[i])
		case i == 4 && (text == nil || len(text) > 0):
			t.Errorf("an empty file is %q", text)
		case i >= len(want) && i != 4 && text != nil:
			t.Errorf("file %d shows %q", i, text)
		}
	}
	if len(got) != 8 {
		t.Errorf("%d answers to 8 questions", len(got))
	}
}

func TestOwn(t *testing.T) {
	style := lint.SiteStyle{Hosts: []string{"birds.example", "www.birds.example"}}
	for _, c := range []struct{ address, local string }{ // "" for what is elsewhere
		{"/about/", "/about/"},
		{"https://birds.example/about/?a#b", "/about/?a#b"},
		{"http://www.birds.example", "/"},
		{"https://Birds.Example#top", "/#top"},
		{"https://birds.example//twice", "/twice"},
		{"//birds.example/about/", ""},
		{"https://wiki.birds.example/", ""},
		{"https://birds.example:8080/", ""},
		{"https://me@birds.example/", ""},
		{"https://other.example/birds.example", ""},
		{"xmpp:room@birds.example", ""},
		{"about/", ""},
		{"https://birds.example/%zz", ""},
		{"", ""},
	} {
		if local, own := style.Own(c.address); local != c.local || own != (c.local != "") {
			t.Errorf("Own(%q) = %q, %v; want %q", c.address, local, own, c.local)
		}
	}
}
