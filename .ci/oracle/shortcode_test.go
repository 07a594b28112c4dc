package oracle

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xsf/padpress/lint"
)

// compare holds what lint reads in the body of src against Hugo. Up to Hugo's first error both must agree; that error
// must be ours too, at the same place. Behind it Hugo says nothing, and we go on.
func compare(t *testing.T, src []byte) {
	t.Helper()
	d := lint.Parse("", src)
	base := d.Front.Span.End
	want, stop, err := hugoTags(src[base:])
	found, broken := d.Shortcodes, d.Broken
	for _, w := range want {
		at := base + w.span.Start
		if w.refused() {
			if len(broken) == 0 || broken[0].Span.Start != at {
				t.Fatalf("%q: Hugo refuses the shortcode at %d, we report %v", src, at, broken)
			}
			broken = broken[1:]
			continue
		}
		if len(found) == 0 {
			t.Fatalf("%q: no shortcode at %d, want %+v; broken: %v", src, at, w, d.Broken)
		}
		same(t, d, found[0], w, base)
		found = found[1:]
	}
	if stop < 0 {
		if len(found) > 0 || len(broken) > 0 {
			t.Fatalf("%q: Hugo reads it without error, we have left %v and broken %v", src, found, broken)
		}
		return
	}
	if len(broken) == 0 || broken[0].Span.Start != base+stop {
		t.Fatalf("%q: Hugo stops at %d (%v), we report %v", src, base+stop, err, broken)
	}
	if len(found) > 0 && found[0].Span.Start < base+stop {
		t.Fatalf("%q: shortcode at %d that Hugo has not", src, found[0].Span.Start)
	}
}

func same(t *testing.T, d *lint.Document, got *lint.Shortcode, want tag, base int) {
	t.Helper()
	s, n := got.Span, got.NameSpan
	if s.Start != base+want.span.Start || s.End != base+want.span.End {
		t.Fatalf("%q: span %v, want %v from %d", d.Src, s, want.span, base)
	}
	if got.Name != want.name || want.name != "" && (n.Start != base+want.nameSpan.Start || n.End != base+want.nameSpan.End) {
		t.Fatalf("%q: name %q at %v, want %q at %v from %d", d.Src, got.Name, n, want.name, want.nameSpan, base)
	}
	if got.Markdown != want.markdown || got.Closing != want.closing || got.Single != want.single {
		t.Fatalf("%q: %s: Markdown %v, Closing %v, Single %v, want %+v", d.Src, got.Name, got.Markdown, got.Closing, got.Single, want)
	}
	if len(got.Args) != len(want.args) {
		t.Fatalf("%q: %s: parameters %+v, want %+v", d.Src, got.Name, got.Args, want.args)
	}
	for i, a := range got.Args {
		w := want.args[i]
		if a.Name != w.name || a.Value != w.value {
			t.Fatalf("%q: %s: parameter %q = %q, want %q = %q", d.Src, got.Name, a.Name, a.Value, w.name, w.value)
		}
		if a.Value != "" && !a.Span.Contains(base+w.at) || a.Span.Len() < len(a.Value) {
			t.Fatalf("%q: %s: parameter %q = %q stands at %v, Hugo has it at %d", d.Src, got.Name, a.Name, a.Value, a.Span, base+w.at)
		}
	}
}

var cases = []struct{ name, src string }{
	{"named parameters", `{{< figure src="a.png" caption="A b" >}}`},
	{"positional parameters", `{{< youtube w7Ft2ymGmfc >}}`},
	{"no blanks", `{{<a>}} {{<a b="c">}} {{<a b>}}`},
	{"several lines", "{{< figure\n  src=\"a\"\r\n\tcaption=\"b\"\n>}}"},
	{"blanks around the equals sign", `{{< figure src = "a" caption= b >}}`},
	{"blanks make a positional parameter a named one", `{{< a b c = d >}}`},
	{"value without quotes runs to a blank", `{{< a b=c>}} >}}`},
	{"escaped quotes inside", `{{< a b="c \"d\" \e" >}}`},
	{"backslash without escaped quotes", `{{< a b="c:\d" >}}`},
	{"escaped quotes outside", `{{< a b=\"c d\" >}} {{< a \"b\" >}}`},
	{"raw string", "{{< a b=`c \"d\"\n` `e` >}}"},
	{"raw string alone", "{{< a `b\nc` >}}"},
	{"value twice", `{{< a b="c" ="d" >}}`},
	{"value before the name", `{{< ="d" a >}}`},
	{"floats and hyphens", `{{< a 1.5 -x b-c >}}`},
	{"name with slash and hyphen", `{{< a/b-c >}}`},
	{"markup", `{{% a %}} b {{% /a %}}`},
	{"mixed delimiters", `{{< a %}} >}}`},
	{"paired", `{{< a >}} {{< b >}} {{< /b >}} {{< /a >}}`},
	{"closed in itself", `{{< a />}} {{< a b="c" / >}}`},
	{"two slashes", `{{< a >}} {{< // a >}} {{< a / / a >}}`},
	{"close without a name", `{{< a >}} {{< / >}}`},
	{"close of none", `{{< /a >}}`},
	{"close of another", `{{< a >}} {{< /b >}}`},
	{"close with parameters", `{{< a >}} {{< /a b >}}`},
	{"no name", `{{< >}} {{< a >}}`},
	{"no name but a parameter", `{{< \"{{< a >}}\" >}}`},
	{"only quotes", `{{< "a" >}}`},
	{"typographic quotes", `{{< figure src=“a” >}} {{< a “b” >}}`},
	{"unicode", `{{< ä é="ö" >}}`},
	{"not closed", `{{< figure src="a"` + "\n\nText\n"},
	{"quote not closed", "{{< figure src=\"a >}}\n{{< b >}}"},
	{"raw string not closed", "{{< figure src=`a >}}"},
	{"comma", `{{< figure src="a", caption="b" >}}`},
	{"mixed named and positional", `{{< a b=c d >}} {{< a d b=c >}} {{< a b=c "d" >}}`},
	{"escaped back quote", "{{< a \\`b >}} {{< a b=\"\\`\" >}}"},
	{"period in the name", `{{< a.b >}}`},
	{"comment", `{{</* a "b */>}} {{%/* a */%}} {{< a >}}`},
	{"comment not closed", `{{</* a >}} {{< b >}}`},
	{"empty comment", `{{</*/>}} {{< b >}}`},
	{"comment with the other delimiter", `{{</* a */%}} */>}} {{< b >}}`},
	{"inline", "{{< a.inline >}}text{{< /a.inline >}} {{< b >}}"},
	{"inline with blanks before the slash", "{{< a.inline >}}text{{<   /   a.inline >}}"},
	{"inline with another inside", "{{< a.inline >}}text{{< b >}}{{< /a.inline >}}"},
	{"inline closed at once", "{{< a.inline / >}} {{< b >}}"},
	{"inline closed by another name", "{{< b >}}{{< a.inline >}}{{< /b >}}"},
	{"braces that are none", "{{{< a >}} {{ .Title }} { {< b >}} {{{{< c >}}"},
	{"summary divider", "a {{< b >}}\n<!--more-->\n{{< c d=\"<!--more-->\" >}}"},
	{"in code", "`{{< a >}}`\n\n```\n{{< b }}\n```\n"},
	{"behind front matter", "---\ntitle: \"{{< a\"\n---\n{{< b >}}"},
	{"at the end", "a {{<"},
	{"at the end of the name", "a {{< b"},
	{"not UTF-8", "{{< a \"\xff\\\"\" >}} {{< \xff >}}"},
	{"NUL", "{{< a\x00 >}}"},
	{"nothing", ""},
}

func TestShortcodes(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { compare(t, []byte(c.src)) })
	}
}

// corpus calls f with each text of the corpus of past issues.
func corpus(t *testing.T, f func(t *testing.T, src []byte)) {
	texts := 0
	for _, pattern := range []string{"issues/*.md", "drafts/*/*.md", "rev/*"} {
		files, _ := filepath.Glob(filepath.Join("../../../shared/corpus", pattern))
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts++
			t.Run(filepath.ToSlash(file), func(t *testing.T) { f(t, src) })
		}
	}
	if texts == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	t.Logf("%d texts", texts)
}

func TestShortcodesOfCorpus(t *testing.T) { corpus(t, compare) }

func FuzzShortcodes(f *testing.F) {
	for _, c := range cases {
		f.Add([]byte(c.src))
	}
	f.Fuzz(compare)
}
