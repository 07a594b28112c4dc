package xep

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// FuzzEscape: what stands in a document is what readers see, and makes no markup of its own.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"a*b*c", "<iq/> and <b", "[x](y)", "![x](y)", "a_b_ _c", "`a` ``", "&amp;", "{{< x >}}", "<https://example.org>", "*<a>*", "**", "\\", "\\*", "~~x~~", "a\\", "<a>`", "`<a>`", "|a|b|", "x | y", "www", "<!-- -->", "a * b", "{{{"} {
		f.Add(s)
	}
	tags := regexp.MustCompile(`</?code>`)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsAny(text, opens+closes+signBegins+signEnds) {
			return
		}
		plain := strings.Join(strings.Fields(printable(text)), " ")
		if plain == "" {
			return
		}
		md := Escape(text)
		if strings.Contains(md, "{{<") || strings.Contains(md, "{{%") {
			t.Errorf("%q is a shortcode: %q", text, md)
		}
		var b strings.Builder
		if err := goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.Table)).Convert([]byte("- x "+md+" y\n"), &b); err != nil {
			t.Fatal(err)
		}
		inner, ok := strings.CutPrefix(b.String(), "<ul>\n<li>x ")
		inner, ok2 := strings.CutSuffix(inner, " y</li>\n</ul>\n")
		shown := html.UnescapeString(tags.ReplaceAllString(inner, ""))
		if fold := func(s string) string { return strings.NewReplacer(" ", "", "`", "").Replace(s) }; !ok || !ok2 || fold(shown) != fold(plain) {
			t.Errorf("%q is written %q and shown %q (%q)", text, md, shown, b.String())
		}
	})
}

// FuzzParse: no text makes the reader fail other than by saying so, and no note has a line end or opens a comment.
func FuzzParse(f *testing.F) {
	f.Add(document("<!DOCTYPE xep [<!ENTITY a '&lt;b>'>]>", "<ul><li>&a;<em>x</em></li></ul>"))
	f.Add(document("", "<![CDATA["))
	f.Add("<xep><header></xep></header>")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse([]byte(text), Entities{"a": "<p>&a;</p>"})
		if err != nil {
			return
		}
		for _, r := range d.Revisions {
			for _, n := range r.Notes {
				if n.Text == "" || strings.ContainsAny(n.Text, "\n\r") || strings.Contains(n.Text, "{{<") {
					t.Errorf("note %q", n.Text)
				}
			}
		}
	})
}
