package lint_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestWords(t *testing.T) {
	// Before each word stands what was before it: | opens a block, _ blank, , a sign, . the end of a sentence; a * follows words of links.
	for _, c := range []struct{ name, src, want string }{
		{"sentence", "It's one, or two. And three", "|It's _one ,or _two .And _three"},
		{"joined", "go-xmpp 1.2.3 xmpp.org and/or e.V. a’s it_is", "|go-xmpp _1.2.3 _xmpp.org _and/or _e.V .a’s _it_is"},
		{"link", "see [the *first* one](https://example.org/a b)[EN] of", "|see ,the _first _one ,b ,EN ,of"},
		{"link with a marker", "see [the *first* one](/a)[EN] of", "|see _the* _first* _one* ,EN ,of"},
		{"address", "at https://example.org/a-b?c=d (or <https://b.example>) now", "|at ,or ,now"},
		{"code and shortcode", "a `b` c {{< d >}} e ![f](g) h", "|a ,c ,e _f* _h"},
		{"blocks", "# a\n\nb\nc\n- d\n  - e\n", "|a |b _c |d |e"},
		{"entity", "a &amp; b & c &x", "|a ,b ,c ,x"},
		{"letters of others", "Salut à Toi, Nÿco", "|Salut _à _Toi ,Nÿco"},
		{"front matter", "---\ntitle: \"A b\"\ndate: 2026-11-05\nsummary: 'c; d'\n---\ne\n", "|A _b |c .d |e"},
		{"code block", "```\na\n```\n\n    b\n\nc\n", "|c"},
		{"signs only", "!? -- ’ ☃ …", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(c.src))
			var got []string
			for _, w := range d.Words() {
				word := string("|_,."[w.Gap]) + d.Text(w.Span)
				if w.Class == lint.LinkText {
					word += "*"
				}
				got = append(got, word)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%q:\n got %s\nwant %s", c.src, s, c.want)
			}
		})
	}
}

// FuzzWords: words lie in the text, in order, apart, and no two neighbours of one block without a gap touch.
func FuzzWords(f *testing.F) {
	f.Add("---\ntitle: \"a b\"\n---\na [b](c) `d` https://e.org &amp; f’s\n\n- g_h*i*\n")
	f.Fuzz(func(t *testing.T, src string) {
		d := lint.Parse("", []byte(src))
		last := lint.Word{}
		for _, w := range d.Words() {
			if w.Start < last.End || w.Len() <= 0 || w.End > len(d.Src) || bytes.ContainsAny(d.Src[w.Start:w.End], " \n[]()") {
				t.Fatalf("%q: word %v behind %v", src, w, last)
			}
			if w.Block < last.Block || w.Block > last.Block && w.Gap != lint.Opens {
				t.Fatalf("%q: word %v of another block behind %v", src, w, last)
			}
			last = w
		}
	})
}

func BenchmarkWords(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		d := lint.Parse("2025-11-05-newsletter.md", sample)
		if len(d.Words()) == 0 {
			b.Fatal(fmt.Sprintf("%d bytes without words", len(sample)))
		}
	}
}
