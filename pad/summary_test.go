package pad_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// TestDraftedSummary: each case is the body of an issue, and the summary that is drafted from it.
func TestDraftedSummary(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"nothing to tell", "Hello.\n", ""},
		{"sections without news", "## XMPP Servers\n\n## Extensions and specifications\n\n### New\n\n- No new XEPs this month.\n", ""},
		{
			"clients by their first link, in the order of the alphabet",
			"### XMPP Clients and Applications\n\n- [Wren](https://a.example/) has released [2.0](https://b.example/).\n- The new [adder 1.0](https://c.example/) is out.\n- [Heron](https://d.example/)\n  - [Nest](https://e.example/)\n- No link at all.\n",
			"In this issue: Update your clients with adder, Heron and Wren.",
		},
		{
			"servers with versions",
			"### XMPP Servers\n\n- [The makers](https://a.example/) of [Nest 2.1: the big one](https://b.example/).\n- [Kestrel](https://c.example/) has released versions [1.9](https://d.example/), [1.10](https://e.example/) and [1.2](https://f.example/).\n- [A talk](https://g.example/) about servers.\n- [A house](https://h.example/):\n  - [Osprey 3](https://i.example/)\n  - [Osprey 3.1](https://j.example/) is out.\n",
			"In this issue: Update your servers: Nest 2.1, Kestrel 1.10, Osprey 3.1.",
		},
		{
			"numbers of specifications",
			"## Extensions and specifications\n\n### New\n\n- Version 0.1.0 of [XEP-9001](/extensions/xep-9001.html) (Ponds)\n  - Accepted\n\n### Updated\n\n- Version 0.2.0 of XEP-9002\n- Version 0.2.0 of XEP-9003\n\n### Last Call\n\n- No Last Call this month.\n",
			"In this issue: Specifications update: a new XEP and two updates!",
		},
		{"a heading of that name elsewhere", "## Ponds\n\n### New\n\n- A heron\n", ""},
		{
			"announcements by their headings, but for the usual ones",
			"## XSF Announcements\n\n### XSF Membership\n\nApply [here](https://a.example/).\n\n### Summit in the fog\n\n- [A list](https://b.example/)\n\n## XMPP Articles\n\n- [Ponds, explained.](https://c.example/), by Ada.\n- [Teiche](https://d.example/), by Bo. [DE]\n- [Both](https://e.example/), by Bo. [DE / EN]\n- [A blog](https://f.example/)\n  - [Why](https://g.example/)\n- Read [this](https://h.example/).\n",
			"In this issue: Summit in the fog, Ponds, explained, Both, Why.",
		},
		{
			"what happens every month is no news",
			"## XMPP Events\n\n- [Meetup](https://a.example/): every second Tuesday.\n- [Summit](https://b.example/), on the 4th.\n",
			"In this issue: Summit.",
		},
		{
			"markup, quotes and backslashes",
			"## XMPP Articles\n\n- [A *\"quoted\"* `name` \\\\ <&amp;>](https://a.example/)\n",
			`In this issue: A 'quoted' name \ <&>.`,
		},
		{
			"a paragraph where an item was meant",
			"### XMPP Servers\n\n[Nest 2.1](https://a.example/) is out.\n",
			"In this issue: Update your servers: Nest 2.1.",
		},
		{
			"as many topics as there is room for",
			"## XMPP Articles\n\n" + strings.Repeat("- ["+strings.Repeat("a", 50)+"%d](https://a.example/)\n", 20),
			"",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := c.body
			for n := 10; strings.Contains(body, "%d"); n++ {
				body = strings.Replace(body, "%d", fmt.Sprint(n), 1)
			}
			text, done := pad.Complete(lint.Parse("x.md", []byte(body)), house(t), month(t, "2026-11", "2026-11", "2026-12-05"), pad.Known{})
			got := lint.Parse("x.md", text).Front.String("summary")
			if strings.Contains(c.body, "%d") {
				if n := len(got); n > 600 || n < 540 {
					t.Errorf("%d characters: %s", n, got)
				}
			} else if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if (done.Drafted == "") != (got == "") {
				t.Errorf("it is said that this was drafted: %q", done.Drafted)
			}
		})
	}
}

// TestSummaryFollows: the summary is drafted again as long as nobody edited it on the branch.
func TestSummaryFollows(t *testing.T) {
	h, november := house(t), month(t, "2026-11", "2026-11", "2026-12-05")
	complete := func(text string, known pad.Known) *lint.Document {
		done, _ := pad.Complete(lint.Parse("x.md", []byte(text)), h, november, known)
		return lint.Parse("x.md", done)
	}
	edited := func(d *lint.Document, summary string) *lint.Document {
		k, _ := d.Front.Key("summary")
		return lint.Parse("x.md", []byte(strings.Replace(string(d.Src), d.Text(k.Entry), summary, 1)))
	}
	const one, two = "### XMPP Servers\n\n- [Nest 1.0](https://a.example/)\n", "### XMPP Servers\n\n- [Nest 1.1](https://a.example/)\n"
	first := complete(one, pad.Known{})
	older := edited(first, "summary: \"In this issue: Nest.\"\n") // as another version of this program drafted it
	bare := edited(first, "")
	for _, c := range []struct {
		name, pad, want string
		known           pad.Known
	}{
		{"nothing new", one, "In this issue: Update your servers: Nest 1.0.", pad.Known{Import: first}},
		{"nothing new, by another version", one, "In this issue: Nest.", pad.Known{Import: older}},
		{"the pad changed", two, "In this issue: Update your servers: Nest 1.1.", pad.Known{Import: first, Branch: first}},
		{"the pad changed, and another version drafted before", two, "In this issue: Update your servers: Nest 1.1.", pad.Known{Import: older, Branch: older}},
		{"somebody edited it", two, "In this issue: Update your servers: Nest 1.0.", pad.Known{Import: first, Branch: edited(first, "summary: Nests\n")}},
		{"somebody removed it", two, "In this issue: Update your servers: Nest 1.0.", pad.Known{Import: first, Branch: bare}},
		{"somebody wrote the first one", two, "", pad.Known{Import: bare, Branch: first}},
		{"there was nothing to tell at first", two, "In this issue: Update your servers: Nest 1.1.", pad.Known{Import: bare, Branch: bare}},
		{"the branch cannot be read", two, "In this issue: Update your servers: Nest 1.0.", pad.Known{Import: first, Branch: lint.Parse("x.md", []byte("---\na: b: c\n---\n"))}},
		{"the pad has one", "---\nsummary: Mine\n---\n" + two, "Mine", pad.Known{Import: first, Branch: first}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := complete(c.pad, c.known).Front.String("summary"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
