package preview

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/lint"
)

// house is one whose site is example.org, with emoji.
func house() *lint.House {
	return &lint.House{Original: "en", Site: lint.SiteStyle{Hosts: []string{"example.org"}, Emoji: true}, Pictures: lint.PictureStyle{Folder: "static"}}
}

// bodyOf renders src with findings of severity error about the words given, each the first of its kind in src.
func bodyOf(src string, about ...string) string {
	n := Newsletter{Document: lint.Parse("2026-12-05-newsletter.md", []byte(src)), House: house()}
	for _, words := range about {
		at := strings.Index(src, words)
		n.Findings = append(n.Findings, lint.Finding{Rule: "r", Severity: lint.Error, Span: lint.Span{Start: at, End: at + len(words)}, Message: "m"})
	}
	return string(Body(n))
}

// mask puts a short word in place of each note, which are tested elsewhere.
func mask(html string) string {
	for {
		before, rest, found := strings.Cut(html, "<aside")
		if !found {
			return html
		}
		_, after, _ := strings.Cut(rest, "</aside>\n")
		html = before + "NOTE" + after
	}
}

func TestBody(t *testing.T) {
	for _, c := range []struct {
		name, src, want string
		about           []string
	}{
		{name: "typographer and emoji", src: "\"a\" -- it's :tada:\n", want: "<p>&ldquo;a&rdquo; &ndash; it&rsquo;s &#x1f389;</p>\n"},
		{name: "a heading has its id and no more", src: "## A b {.finding onclick=x}\n", want: "<h2 id=\"a-b\" tabindex=\"-1\">A b</h2>\n"},
		{name: "a link of the site", src: "[a](/b/)\n", want: "<p><a href=\"https://example.org/b/\" target=\"_blank\" rel=\"noopener noreferrer\">a</a></p>\n"},
		{name: "a link that would run", src: "[a](JavaScript:alert(1))\n", want: "<p><a href=\"\">a</a></p>\n"},
		{name: "raw HTML", src: "a <b onclick=x>c</b>\n\n<script>d</script>\n", want: "<p>a c</p>\n"},
		{name: "figure", src: "{{< figure src=\"/a.png\" caption=\"*B* c\" link=\"/d\" >}}\n",
			want: "<figure><a href=\"https://example.org/d\" target=\"_blank\" rel=\"noopener noreferrer\"><span class=\"picture\" role=\"img\" aria-label=\"B c\" data-src=\"/a.png\"><b>A picture of the site</b> <span>/a.png</span></span></a><figcaption><p><em>B</em> c</p></figcaption></figure>\n"},
		{name: "a shortcode of the theme", src: "a {{< b d=\"<e>\" >}}\n",
			want: "<p>a <span class=\"shortcode\" data-shortcode=\"b\">Here the site shows <b>b</b> <code>d=&lt;e&gt;</code></span></p>\n"},
		{name: "a shortcode that is closed", src: "{{< b \"<c>\" >}}*d*{{< /b >}}\n",
			want: "<span class=\"shortcode\" data-shortcode=\"b\">Here the site shows <b>b</b> <code>&lt;c&gt;</code> <code>*d*</code></span>"},
		{name: "shortcodes in an address and in code", src: "[a]({{< ref \"b\" >}}) `{{< c >}}`\n",
			want: "<p><a href=\"%7B%7B%3C%20ref%20%22b%22%20%3E%7D%7D\" target=\"_blank\" rel=\"noopener noreferrer\">a</a> <code>{{&lt; c &gt;}}</code></p>\n"},
		{name: "words", src: "one two three\n", about: []string{"two"},
			want: "<p>one <mark class=\"error\" data-finding=\"1\">two</mark> three</p>\nNOTE"},
		{name: "words over signs of the typographer", src: "one \"two\" three\n", about: []string{"\"two\" th"},
			want: "<p>one &ldquo;<mark class=\"error\" data-finding=\"1\">two&rdquo; th</mark>ree</p>\nNOTE"},
		{name: "half an entity", src: "a &amp; b\n", about: []string{"mp; "},
			want: "<p>a <mark class=\"error\" data-finding=\"1\">&amp; </mark>b</p>\nNOTE"},
		{name: "a sign behind a backslash", src: "a \\* b\n", about: []string{"* "},
			want: "<p>a <mark class=\"error\" data-finding=\"1\">* </mark>b</p>\nNOTE"},
		{name: "an entry of a list", src: "- one two\n- b\n", about: []string{"two"},
			want: "<ul>\n<li>one <mark class=\"error\" data-finding=\"1\">two</mark>\nNOTE</li>\n<li>b</li>\n</ul>\n"},
		{name: "an address", src: "a [b](https://c.example/)\n", about: []string{"c.example"},
			want: "<p>a <mark class=\"error\" data-finding=\"1\"><a href=\"https://c.example/\" target=\"_blank\" rel=\"noopener noreferrer\">b</a></mark></p>\nNOTE"},
		{name: "code", src: "a `b`\n", about: []string{"b"}, want: "<p>a <mark class=\"error\" data-finding=\"1\"><code>b</code></mark></p>\nNOTE"},
		{name: "a figure", src: "{{< figure src=\"/a.png\" >}}\n\nb\n", about: []string{"/a.png"},
			want: "<figure class=\"marked error\"><span class=\"picture\" role=\"img\" aria-label=\"\" data-src=\"/a.png\"><b>A picture of the site</b> <span>/a.png</span></span></figure>\nNOTE<p>b</p>\n"},
		{name: "an entry with a list in it", src: "- a\n  - b\n", about: []string{"a"},
			want: "<ul>\n<li><mark class=\"error\" data-finding=\"1\">a</mark>\nNOTE<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"},
		{name: "the front matter", src: "---\ntitle: a\n---\n\nb\n", about: []string{"title"}, want: "NOTE<p>b</p>\n"},
		{name: "a blank line", src: "a\n\n\n\nb\n", about: []string{"\n\nb"}, want: "<p>a</p>\nNOTE<p>b</p>\n"},
		{name: "nothing at all", src: "", about: []string{""}, want: "NOTE"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mask(bodyOf(c.src, c.about...)); got != c.want {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestChange(t *testing.T) {
	show := func(pieces []piece) string {
		var b strings.Builder
		for _, p := range pieces {
			switch p.Kind {
			case "del":
				b.WriteString("[-" + p.Text + "-]")
			case "ins":
				b.WriteString("{+" + p.Text + "+}")
			default:
				b.WriteString(p.Text)
			}
		}
		return b.String()
	}
	for _, c := range []struct{ name, src, old, new, want string }{
		{"words", "one two three", "two", "2", "one [-two-]{+2+} three"},
		{"a part of a word", "see XEP-503 there", "XEP-503", "XEP-0503", "see XEP-{+0+}503 there"},
		{"no part of a word is left", "from 03.28.2025 on", "03.28.2025", "March 28, 2025", "from [-03.28.2025-]{+March 28, 2025+} on"},
		{"far from the line's ends", "a word or two before it all begins here and goes on for some more words", "begins", "starts", "or two before it all [-begins-]{+starts+} here and goes on for"},
		{"a line end", "a\nb\n", "a\n", "a\n\n", "{+↵\n+}b"},
		{"what nobody sees", "a\u202eb", "\u202e", "", `a[-\u{202e}-]b`},
		{"all", "abc", "abc", "", "[-abc-]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := strings.Index(c.src, c.old)
			got := show(change(lint.Parse("", []byte(c.src)), lint.Replace("m", lint.Span{Start: at, End: at + len(c.old)}, c.new)))
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPictures(t *testing.T) {
	gif := "GIF89a\x01\x00\x01\x00\x00\xff\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;"
	files := fstest.MapFS{
		"static/a.png":     {Data: []byte(gif)},
		"static/big.gif":   {Data: append([]byte(gif), make([]byte, pictureSize)...)},
		"static/page.png":  {Data: []byte("<!doctype html>")},
		"static/empty.png": {},
		"secret.gif":       {Data: []byte(gif)},
	}
	for i := range 4 {
		files[fmt.Sprintf("static/%d.gif", i)] = &fstest.MapFile{Data: append([]byte(gif), make([]byte, pictureSize-100)...)}
	}
	p := pictures{files: files, folder: "static", style: house().Site}
	for _, c := range []struct{ address, data, why string }{
		{"/a.png", "data:image/gif;base64,R0lGODlh", ""},
		{"https://example.org/a.png?x#y", "data:image/gif;base64,R0lGODlh", ""},
		{"/../secret.gif", "", "A picture that the site does not have"},
		{"/%2e%2e/secret.gif", "", "A picture that the site does not have"},
		{"/big.gif", "", "A picture too large for this page"},
		{"/page.png", "", "A file that is no picture"},
		{"/empty.png", "", "A file that is no picture"},
		{"/%zz", "", "A picture whose address cannot be read"},
		{"https://elsewhere.example/a.png", "", "A picture from elsewhere"},
		{"data:image/png;base64,AA==", "", "A picture from elsewhere"},
		{"", "", "A picture without an address"},
		{"/0.gif", "data:image/gif;", ""}, {"/1.gif", "data:image/gif;", ""}, {"/2.gif", "data:image/gif;", ""},
		{"/3.gif", "", "A picture too large for this page"},
		{"/0.gif", "data:image/gif;", ""}, // it is there already
	} {
		data, why := p.data(c.address)
		if !strings.HasPrefix(data, c.data) || data == "" != (c.data == "") || why != c.why {
			t.Errorf("%s: %.30q, %q", c.address, data, why)
		}
	}
}

// FuzzBody: no text and no finding stops the page, each finding stands there once, and nothing in the page is a tag or
// an attribute that runs or loads something.
func FuzzBody(f *testing.F) {
	f.Add("# A\n\n- b &amp; `c` [d](e)\n", 3, 9)
	f.Add("---\ntitle: a\n---\n{{< figure src=\"a\" caption=\"{{< b >}}\" >}}\n\n| a |\n|---|\n| b |\n", 20, 30)
	f.Add("a[^1]\n\n[^1]: b\n\nc\n: d\n\n> e\n\n~~~\nf\n~~~\n\\&", 5, 5)
	f.Fuzz(func(t *testing.T, src string, from, to int) {
		if from < 0 || from > to || to > len(src) {
			return
		}
		n := Newsletter{Document: lint.Parse("2026-12-05-newsletter.md", []byte(src)), House: house()}
		for i, s := range []lint.Span{{Start: from, End: to}, {Start: (from + to) / 2, End: to}} {
			n.Findings = append(n.Findings, lint.Finding{Severity: lint.Severity(i + 1), Span: s, Message: src, Fix: lint.Replace(src, s, src)})
		}
		var page bytes.Buffer
		if err := Write(&page, n); err != nil {
			t.Fatal(err)
		}
		if got := bytes.Count(page.Bytes(), []byte("<aside class=\"finding ")); got != 2 {
			t.Errorf("%d findings stand in the page", got)
		}
		if got := bytes.Count(bytes.ToLower(page.Bytes()), []byte("<script")); got != 1 {
			t.Errorf("%d scripts", got)
		}
	})
}
