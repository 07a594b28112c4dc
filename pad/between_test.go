package pad_test

import (
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// told writes news in one line, to be compared.
func told(n pad.Changes) string {
	var b strings.Builder
	for _, part := range []struct {
		sign    string
		entries []pad.Entry
	}{{"+", n.Added}, {"~", n.Changed}, {"-", n.Removed}} {
		for _, e := range part.entries {
			b.WriteString(part.sign + e.Text + "; ")
		}
	}
	return b.String()
}

func TestEntriesBetween(t *testing.T) {
	house := house(t)
	const before = `# News

- [Heron](https://heron.example.org/) flies.
- [Wren](https://wren.example.org/) sings.

## Spread the news

- [The feed](https://social.example.org/)
`
	for _, test := range []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"layout only", "\n- [Wren]", "\n\n*   [Wren]", ""},
		{"an entry more", "\n- [Wren]", "\n- [Owl](https://owl.example.org/) hoots.\n- [Wren]", "+Owl hoots.; "},
		{"a line of text more", "# News\n", "# News\n\nHello.\n", ""},
		{"another word", "flies.", "flew.", "~Heron flew.; "},
		{"another address", "https://wren.example.org/", "https://wren.example.org/song", "~Wren sings.; "},
		{"another address, written otherwise", "https://wren.example.org/", "http://www.wren.example.org", ""},
		{"one less", "- [Wren](https://wren.example.org/) sings.\n", "", "-Wren sings.; "},
		{"another in its place", "[Wren](https://wren.example.org/) sings", "[Owl](https://owl.example.org/) hoots", "+Owl hoots.; -Wren sings.; "},
		{"in another order", "- [Heron](https://heron.example.org/) flies.\n- [Wren](https://wren.example.org/) sings.", "- [Wren](https://wren.example.org/) sings.\n- [Heron](https://heron.example.org/) flies.", ""},
		{"what stands there every month", "[The feed](https://social.example.org/)", "[The feeds](https://feeds.example.org/)", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			after := before
			if test.old != "" {
				if !strings.Contains(before, test.old) {
					t.Fatalf("the text does not say %q", test.old)
				}
				after = strings.Replace(before, test.old, test.new, 1)
			}
			a, b := lint.Parse("", []byte(before)), lint.Parse("", []byte(after))
			want := test.want
			n := pad.EntriesBetween(a, b, house)
			if got := told(n); got != want || n.Empty() != (want == "") {
				t.Errorf("%q, not %q", got, want)
			}
			back := pad.EntriesBetween(b, a, house)
			if len(back.Added) != len(n.Removed) || len(back.Removed) != len(n.Added) || len(back.Changed) != len(n.Changed) {
				t.Errorf("the other way it is %q", told(back))
			}
			lacks := pad.Lacks(a, pad.Entries(b, house), house)
			if len(lacks) != len(n.Added) {
				t.Errorf("lacks %d entries", len(lacks))
			}
			for _, e := range n.Changed {
				if pad.Says(a, e, house) || !pad.Says(b, e, house) {
					t.Errorf("%q is said at the wrong place", e.Text)
				}
			}
		})
	}
}

func TestEntrySource(t *testing.T) {
	house := house(t)
	d := lint.Parse("", []byte("1. *[Heron](https://heron.example.org/)* flies\n   over [two](https://two.example.org/) lines.  \n"))
	e := pad.Entries(d, house)
	if len(e) != 1 || e[0].Source != "*[Heron](https://heron.example.org/)* flies\n   over [two](https://two.example.org/) lines." {
		t.Errorf("%+v", e)
	}
}
