package pad_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

func house(t testing.TB) *lint.House {
	h, err := rules.House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func month(t testing.TB, first, last, release string) pad.Month {
	parse := func(form, s string) time.Time {
		d, err := time.Parse(form, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	return pad.Month{Covers: lint.Months{First: parse("2006-01", first), Last: parse("2006-01", last)}, Release: parse(time.DateOnly, release)}
}

// banner is the line that an issue of the house begins with.
const banner = `{{< figure src="/images/newsletter/xmpp_newsletter_banner.jpg" caption="XMPP Newsletter Banner" >}}`

func TestComplete(t *testing.T) {
	november := month(t, "2026-11", "2026-11", "2026-12-05")
	const front = "---\ntitle: The XMPP Newsletter November 2026\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\n"
	keys := []string{"title: The XMPP Newsletter November 2026", "date: 2026-12-05", "categories: ['Newsletter']"}
	const full = front + banner + "\n\n"
	software := func(text, why string) pad.Omission { return pad.Omission{Text: text, Why: why} }
	const padOnly, forWriters = "only the pad's own software reads it", "it tells the pad's writers what to do"
	for _, c := range []struct {
		name, in, previous, want string
		month                    pad.Month
		added                    []string
		dropped                  []pad.Omission
	}{
		{
			name: "a bare text", month: november, in: "Hello.\n",
			want: full + "Hello.\n", added: append([]string{banner}, keys...),
		},
		{
			name: "two months", month: month(t, "2026-12", "2027-01", "2027-02-05"), in: banner + "\n\nHello.\n",
			want:  "---\ntitle: The XMPP Newsletter December 2026 & January 2027\ndate: 2027-02-05\ncategories: ['Newsletter']\n---\n\n" + banner + "\n\nHello.\n",
			added: []string{"title: The XMPP Newsletter December 2026 & January 2027", "date: 2027-02-05", "categories: ['Newsletter']"},
		},
		{
			name: "keys stay as they are written", month: november,
			in:      "---\ntags: x\n\"@here #1\": x\n'title': The XMPP Newsletter November 2026\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			want:    "---\n\"@here #1\": x\n'title': The XMPP Newsletter November 2026\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\n" + banner + "\n\nHello.\n",
			added:   []string{banner},
			dropped: []pad.Omission{software("tags: x", padOnly)},
		},
		{
			name: "nothing is missing", month: november,
			in:   "---\ndate: 2026-12-09\ncategories: [Other]\ntitle: My own title\ncolour: green\n---\n" + banner + "\n\nHello.\n",
			want: "---\ndate: 2026-12-09\ncategories: [Other]\ntitle: My own title\ncolour: green\n---\n" + banner + "\n\nHello.\n",
		},
		{
			name: "missing keys come in the site's order", month: november,
			in:    "---\ntitle: Mine # a note\nsummary: \"Short\"\n---\n\n" + banner + "\n",
			want:  "---\ntitle: Mine # a note\ndate: 2026-12-05\ncategories: ['Newsletter']\nsummary: \"Short\"\n---\n\n" + banner + "\n",
			added: keys[1:],
		},
		{
			name: "keys that wait for their values", month: november,
			in:    "---\ncategories: # always the same\ntitle: \"\"\n# The day of release:\ndate:\n---\n\n" + banner + "\n",
			want:  "---\ncategories: ['Newsletter']\ntitle: The XMPP Newsletter November 2026\n# The day of release:\ndate: 2026-12-05\n---\n\n" + banner + "\n",
			added: keys,
		},
		{
			name: "what only the pad reads is dropped and listed", month: november,
			in:      "---\ntitle: Mine\nrobots: noindex\ndate: 2026-12-05\nslideOptions:\n  theme: white\ncategories: ['Newsletter']\n---\n\n" + banner + "\n",
			want:    "---\ntitle: Mine\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\n" + banner + "\n",
			dropped: []pad.Omission{software("robots: noindex", padOnly), software("slideOptions:\n  theme: white", padOnly)},
		},
		{
			name: "comments stay", month: november,
			in:      "---\n# Keep the order.\ntitle: Mine\nrobots: noindex\n# The day of release:\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\n" + banner + "\n",
			want:    "---\n# Keep the order.\ntitle: Mine\n# The day of release:\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\n" + banner + "\n",
			dropped: []pad.Omission{software("robots: noindex", padOnly)},
		},
		{
			name: "a key under a wrong name is the person's to rename", month: november,
			in:    "---\ntitolo: Mine\nsommario: Short\n---\n\n## XMPP Servers\n\n- [Nest 2.1](https://nest.example/)\n",
			want:  "---\ntitolo: Mine\nsommario: Short\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\n" + banner + "\n\n## XMPP Servers\n\n- [Nest 2.1](https://nest.example/)\n",
			added: append([]string{banner}, keys[1:]...),
		},
		{
			name: "what was decided once stays", month: month(t, "2026-11", "2026-11", "2026-12-09"),
			previous: front + "Hi.\n", in: "Hello.\n",
			want: front + "Hello.\n", added: keys,
		},
		{
			name: "the banner was decided upon", month: november, previous: full + "Hi.\n", in: "Hello.\n",
			want: full + "Hello.\n", added: append([]string{banner}, keys...),
		},
		{
			name: "a picture of their own", month: november, in: "![The pond](/images/pond.png)\n\nHello.\n",
			want: front + "![The pond](/images/pond.png)\n\nHello.\n", added: keys,
		},
		{
			name: "an older issue has no banner", month: month(t, "2023-11", "2023-11", "2023-12-05"), in: "Hello.\n",
			want:  "---\ntitle: The XMPP Newsletter November 2023\ndate: 2023-12-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			added: []string{"title: The XMPP Newsletter November 2023", "date: 2023-12-05", "categories: ['Newsletter']"},
		},
		{
			name: "the title as a heading", month: november, in: "# The XMPP newsletter  November 2026\n\n" + banner + "\n\n## News\n",
			want: full + "## News\n", added: keys,
			dropped: []pad.Omission{software("# The XMPP newsletter  November 2026", "the front matter holds the title")},
		},
		{
			name: "the title underlined", month: november, in: "The XMPP newsletter November 2026\n===\n\n" + banner + "\n\n## News\n",
			want: full + "## News\n", added: keys,
			dropped: []pad.Omission{software("The XMPP newsletter November 2026\n===", "the front matter holds the title")},
		},
		{
			name: "another title is the person's", month: november, in: "# Ponds\n\n" + banner + "\n\n## News\n",
			want: front + "# Ponds\n\n" + banner + "\n\n## News\n", added: keys,
		},
		{
			name: "front matter that is not YAML is left alone", month: november,
			in:   "---\ntitle: A: B\n---\n\nHello.\n",
			want: "---\ntitle: A: B\n---\n\nHello.\n",
		},
		{
			name: "no shape but lines", month: november,
			in:   "---\n{title: A}\n---\n\nHello.\n",
			want: "---\n{title: A}\n---\n\nHello.\n",
		},
		{
			name: "what tells writers what to do is dropped and listed", month: november,
			in:   front + banner + "\n\n[TOC]\n\n## News\n_Please do not simply drop links, rather\ntry to write._\n- Add here!\n- [Pond](https://pond.example/)\n  - please add below\n\n> Please add below\n\n<!-- two lines\nof a comment -->\nEnd.\n",
			want: full + "\n## News\n- [Pond](https://pond.example/)\n\n\n\nEnd.\n",
			dropped: []pad.Omission{
				software("[TOC]", forWriters), software("_Please do not simply drop links, rather\ntry to write._", forWriters), software("- Add here!", forWriters),
				software("- please add below", forWriters), software("> Please add below", forWriters), software("<!-- two lines\nof a comment -->", forWriters),
			},
		},
		{
			name: "news that begin like an instruction stay", month: november,
			in: full + "_Please do not simply drop links_, said Heron 2.0.\n\n_Please do not simply drop links, rather [write](https://a.example/)_\n\nPlease add below the pond: Heron.\n\n" +
				"_Please do not simply drop links_\nHeron 2.0 is out.\n\n- Add here\n\n  Heron.\n\nText <!-- inside --> a line.\n\n<!-- padpress: ignore link-text: quoted -->\nHere.\n\n<!--more-->\n",
			want: full + "_Please do not simply drop links_, said Heron 2.0.\n\n_Please do not simply drop links, rather [write](https://a.example/)_\n\nPlease add below the pond: Heron.\n\n" +
				"_Please do not simply drop links_\nHeron 2.0 is out.\n\n- Add here\n\n  Heron.\n\nText <!-- inside --> a line.\n\n<!-- padpress: ignore link-text: quoted -->\nHere.\n\n<!--more-->\n",
		},
		{
			name: "what stood on both sides of a comment does not grow together", month: november,
			in: full + "One.\n<!-- x -->\nTwo.\n", want: full + "One.\n\nTwo.\n",
			dropped: []pad.Omission{software("<!-- x -->", forWriters)},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var known pad.Known
			if c.previous != "" {
				known.Import = lint.Parse("x.md", []byte(c.previous))
			}
			got, done := pad.Complete(lint.Parse("x.md", []byte(c.in)), house(t), c.month, known)
			if d := cmp.Diff(c.want, string(got)); d != "" {
				t.Errorf("text (-want +got):\n%s", d)
			}
			if d := cmp.Diff(pad.Completion{Added: c.added, Dropped: c.dropped}, done); d != "" {
				t.Errorf("report (-want +got):\n%s", d)
			}
			again, done := pad.Complete(lint.Parse("x.md", got), house(t), c.month, known)
			if string(again) != string(got) || done.Changed() {
				t.Errorf("completing again changes it: %+v\n%s", done, again)
			}
		})
	}
}

// FuzzComplete: what is not said to be dropped stays as it was written, and completing twice is completing once.
func FuzzComplete(f *testing.F) {
	for _, s := range []string{"", "a", "---\ntitle: a\n---\nb", "---\nrobots: a\n---\n\n\nb\n", "\ufeff---\ntags: a\n---\n", "---\n---\n---\n",
		"# The XMPP Newsletter November 2026\n\n[TOC]\n", "- add here\n- a\n<!-- b -->\nc", "> 1. Add here\n\n_Please do not simply drop links_", "- - add here\n", "## XMPP Servers\n- [A \"1.0](b)",
		"---\ntags: a\ntitle: b\n---\n\n---\ntitel: c\ndate: 2026-12-05\n---\nd"} {
		f.Add(s)
	}
	h := house(f)
	m := month(f, "2026-11", "2026-11", "2026-12-05")
	f.Fuzz(func(t *testing.T, text string) {
		d := lint.Parse("x.md", []byte(text))
		got, done := pad.Complete(d, h, m, pad.Known{})
		if !done.Changed() {
			if string(got) != text {
				t.Errorf("changed without a word: %q became %q", text, got)
			}
			return
		}
		c := lint.Parse("x.md", got)
		if c.Front.Err != nil {
			t.Fatalf("%q became front matter that is not YAML: %q", text, got)
		}
		for _, k := range h.FrontMatter.Required {
			_, has := c.Front.Key(k)
			for wrong, right := range h.FrontMatter.Renamed {
				_, other := c.Front.Key(wrong)
				has = has || right == k && other
			}
			if !has {
				t.Errorf("no %s in %q", k, got)
			}
		}
		if lost := lostWords(d.Text(d.Body()), c.Text(c.Body()), done); lost != "" {
			t.Errorf("%q is in %q and not in %q", lost, text, got)
		}
		again, more := pad.Complete(c, h, m, pad.Known{})
		if more.Changed() && len(more.Dropped) == 0 {
			t.Errorf("completing again does %+v: %q became %q", more, got, again)
		}
	})
}

// lostWords is a word of a body that stands less often in what became of it and in what is said to be dropped.
func lostWords(before, after string, done pad.Completion) string {
	left := map[string]int{}
	for _, w := range strings.Fields(after) {
		left[w]++
	}
	for _, o := range done.Dropped {
		for _, w := range strings.Fields(o.Text) {
			left[w]++
		}
	}
	for _, w := range strings.Fields(strings.ReplaceAll(before, "\ufeff", " ")) {
		if left[w]--; left[w] < 0 {
			return w
		}
	}
	return ""
}
