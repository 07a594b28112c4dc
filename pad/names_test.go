package pad_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

const thanks = "### Newsletter Contributors & Translations\n\n"

func TestGoneNames(t *testing.T) {
	for _, c := range []struct {
		name    string
		imports []string
		branch  string
		want    []pad.Gone
	}{
		{"the first import", []string{"- Us: *Ada*"}, "", nil},
		{"nobody", []string{"- Us: *Ada, Bo*", "- Us: *Bo, Cy, Ada*"}, "- Us: *Bo, Cy, Ada*", nil},
		{"one", []string{"- Us: *Ada, Bo (she,they)*", "- Us: *Ada*"}, "- Us: *Ada*", []pad.Gone{{"Us", []string{"Bo (she,they)"}}}},
		{"one who is still on the branch", []string{"- Us: *Ada, Bo*", "- Us: *Ada*"}, "- Us: *Bo*", nil},
		{"one who came back", []string{"- Us: *Ada, Bo*", "- Us: *Ada*", "- Us: *Bo*"}, "- Us: *Bo*", []pad.Gone{{"Us", []string{"Ada"}}}},
		{"one after the other", []string{"- Us: *Ada, Bo, Cy*", "- Us: *Bo, Cy*", "- Us: *Cy*"}, "- Us: *Cy*", []pad.Gone{{"Us", []string{"Ada"}}, {"Us", []string{"Bo"}}}},
		{"one who was lost twice", []string{"- Us: *Ada, Bo*", "- Us: *Bo*", "- Us: *Ada, Bo*", "- Us: *Bo*"}, "", []pad.Gone{{"Us", []string{"Ada"}}}},
		{"one who moved", []string{"- Us: *Ada, Bo*", "- Us: *Bo*\n- You: *Ada*"}, "", nil},
		{"a list within a list", []string{"- French: [here](/x)\n  - Translators: *Ada, Bo*", "- French: [here](/x)\n  - Translators: *Bo*"}, "", []pad.Gone{{"French/Translators", []string{"Ada"}}}},
		{"in other letters and without asterisks", []string{"- Us: *Ada  Bo, Cy*", "- Us: ada bo, CY"}, "", nil},
		{"a name that became a link", []string{"- Us: *Ada, Bo*", "- Us: *[Ada](https://a.example/), Bo*"}, "", nil},
		{"a part of another name is another", []string{"- Us: *Ada, Bo*", "- Us: *Adalbert, Bo*"}, "", []pad.Gone{{"Us", []string{"Ada"}}}},
		{"a longer form of the name", []string{"- Us: *Ada, Bo*", "- Us: *Ada Byron, Bo*"}, "", nil},
		{"what is no name", []string{"- Us: *everybody who wrote in this pad, Bo*", "- Us: *Bo*"}, "", nil},
		{"with an escaped sign", []string{"- Us: *Ada\\_B, Bo*", "- Us: *Bo, Ada_B*"}, "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var imports []*lint.Document
			for _, text := range c.imports {
				imports = append(imports, lint.Parse("x.md", []byte(thanks+text+"\n")))
			}
			got := pad.GoneNames(imports, lint.Parse("x.md", []byte(thanks+c.branch+"\n")), house(t))
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestWithNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"- Us: *Ada*", "- Us: *Ada, Bo, Cy*"},
		{"- Us: **Ada**", "- Us: **Ada, Bo, Cy**"},
		{"- Us: Ada", "- Us: Ada, Bo, Cy"},
		{"- You: *Ada*", ""},
		{"- Us: *[Ada](/a)*", ""},
		{"- Us:\n  *Ada*", "  *Ada, Bo, Cy*"},
	} {
		line, number, ok := pad.WithNames(lint.Parse("x.md", []byte(thanks+c.text+"\n")), house(t), "Us", []string{"Bo", "Cy"})
		if line != c.want || ok != (c.want != "") || ok && number < 3 {
			t.Errorf("%q: %q on line %d, %t; want %q", c.text, line, number, ok, c.want)
		}
	}
}
