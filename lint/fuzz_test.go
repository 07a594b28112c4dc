package lint_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"github.com/xsf/padpress/lint"
)

var seeds = []string{
	"",
	"---\ntitle: \"a\" # b\ncategories: ['c']\n---\n\n# A {#b}\n\n[c](d \"e\") ![f](<g h>)\n\n{{< figure src=\"a\" >}}\n",
	"\ufeff---\r\na: b\r\n---\r\n\r\n* a\r\n* b  \r\nc\r\n",
	"A *b* -- \"c\" [d](https://example.org/_e_)\n===\n\n> 1. a\n>    b\n> [c](\n> d)\n\n| a | b |\n|---|:-:|\n| `c\\|d` | [e](f) |\n",
	"- a\n\n      b\n- [ ] c\n\t- d\n\n~~e~~ <b>f</b> &amp; \\* https://example.org <https://example.org>\n\n[g]: h\n\n[g] [i][g] ![g]\n",
	"`{{< a >}}` *{{% b \"c\" %}}* [{{< d >}}]({{< e >}}) {{</* f */>}} {{< g\n\n```x\n{{< h >}}\n```\n\n{{< i >}}\n* j\n{{< /i >}}\n",
	"a[^1]\n\n[^1]: b\n\nc\n: d\n\n# e {id=5}\n\n<!-- f -->\n\n---\n",
}

// checkSpan says where a span of d lies outside of it.
func checkSpan(t *testing.T, d *lint.Document, what string, s lint.Span) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(d.Src) {
		t.Errorf("%s at %v lies outside the %d bytes of %q", what, s, len(d.Src), d.Src)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d := lint.Parse("2026-11-05-newsletter.md", bytes.Clone(src))
		checkSpan(t, d, "front matter", d.Front.Span)
		checkSpan(t, d, "body of the front matter", d.Front.Body)
		for _, k := range d.Front.Keys {
			checkSpan(t, d, "key "+k.Name, k.Span)
			checkSpan(t, d, "value of "+k.Name, k.Value)
			checkSpan(t, d, "entry of "+k.Name, k.Entry)
		}
		if d.Front.Err != nil {
			checkSpan(t, d, d.Front.Err.Message, d.Front.Err.Span)
		}
		for _, h := range d.Headings() {
			checkSpan(t, d, "heading "+h.Text, h.Span)
		}
		for _, s := range d.Shortcodes {
			checkSpan(t, d, "shortcode", s.Span)
			checkSpan(t, d, "name of a shortcode", s.NameSpan)
			for _, a := range s.Args {
				checkSpan(t, d, "parameter of a shortcode", a.Span)
			}
		}
		for _, b := range d.Broken {
			checkSpan(t, d, "broken shortcode", b.Span)
		}
		inTree := map[*lint.Shortcode]bool{}
		for n := range lint.Each[ast.Node](d) {
			switch n := n.(type) {
			case *ast.Text:
				checkSpan(t, d, "text", lint.Span{Start: n.Segment.Start, End: n.Segment.Stop})
				if n.Segment.Start < d.Front.Span.End {
					t.Errorf("%q: text in the front matter", src)
				}
			case *lint.Shortcode:
				if inTree[n] || n.Pos() != n.Span.Start {
					t.Errorf("%q: shortcode at %v twice in the tree, or at %d", src, n.Span, n.Pos())
				}
				inTree[n] = true
			}
			if n.Type() == ast.TypeBlock && n.Kind() != ast.KindDocument {
				for i := range n.Lines().Len() {
					s := n.Lines().At(i)
					checkSpan(t, d, "line", lint.Span{Start: s.Start, End: s.Stop})
				}
			}
		}
		checkLinks(t, d)
		for _, at := range []int{0, len(src) / 2, len(src)} {
			d.Section(at)
			d.Class(at)
			if p := d.Position(at); p.Line < 1 || p.Line > d.Lines().Count() || p.Column < 1 {
				t.Errorf("%q: offset %d is at %v", src, at, p)
			}
		}
		d.PlainText(d.Root)
		page := lint.Page(d)
		if !bytes.Equal(page, lint.Page(d)) {
			t.Errorf("%q: two renderings differ", src)
		}
		if !bytes.Equal(src, d.Src) {
			t.Errorf("%q became %q", src, d.Src)
		}
	})
}

// stockPage is what goldmark itself makes of src: front matter decoded, shortcodes as words.
func stockPage(t *testing.T, src []byte) (front any, page string) {
	t.Helper()
	d := lint.Parse("", src)
	text := d.Text(d.Front.Body)
	decoded := map[string]any{}
	if yaml.Unmarshal([]byte(text), &decoded) == nil {
		front = decoded
	} else {
		front = text
	}
	var body []byte
	var codes strings.Builder
	at := d.Front.Span.End
	for i, s := range d.Shortcodes {
		body = fmt.Appendf(append(body, src[at:s.Span.Start]...), "SHORTCODE%dEND", i)
		codes.WriteString(d.Text(s.Span) + "\n")
		at = s.Span.End
	}
	body = append(body, src[at:]...)
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Typographer, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute()),
	)
	var b bytes.Buffer
	if err := md.Convert(bytes.TrimPrefix(body, []byte("\ufeff")), &b); err != nil {
		t.Fatal(err)
	}
	return front, strings.ReplaceAll(b.String()+codes.String(), "\r\n", "\n")
}

// snippets are what a generated edit may write.
var snippets = []string{"", "-", "*", "+", " ", "  ", "\n", "\n\n", "\t", "#", "_", "`", "\"", "'", ">", "|", "\\", "a", "1.", "[", "](b)", "<", "&amp;", "\r\n", "    ", "---\n", "{{< a >}}", "https://a.b", "…", "\ufeff"}

// fixesFrom reads fixes of one or two edits from random bytes, six for a fix.
func fixesFrom(data []byte, size int) (fixes []*lint.Fix) {
	for ; len(data) >= 6 && len(fixes) < 8; data = data[6:] {
		start := (int(data[0])<<8 + int(data[1])) % (size + 1)
		f := fix(edit(start, start+int(data[2])%4, snippets[int(data[3])%len(snippets)]))
		if data[4] > 128 {
			other := start + int(data[4])%16
			f.Edits = append(f.Edits, edit(other, other+int(data[5])%3, snippets[int(data[5])%len(snippets)]))
		}
		fixes = append(fixes, f)
	}
	return fixes
}

func FuzzSafely(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), []byte("\x00\x00\x01\x01\x00\x00\x00\x05\x00\x07\x83\x01\x00\x12\x02\x04\x00\x00"))
	}
	f.Add([]byte("* a\n* b\n"), []byte("\x00\x00\x01\x01\x84\x01"))
	f.Fuzz(func(t *testing.T, src, data []byte) {
		d := lint.Parse("", src)
		got := lint.Safely(d, fixesFrom(data, len(src)))
		front, page := stockPage(t, src)
		otherFront, otherPage := stockPage(t, got.Src)
		if page != otherPage || !reflect.DeepEqual(front, otherFront) {
			t.Errorf("%q became %q:\n%v %s\n%v %s", src, got.Src, front, page, otherFront, otherPage)
		}
	})
}
