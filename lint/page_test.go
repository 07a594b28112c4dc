package lint_test

import (
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestPage(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"front matter is not shown", "---\ntitle: a\n---\nb\n", "<p>b</p>\n"},
		{"byte order mark", "\ufeff    a\n", "<pre><code>a\n</code></pre>\n"},
		{"typographer", "\"a\" -- it's...\n", "<p>&ldquo;a&rdquo; &ndash; it&rsquo;s&hellip;</p>\n"},
		{"bare address", "https://example.org/\n", "<p><a href=\"https://example.org/\">https://example.org/</a></p>\n"},
		{"raw HTML is dropped", "a <b>c</b>\n", "<p>a <!-- raw HTML omitted -->c<!-- raw HTML omitted --></p>\n"},
		{"id from what a heading shows", "# A [b](c)\n", "<h1 id=\"a-b\">A <a href=\"c\">b</a></h1>\n"},
		{"id that is a number", "# A {id=5}\n", "<h1 id=\"\">A</h1>\n"},
		{"shortcode", "a {{< b \"*c*\" >}} *d*\n", "<p>a {{&lt; b &#34;*c*&#34; &gt;}} <em>d</em></p>\n"},
		{"shortcode with text", "{{< a >}}\n* b\n{{< /a >}}\n", "<p>{{&lt; a &gt;}}\n* b\n{{&lt; /a &gt;}}</p>\n"},
		{"carriage returns", "a\r\nb\r\n", "<p>a\nb</p>\n"},
		{"table", "| a |\n|---|\n| b |\n", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(c.src))
			for range 2 { // rendering must not change the document
				if got := string(lint.Page(d)); got != c.want {
					t.Errorf("%q:\n got %q\nwant %q", c.src, got, c.want)
				}
			}
		})
	}
}

func TestSamePage(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"marker", "* a\n", "- a\n", true},
		{"hard break", "a  \nb\n", "a\nb\n", false},
		{"quotes in front matter", "---\ntitle: a\n---\nb\n", "---\ntitle: \"a\"\n---\nb\n", true},
		{"order and comment in front matter", "---\nx: a\ny: [b]\n---\n", "---\ny:\n  - b\nx: a # c\n---\n", true},
		{"value in front matter", "---\ntitle: a\n---\n", "---\ntitle: b\n---\n", false},
		{"number and text in front matter", "---\ntitle: 5\n---\n", "---\ntitle: \"5\"\n---\n", false},
		{"key in front matter", "---\ntitle: a\n---\n", "---\ntitle: a\ntags:\n---\n", false},
		{"no front matter", "---\ntitle: a\n---\nb\n", "b\n", false},
		{"front matter that cannot be read", "---\ntitle:a\n---\n", "---\ntitle:b\n---\n", false},
		{"front matter that cannot be read, equal", "---\ntitle:a\n---\n", "---\ntitle:a\n---\n", true},
		{"values that cannot be decoded", "---\ntitle: *a\n---\n", "---\ntitle: *b\n---\n", false},
		{"shortcode", "{{< a \"b\" >}}\n", "{{< a \"c\" >}}\n", false},
		{"shortcode in what the page drops", "<!-- a -->\n", "<!-- {{< a >}} -->\n", false},
		{"broken shortcode in what the page drops", "<!-- a -->\n", "<!-- {{< a -->\n", false},
		{"end of the summary", "a\n<!--more-->\nb\n", "a\n<!-- more -->\nb\n", false},
		{"blanks behind a broken shortcode", "{{< a\n\nb\n", "{{< a\n\nb \n", true},
		{"text of a shortcode", "{{< a >}}\n* b\n{{< /a >}}\n", "{{< a >}}\n- b\n{{< /a >}}\n", false},
		{"text of a shortcode in another", "{{< a >}}{{< b >}}\n* c\n{{< /b >}}{{< /a >}}\n", "{{< a >}}{{< b >}}\n- c\n{{< /b >}}{{< /a >}}\n", false},
		{"text between two that are never closed", "{{< a >}}\n\n* b\n\n{{< a >}}\n", "{{< a >}}\n\n- b\n\n{{< a >}}\n", true},
		{"text behind one that is closed", "{{< a >}}{{< b >}}{{< /a >}}\n\n* c\n\n{{< b >}}\n", "{{< a >}}{{< b >}}{{< /a >}}\n\n- c\n\n{{< b >}}\n", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := lint.Parse("", []byte(c.a)), lint.Parse("", []byte(c.b))
			if lint.SamePage(a, b) != c.same || lint.SamePage(b, a) != c.same {
				t.Errorf("%q and %q: same page %v, %v; want %v", c.a, c.b, lint.SamePage(a, b), lint.SamePage(b, a), c.same)
			}
		})
	}
}
