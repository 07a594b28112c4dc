package lint

import "testing"

func TestFrontMatter(t *testing.T) {
	src := []byte("---\ntitle: Ünder \"x\" # note\n\"date\": 2026-11-05\ncategories: ['Newsletter',\n  'b']\nsummary: \"a # b\"\nempty:\n---\n\nBody\n")
	d := Parse("", src)
	want := []struct {
		name, value, entry string
		data               any
	}{
		{"title", "Ünder \"x\"", "title: Ünder \"x\" # note\n", "Ünder \"x\""},
		{"date", "2026-11-05", "\"date\": 2026-11-05\n", "2026-11-05"},
		{"categories", "['Newsletter',\n  'b']", "categories: ['Newsletter',\n  'b']\n", nil},
		{"summary", "\"a # b\"", "summary: \"a # b\"\n", "a # b"},
		{"empty", "", "empty:\n", nil},
	}
	if d.Front.Err != nil || len(d.Front.Keys) != len(want) {
		t.Fatalf("keys %+v, error %v", d.Front.Keys, d.Front.Err)
	}
	for i, w := range want {
		k := d.Front.Keys[i]
		if k.Name != w.name || d.Text(k.Value) != w.value || d.Text(k.Entry) != w.entry {
			t.Errorf("key %d: name %q value %q entry %q, want %+v", i, k.Name, d.Text(k.Value), d.Text(k.Entry), w)
		}
		if s, ok := w.data.(string); ok && k.Data != s {
			t.Errorf("%s decoded as %#v, want %q", w.name, k.Data, s)
		}
	}
	if got := d.Text(d.Body()); got != "\nBody\n" {
		t.Errorf("body %q", got)
	}
}

func TestValueSpans(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"plain", "a: b c", "b c"},
		{"comment", "a: b # c", "b"},
		{"number sign inside a word", "a: b#c", "b#c"},
		{"only a comment", "a: # c", ""},
		{"in quotes", "a: \"b # c\"", "\"b # c\""},
		{"comment behind quotes", "a: 'b # c' # d", "'b # c'"},
		{"escaped quote", "a: \"b \\\" # c\" # d", "\"b \\\" # c\""},
		{"doubled quote", "a: 'b '' # c' # d", "'b '' # c'"},
		{"apostrophe", "a: it's # c", "it's"},
		{"list", "a: ['b # c', \"d # e\"] # f", "['b # c', \"d # e\"]"},
		{"apostrophe in a list", "a: [it's, b] # c", "[it's, b]"},
		{"map", "a: {b: 'c # d'} # e", "{b: 'c # d'}"},
		{"several lines", "a: |\n  b # c\n  d", "|\n  b # c\n  d"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Parse("", []byte("---\n"+c.line+"\n---\n"))
			if len(d.Front.Keys) != 1 {
				t.Fatalf("keys %+v, error %v", d.Front.Keys, d.Front.Err)
			}
			if got := d.Text(d.Front.Keys[0].Value); got != c.want {
				t.Errorf("value of %q is %q, want %q", c.line, got, c.want)
			}
		})
	}
}

func TestFrontMatterShapes(t *testing.T) {
	for _, c := range []struct {
		name, src string
		exists    bool
		message   string
	}{
		{"none", "Body\n", false, ""},
		{"a rule is no front matter", "---- x\n", false, ""},
		{"not closed", "---\ntitle: a\n", false, ""},
		{"empty", "---\n---\nBody\n", true, ""},
		{"byte order mark", "\ufeff---\ntitle: a\n---\n", true, ""},
		{"carriage returns", "---\r\ntitle: a\r\n---\r\n", true, ""},
		{"no blank behind the colon", "---\ntitle: a\nsummary:\"b\"\n---\n", true, "front matter is not valid YAML: non-map value is specified"},
		{"twice the same key", "---\ntitle: a\ntitle: b\n---\n", true, "front matter is not valid YAML: mapping key \"title\" already defined at [1:1]"},
		{"no keys", "---\nhello\n---\n", true, "front matter is not made of lines such as title: …"},
		{"flow", "---\n{title: a}\n---\n", true, "front matter is not made of lines such as title: …"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := Parse("", []byte(c.src)).Front
			message := ""
			if f.Err != nil {
				message = f.Err.Message
			}
			if f.Exists() != c.exists || message != c.message {
				t.Errorf("exists %v, message %q; want %v, %q", f.Exists(), message, c.exists, c.message)
			}
		})
	}
}
