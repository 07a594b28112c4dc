package lint_test

import (
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestClass(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{ // p is prose, l the text of a link, . the rest
		{"paragraph", "a b\nc\n", "ppp\np\n"},
		{"markers", "# a\n- b\n> c\n", "..p\n..p\n..p\n"},
		{"link", "a [b](c) d\n", "pp.l....pp\n"},
		{"markup in a link", "[a *b*](c)\n", ".ll.l.....\n"},
		{"image", "![a](b)\n", "..l....\n"},
		{"code", "a `b` c\n", "pp...pp\n"},
		{"code in a link", "[`a` b](c)\n", "....ll....\n"},
		{"code block", "```\na\n```\n\n    b\n", "...\n.\n...\n\n.....\n"},
		{"angle brackets", "a <https://b> c\n", "pp...........pp\n"},
		{"raw HTML", "a <b>c</b>\n", "pp...p....\n"},
		{"shortcode", "a {{< b >}} c\n", "pp.........pp\n"},
		{"front matter", "---\na: b\n---\nc\n", "...\n....\n...\np\n"},
		{"table", "| a |\n|---|\n| b |\n", "..p..\n.....\n..p..\n"},
		{"definition of a reference", "[a]: b\n", "......\n"},
		{"several bytes a character", "ä→ `ö`\n", "pppppp....\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(c.src))
			got := ""
			for i, b := range d.Src {
				if class := d.Class(i); b == '\n' && class == lint.Markup {
					got += "\n"
				} else {
					got += string(".pl"[class])
				}
			}
			if got != c.want {
				t.Errorf("%q:\n got %s\nwant %s", c.src, got, c.want)
			}
		})
	}
	d := lint.Parse("", []byte("a"))
	if d.Class(-1) != lint.Markup || d.Class(1) != lint.Markup {
		t.Error("outside the text is not markup")
	}
}
