package github

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// What a browser makes of the address is what went into it.
func TestLink(t *testing.T) {
	c, err := New("xsf/xmpp.org", Options{})
	if err != nil {
		t.Fatal(err)
	}
	table := strings.Repeat("| Größe & + % # ? = `<a>` | 🦔 |\n", 400)
	tests := []struct {
		name string
		spec PullSpec
		path string
		cut  bool
	}{
		{"from a fork", PullSpec{Head: "newsletter-november-2026", Fork: "alice/xmpp.org", Title: "Draft: The XMPP Newsletter November 2026", Body: "# Hi\n\n*Ready?* 100 % & more + [pad](https://pad.example.org/a?b=c#d)\n"},
			"/xsf/xmpp.org/compare/master...alice:newsletter-november-2026", false},
		{"from a fork of another name", PullSpec{Head: "november", Fork: "alice/site-2", Title: "t"}, "/xsf/xmpp.org/compare/master...alice:site-2:november", false},
		{"slashes and odd characters", PullSpec{Head: "news/2026/(a)#1%2F", Fork: "alice/xmpp.org", Title: "a & b = c"}, "/xsf/xmpp.org/compare/master...alice:news/2026/(a)#1%2F", false},
		{"from the repository itself", PullSpec{Head: "november", Title: "t"}, "/xsf/xmpp.org/compare/master...xsf:november", false},
		{"a long body", PullSpec{Head: "november", Fork: "alice/xmpp.org", Title: "t", Body: table}, "/xsf/xmpp.org/compare/master...alice:november", true},
		{"a body of one line", PullSpec{Head: "november", Fork: "alice/xmpp.org", Title: "t", Body: strings.Repeat("Ä", 9000)}, "/xsf/xmpp.org/compare/master...alice:november", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.spec.Base = "master"
			link := c.Link("https://github.com/", tt.spec)
			u, err := url.Parse(link)
			if err != nil || u.Host != "github.com" || u.Path != tt.path {
				t.Fatalf("%s: path %q, %v", link, u.Path, err)
			}
			q, err := url.ParseQuery(u.RawQuery)
			if err != nil || q.Get("quick_pull") != "1" || q.Get("title") != tt.spec.Title {
				t.Errorf("query %v, %v", q, err)
			}
			if len(link) > maxLink || strings.ContainsAny(link, " +<>\"`\n") || strings.ContainsAny(link, "()") {
				t.Errorf("%d bytes: %s", len(link), link)
			}
			body := q.Get("body")
			if !tt.cut && body != tt.spec.Body {
				t.Errorf("body %q", body)
			}
			kept, note := strings.CutSuffix(body, linkCut)
			if tt.cut && (!note || !strings.HasPrefix(tt.spec.Body, kept) || !utf8.ValidString(kept) || len(link) < maxLink-300) {
				t.Errorf("cut to %d bytes: %q", len(link), body)
			}
			if tt.cut && strings.Contains(tt.spec.Body, "\n") && !strings.HasSuffix(kept, "|") {
				t.Errorf("cut within a line: %q", kept[len(kept)-50:])
			}
		})
	}
}

func TestLinkWithoutRoom(t *testing.T) {
	c, err := New("xsf/xmpp.org", Options{})
	if err != nil {
		t.Fatal(err)
	}
	link := c.Link("https://github.com", PullSpec{Head: "november", Base: "master", Title: strings.Repeat("t", maxLink), Body: strings.Repeat("b\n", maxLink)})
	if u, err := url.Parse(link); err != nil || u.Query().Get("body") != "" {
		t.Errorf("%v, %d bytes", err, len(link))
	}
}
