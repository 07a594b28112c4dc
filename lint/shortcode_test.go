package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// outline writes the tree of d in one line: text as it is in the source, _ for a soft line break, / for a hard one.
func outline(d *lint.Document, n ast.Node) string {
	var b strings.Builder
	switch n := n.(type) {
	case *ast.Text:
		b.WriteString(string(n.Segment.Value(d.Src)))
		if n.HardLineBreak() {
			b.WriteString("/")
		} else if n.SoftLineBreak() {
			b.WriteString("_")
		}
	case *lint.Shortcode:
		fmt.Fprintf(&b, "<%s %d-%d>", n.Name, n.Span.Start, n.Span.End)
	default:
		b.WriteString(n.Kind().String() + "(")
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			b.WriteString(outline(d, c))
		}
		b.WriteString(")")
	}
	return b.String()
}

func TestShortcodesInTree(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"alone", "{{< a >}}\n", "Document(Paragraph(<a 0-9>))"},
		{"in a line", "b {{< a >}} c\n", "Document(Paragraph(b <a 2-11> c))"},
		{"two in a line", "{{< a >}}{{< b >}} c\n", "Document(Paragraph(<a 0-9><b 9-18> c))"},
		{"line breaks stay", "x\n{{< a >}}\ny {{< b >}}  \nz\n", "Document(Paragraph(x_<a 2-11>_y <b 14-23>/z))"},
		{"several lines", "x\n{{< a\n  b=\"c\"\n\n>}}\ny\n", "Document(Paragraph(x_<a 2-20>_y))"},
		{"in code", "`{{< a >}}`\n", "Document(Paragraph(CodeSpan({{< a >}})))"},
		{"in a code block", "```\n{{< a >}}\n```\n", "Document(FencedCodeBlock())"},
		{"in a heading", "## b {{< a >}}\n", "Document(Heading(b <a 5-14>))"},
		{"in emphasis", "*{{< a >}}* **b {{< c >}}**\n", "Document(Paragraph(Emphasis(<a 1-10>) Emphasis(b <c 16-25>)))"},
		{"in the text of a link", "[{{< a >}} b](c)\n", "Document(Paragraph(Link(<a 1-10> b)))"},
		{"in an address", "[b]({{< a >}})\n", "Document(Paragraph(Link(b)))"},
		{"in a list", "- {{< a >}}\n- b\n", "Document(List(ListItem(TextBlock(<a 2-11>))ListItem(TextBlock(b))))"},
		{"in a table", "| b |\n|---|\n| {{< a \"c|d\" >}} |\n", "Document(Table(TableHeader(TableCell(b))TableRow(TableCell(<a 14-29>))))"},
		{"Markdown inside", "{{< a \"*b* [c](d) `\" >}} `e`\n", "Document(Paragraph(<a 0-24> CodeSpan(e)))"},
		{"around Markdown", "{{< a >}}\n\n*b*\n\n{{< /a >}}\n", "Document(Paragraph(<a 0-9>)Paragraph(Emphasis(b))Paragraph(<a 16-26>))"},
		{"behind front matter", "---\na: \"{{< a >}}\"\n---\n{{< b >}}\n", "Document(Paragraph(<b 23-32>))"},
		{"not closed", "{{< a\n\nb\n", "Document(Paragraph({{< a)Paragraph(b))"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(c.src))
			if got := outline(d, d.Root); got != c.want {
				t.Errorf("%q:\n got %s\nwant %s", c.src, got, c.want)
			}
		})
	}
}

func TestShortcode(t *testing.T) {
	src := "x {{< figure src=\"a \\\"b\\\".png\" width=5 >}}{{% /y %}}"
	d := lint.Parse("", []byte("{{% y %}}"+src))
	if len(d.Shortcodes) != 3 || len(d.Broken) != 0 {
		t.Fatalf("shortcodes %+v, broken %+v", d.Shortcodes, d.Broken)
	}
	figure, end := d.Shortcodes[1], d.Shortcodes[2]
	if d.Text(figure.NameSpan) != "figure" || figure.Markdown || figure.Closing {
		t.Errorf("figure is %+v", figure)
	}
	if a, ok := figure.Arg("src"); !ok || a.Value != `a "b".png` || d.Text(a.Span) != `"a \"b\".png"` {
		t.Errorf("src is %+v (%v), written %s", a, ok, d.Text(a.Span))
	}
	if a, ok := figure.Arg("width"); !ok || a.Value != "5" || d.Text(a.Span) != "5" {
		t.Errorf("width is %+v (%v)", a, ok)
	}
	if _, ok := figure.Arg("alt"); ok {
		t.Error("figure has an alt that nobody wrote")
	}
	if !end.Closing || !end.Markdown || end.Name != "y" {
		t.Errorf("end is %+v", end)
	}
}

func TestBroken(t *testing.T) {
	for _, c := range []struct {
		name, src, at, message string
		found                  int // shortcodes that can be read
	}{
		{"typographic quotes", "a {{< figure src=“b” caption=“c d” >}} {{< e >}}", "{{< figure src=“b” caption=“c d", "value in typographic quotes: only straight ones hold it together", 1},
		{"typographic quotes around a parameter", "{{< a “b” >}}", "{{< a ", "value in typographic quotes: only straight ones hold it together", 0},
		{"typographic quotes inside straight ones", "{{< a b=\"“c” d\" e >}}", "{{< a b=\"“c” d\" e", "named and positional parameters are mixed", 0},
		{"not closed", "{{< a\n\nb", "{{< a\n\nb", "shortcode is not closed", 0},
		{"comma", "{{< a b=\"c\", d=\"e\" >}}", "{{< a b=\"c\"", "unrecognized character in a shortcode: a parameter with other signs than letters and digits must be quoted", 0},
		{"no name", "{{< >}}", "{{< >}}", "shortcode without a name", 0},
		{"mixed", "{{< a b c = d >}} {{< e >}}", "{{< a b c = d >}}", "named and positional parameters are mixed", 1},
		{"close of none", "{{< /a >}} {{< b >}}", "{{< ", "closing shortcode, but none is open", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(c.src))
			if len(d.Broken) != 1 || len(d.Shortcodes) != c.found {
				t.Fatalf("broken %+v, %d shortcodes; want one and %d", d.Broken, len(d.Shortcodes), c.found)
			}
			if b := d.Broken[0]; d.Text(b.Span) != c.at || b.Message != c.message {
				t.Errorf("broken at %q: %s; want %q: %s", d.Text(b.Span), b.Message, c.at, c.message)
			}
		})
	}
}
