package lint_test

import (
	"html"
	"regexp"
	"slices"
	"testing"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// The ids are those of Hugo 0.160.
func TestHeadings(t *testing.T) {
	type heading struct {
		level    int
		text, id string
		source   string
	}
	for _, c := range []struct {
		name, src string
		want      []heading
	}{
		{"none", "a\n", nil},
		{"levels", "# A\n### B c\n", []heading{{1, "A", "a", "# A"}, {3, "B c", "b-c", "### B c"}}},
		{"closing signs", "## A ##\n", []heading{{2, "A", "a", "## A ##"}}},
		{"underlined", "A\nb *c*\n===\n", []heading{{1, "A b c", "b-c", "A\nb *c*"}}},
		{"equal ones", "# A\n# A\n# A\n", []heading{{1, "A", "a", "# A"}, {1, "A", "a-1", "# A"}, {1, "A", "a-2", "# A"}}},
		{"equal to a numbered one", "# A\n# A-1\n# A\n# A\n", []heading{{1, "A", "a", "# A"}, {1, "A-1", "a-1", "# A-1"}, {1, "A", "a-2", "# A"}, {1, "A", "a-3", "# A"}}},
		{"own id", "# A {#b .c}\n# B\n", []heading{{1, "A", "b", "# A {#b .c}"}, {1, "B", "b-1", "# B"}}},
		{"class only", "# A {.c}\n", []heading{{1, "A", "a", "# A {.c}"}}},
		{"id that is a number", "# A {id=5}\n", []heading{{1, "A", "", "# A {id=5}"}}},
		{"unicode", "# Ünï Ö → x\n", []heading{{1, "Ünï Ö → x", "ünï-ö--x", "# Ünï Ö → x"}}},
		{"signs", "# A & B, c/d - e_f!\n", []heading{{1, "A & B, c/d - e_f!", "a--b-cd---e_f", "# A & B, c/d - e_f!"}}},
		{"only signs", "# !!!\n# ???\n", []heading{{1, "!!!", "heading", "# !!!"}, {1, "???", "heading-1", "# ???"}}},
		{"nothing", "#\n", []heading{{1, "", "", "#"}}},
		{"markup", "# **a *b* c** d\n", []heading{{1, "a b c d", "a--d", "# **a *b* c** d"}}},
		{"link", "# [A b](c) d\n", []heading{{1, "A b d", "a-b-d", "# [A b](c) d"}}},
		{"code", "# `a_b` c\n", []heading{{1, "a_b c", "a_b-c", "# `a_b` c"}}},
		{"dashes", "# a -- b --- c - d\n", []heading{{1, "a -- b --- c - d", "a--b--c---d", "# a -- b --- c - d"}}},
		{"quotes", "# It's \"a\"...\n", []heading{{1, "It's \"a\"...", "its-a", "# It's \"a\"..."}}},
		{"quotes in a link", "# [\"a\" b](c) d\n", []heading{{1, "\"a\" b d", "-d", "# [\"a\" b](c) d"}}},
		{"bare address", "# see https://example.org/ now\n", []heading{{1, "see https://example.org/ now", "see--now", "# see https://example.org/ now"}}},
		{"escapes and entities", "# \\*a\\* &amp; b &#65;\n", []heading{{1, "*a* & b A", "a--b-65", "# \\*a\\* &amp; b &#65;"}}},
		{"raw HTML", "# <b>a</b> b\n", []heading{{1, "a b", "a-b", "# <b>a</b> b"}}},
		{"in quotes and lists", "> # A\n\n- # A\n", []heading{{1, "A", "a", "> # A"}, {1, "A", "a-1", "- # A"}}},
		{"behind front matter", "---\ntitle: x\n# no heading\n---\n\n# A\n", []heading{{1, "A", "a", "# A"}}},
		{"in code", "```\n# A\n```\n\n    # B\n", nil},
		{"carriage returns", "# A\r\n\r\nb\r\n===\r\n", []heading{{1, "A", "a", "# A"}, {1, "b", "b", "b"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(c.src))
			var got []heading
			for _, h := range d.Headings() {
				got = append(got, heading{h.Level, h.Text, h.ID, d.Text(h.Span)})
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q:\n got %+v\nwant %+v", c.src, got, c.want)
			}
		})
	}
}

func TestSection(t *testing.T) {
	d := lint.Parse("", []byte("a\n# B\nc\n## D\ne\n"))
	for offset, want := range map[int]string{0: "", 2: "B", 6: "B", 8: "D", 14: "D"} {
		h, ok := d.Section(offset)
		if h.Text != want || ok != (want != "") {
			t.Errorf("section of offset %d is %q (%v), want %q", offset, h.Text, ok, want)
		}
	}
}

var headingTag = regexp.MustCompile(`<h[1-6](?: [^>]*)?>`)
var idOfTag = regexp.MustCompile(` id="([^"]*)"`)

func TestHeadingIDsOfCorpus(t *testing.T) {
	headings := 0
	for path, src := range corpus(t) {
		d := lint.Parse(path, src)
		var ids, shown []string
		for _, h := range d.Headings() {
			ids = append(ids, h.ID)
		}
		for _, tag := range headingTag.FindAllString(string(lint.Page(d)), -1) {
			id := ""
			if m := idOfTag.FindStringSubmatch(tag); m != nil {
				id = html.UnescapeString(m[1])
			}
			shown = append(shown, id)
		}
		if !slices.Equal(ids, shown) {
			t.Errorf("%s:\nheadings %q\n    page %q", path, ids, shown)
		}
		headings += len(ids)
	}
	t.Logf("%d headings", headings)
}

func TestAnchor(t *testing.T) {
	for text, want := range map[string]string{
		"":             "",
		" A  b ":       "a--b",
		"Été 2026":     "été-2026",
		"a-b_c.d":      "a-b_cd",
		"XMPP 🎉":       "xmpp-",
		"Libraries & ": "libraries-",
		"中文 İ":         "中文-i",
	} {
		if got := lint.Anchor(text); got != want {
			t.Errorf("Anchor(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPlainText(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"line ends", "a\nb  \nc\n", "a b c"},
		{"markup", "*a* **b** ~~c~~ [d](e) ![f](g)\n", "a b c d f"},
		{"code", "`a\nb` `\\*` `&amp;`\n", "a b \\* &amp;"},
		{"escapes and entities", "\\*a\\* &amp; &#x41; &uuml; \\&amp; \\a\n", "*a* & A ü &amp; \\a"},
		{"angle brackets", "<https://example.org>\n", "https://example.org"},
		{"shortcode", "a {{< b \"c\" >}} d\n", "a  d"},
		{"raw HTML", "<b>a</b>\n", "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(c.src))
			for p := range lint.Each[*ast.Paragraph](d) {
				if got := d.PlainText(p); got != c.want {
					t.Errorf("%q shows %q, want %q", c.src, got, c.want)
				}
				return
			}
			t.Errorf("%q has no paragraph", c.src)
		})
	}
}

// TestUnderlined: which headings have a line of signs below them, whatever they begin with.
func TestUnderlined(t *testing.T) {
	for src, want := range map[string]bool{
		"A\n===\n": true, "a\nb\n---\n": true, "#2 is out\n---\n": true, "####### A\n---\n": true, "\\# A\n===\n": true, "> #a\n> ===\n": true,
		"# A\n": false, "  ##\tA\n": false, "- # A\n- b\n": false, "> - ### A #\n": false, "#\n": false, "#\r\n\r\nb\r\n": false, "#": false,
	} {
		d := lint.Parse("", []byte(src))
		if all := d.Headings(); len(all) != 1 || d.IsUnderlined(all[0]) != want {
			t.Errorf("%q: %+v, want %t", src, all, want)
		}
	}
}
