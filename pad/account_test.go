package pad_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

func TestCompare(t *testing.T) {
	const before = "# One\n\n## Two\n\n- [Ada](https://a.example/) is out.\n- [Bo](https://b.example/) is out.\n\n![A pond](https://pad.example/1.png)\n\n" +
		"{{< figure src=\"/images/2.png\" >}} <IMG alt=\"x\" SRC='https://pad.example/3.png'>\n\n<https://c.example/>\n\n" +
		"### Newsletter Contributors & Translations\n\n- To us: *Ada, Bo (he,him), Cy*\n"
	for _, c := range []struct {
		name, before, after string
		moved               map[string]string
		counts              [2][5]int // headings, entries, links, pictures, names
		lost, new           []pad.Difference
	}{
		{"the same", before, before, nil, [2][5]int{{3, 3, 3, 3, 3}, {3, 3, 3, 3, 3}}, nil, nil},
		{"all is lost", before, "", nil, [2][5]int{{3, 3, 3, 3, 3}, {}}, []pad.Difference{
			{pad.Headings, "One"}, {pad.Headings, "Two"}, {pad.Headings, "Newsletter Contributors & Translations"},
			{pad.News, "Ada is out."}, {pad.News, "Bo is out."}, {pad.News, "https://c.example/"},
			{pad.Links, "https://a.example/"}, {pad.Links, "https://b.example/"}, {pad.Links, "https://c.example/"},
			{pad.Pictures, "https://pad.example/1.png"}, {pad.Pictures, "/images/2.png"}, {pad.Pictures, "https://pad.example/3.png"},
			{pad.Contributors, "Ada"}, {pad.Contributors, "Bo (he,him)"}, {pad.Contributors, "Cy"},
		}, nil},
		{"one of two equal links", "[a](/x) [b](/x)", "[a](/x)", nil, [2][5]int{{0, 1, 2, 0, 0}, {0, 1, 1, 0, 0}}, []pad.Difference{{pad.Links, "/x"}}, nil},
		{"one that is there twice", "[a](/x)", "[a](/x) [b](/x)", nil, [2][5]int{{0, 1, 1, 0, 0}, {0, 1, 2, 0, 0}}, nil, []pad.Difference{{pad.Links, "/x"}}},
		{"an entry that was edited is the same", "- [Ada](/a) is out.", "- Out is [Ada 2](/a)!", nil, [2][5]int{{0, 1, 1, 0, 0}, {0, 1, 1, 0, 0}}, nil, nil},
		{"a picture that was brought over", "![a](https://pad.example/1.png)", "{{< figure src=\"/images/1.png\" >}}",
			map[string]string{"https://pad.example/1.png": "/images/1.png"}, [2][5]int{{0, 0, 0, 1, 0}, {0, 0, 0, 1, 0}}, nil, nil},
		{"a picture that was not", "![a](https://pad.example/1.png)", "{{< figure src=\"/images/1.png\" >}}", nil, [2][5]int{{0, 0, 0, 1, 0}, {0, 0, 0, 1, 0}},
			[]pad.Difference{{pad.Pictures, "https://pad.example/1.png"}}, []pad.Difference{{pad.Pictures, "/images/1.png"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := pad.Compare(lint.Parse("x.md", []byte(c.before)), lint.Parse("x.md", []byte(c.after)), house(t), c.moved)
			want := pad.Account{Before: c.counts[0], After: c.counts[1], Lost: c.lost, New: c.new}
			if d := cmp.Diff(want, a); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if a.Even() != (len(c.lost)+len(c.new) == 0) {
				t.Error("even?")
			}
		})
	}
}

// FuzzCompare: a text differs in nothing from itself, and what one way is lost is new the other way.
func FuzzCompare(f *testing.F) {
	for _, s := range []string{"", "# a\n\n[b](c)", "<img src=a><img\nsrc = 'b>", "### Newsletter Contributors & Translations\n\n- a: *b,, (c,*", "![]()[]()", "<img src=\"\xff"} {
		f.Add(s, "x")
	}
	h := house(f)
	f.Fuzz(func(t *testing.T, one, other string) {
		a, b := lint.Parse("x.md", []byte(one)), lint.Parse("x.md", []byte(other))
		if c := pad.Compare(a, a, h, nil); !c.Even() || c.Before != c.After {
			t.Errorf("%q differs from itself: %+v", one, c)
		}
		there, back := pad.Compare(a, b, h, nil), pad.Compare(b, a, h, nil)
		if there.Before != back.After || len(there.Lost) != len(back.New) || len(there.New) != len(back.Lost) {
			t.Errorf("%q and %q: %+v, and back %+v", one, other, there, back)
		}
	})
}
