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

func TestComplete(t *testing.T) {
	november := month(t, "2026-11", "2026-11", "2026-12-05")
	for _, c := range []struct {
		name, in, previous, want string
		month                    pad.Month
		added, dropped           []string
	}{
		{
			name: "no front matter", month: november, in: "Hello.\n",
			want:  "---\ntitle: The XMPP Newsletter November 2026\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			added: []string{"title: The XMPP Newsletter November 2026", "date: 2026-12-05", "categories: ['Newsletter']"},
		},
		{
			name: "two months", month: month(t, "2026-12", "2027-01", "2027-02-05"), in: "Hello.\n",
			want:  "---\ntitle: The XMPP Newsletter December 2026 & January 2027\ndate: 2027-02-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			added: []string{"title: The XMPP Newsletter December 2026 & January 2027", "date: 2027-02-05", "categories: ['Newsletter']"},
		},
		{
			name: "nothing is missing", month: november,
			in:   "---\ndate: 2026-12-09\ncategories: [Other]\ntitle: My own title\ncolour: green\n---\nHello.\n",
			want: "---\ndate: 2026-12-09\ncategories: [Other]\ntitle: My own title\ncolour: green\n---\nHello.\n",
		},
		{
			name: "missing keys come in the site's order", month: november,
			in:    "---\ntitle: Mine # a note\nsummary: \"Short\"\n---\n\nHello.\n",
			want:  "---\ntitle: Mine # a note\ndate: 2026-12-05\ncategories: ['Newsletter']\nsummary: \"Short\"\n---\n\nHello.\n",
			added: []string{"date: 2026-12-05", "categories: ['Newsletter']"},
		},
		{
			name: "what only the pad reads is dropped and listed", month: november,
			in:      "---\ntitle: Mine\nrobots: noindex\ndate: 2026-12-05\nslideOptions:\n  theme: white\ncategories: ['Newsletter']\n---\n\nHello.\n",
			want:    "---\ntitle: Mine\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			dropped: []string{"robots: noindex", "slideOptions:\n  theme: white"},
		},
		{
			name: "comments stay", month: november,
			in:      "---\n# Keep the order.\ntitle: Mine\nrobots: noindex\n# The day of release:\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			want:    "---\n# Keep the order.\ntitle: Mine\n# The day of release:\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			dropped: []string{"robots: noindex"},
		},
		{
			name: "a key under a wrong name is the person's to rename", month: november,
			in:    "---\ntitolo: Mine\n---\n\nHello.\n",
			want:  "---\ntitolo: Mine\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			added: []string{"date: 2026-12-05", "categories: ['Newsletter']"},
		},
		{
			name: "what was decided once stays", month: month(t, "2026-11", "2026-11", "2026-12-09"),
			previous: "---\ntitle: The XMPP Newsletter November 2026\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n",
			in:       "Hello.\n",
			want:     "---\ntitle: The XMPP Newsletter November 2026\ndate: 2026-12-05\ncategories: ['Newsletter']\n---\n\nHello.\n",
			added:    []string{"title: The XMPP Newsletter November 2026", "date: 2026-12-05", "categories: ['Newsletter']"},
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
	} {
		t.Run(c.name, func(t *testing.T) {
			var previous *lint.Document
			if c.previous != "" {
				previous = lint.Parse("x.md", []byte(c.previous))
			}
			got, done := pad.Complete(lint.Parse("x.md", []byte(c.in)), house(t), c.month, previous)
			if d := cmp.Diff(c.want, string(got)); d != "" {
				t.Errorf("text (-want +got):\n%s", d)
			}
			if d := cmp.Diff(pad.Completion{Added: c.added, Dropped: c.dropped}, done); d != "" {
				t.Errorf("report (-want +got):\n%s", d)
			}
			again, done := pad.Complete(lint.Parse("x.md", got), house(t), c.month, previous)
			if string(again) != string(got) || len(done.Added)+len(done.Dropped) > 0 {
				t.Errorf("completing again changes it: %+v\n%s", done, again)
			}
		})
	}
}

// FuzzComplete: whatever stands behind the front matter stays as it was written.
func FuzzComplete(f *testing.F) {
	for _, s := range []string{"", "a", "---\ntitle: a\n---\nb", "---\nrobots: a\n---\n\n\nb\n", "\ufeff---\ntags: a\n---\n", "---\n---\n---\n"} {
		f.Add(s)
	}
	h := house(f)
	m := month(f, "2026-11", "2026-11", "2026-12-05")
	f.Fuzz(func(t *testing.T, text string) {
		d := lint.Parse("x.md", []byte(text))
		got, done := pad.Complete(d, h, m, nil)
		if !strings.HasSuffix(string(got), strings.TrimLeft(strings.TrimPrefix(d.Text(d.Body()), "\ufeff"), "\r\n")) {
			t.Errorf("the body is not kept: %q became %q", text, got)
		}
		if len(done.Added)+len(done.Dropped) == 0 && string(got) != text {
			t.Errorf("changed without a word: %q became %q", text, got)
		}
		c := lint.Parse("x.md", got)
		if d.Front.Err == nil && c.Front.Err == nil {
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
		}
	})
}
