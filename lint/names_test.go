package lint_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
)

func TestNameLists(t *testing.T) {
	house := &lint.House{
		Outline: lint.Outline{Sections: []lint.Section{{Name: "Thanks", Level: 3, Former: []string{"Many thanks"}}, {Name: "News", Level: 2}}},
		News:    lint.NewsStyle{Helpers: lint.HelperStyle{Sections: []string{"Thanks"}}},
	}
	text := "## News\n\n- Who: *Nobody*\n\n### Many thanks\n\nWe thank all. They are: Ada, and others (a,b)\n\n- Writers:\n  - To [this](/x): *Ada  Li, Bo (b,c),Cy.*\n- Readers: [Dee](/d)\n- Empty: **\n"
	type list struct {
		Label, Text string
		Names       []string
	}
	d := lint.Parse("x.md", []byte(text))
	var got []list
	for _, l := range house.NameLists(d) {
		got = append(got, list{l.Label, d.Text(l.Span), l.Names})
	}
	want := []list{
		{"We thank all. They are", "Ada, and others (a,b)", []string{"Ada", "and others (a,b)"}},
		{"Writers/To this", "*Ada  Li, Bo (b,c),Cy.*", []string{"Ada Li", "Bo (b,c)", "Cy"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSaysNone(t *testing.T) {
	for text, want := range map[string]bool{
		"No XEPs proposed this month": true, "None": true, "nothing new": true,
		"Not one": false, "No, there were two": false, "No news. But herons": false, "Version 0.1.0 of XEP-9001": false, "": false,
	} {
		if got := lint.SaysNone(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
