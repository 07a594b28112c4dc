package report_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"github.com/xsf/padpress/lint/report"
)

func TestCodeSpan(t *testing.T) {
	for _, c := range []struct {
		name, in string
		limit    int
		want     string
	}{
		{"words", "a b", 80, "`a b`"},
		{"nothing", " \n\t", 80, ""},
		{"blanks", " a \n\n b\t", 80, "`a b`"},
		{"back-ticks", "a `b` ``c``", 80, "``` a `b` ``c`` ```"},
		{"back-ticks at an end", "`a", 80, "`` `a ``"},
		{"only back-ticks", "```", 80, "```` ``` ````"},
		{"long", strings.Repeat("ä", 100), 10, "`" + strings.Repeat("ä", 9) + "…`"},
		{"just fits", strings.Repeat("ä", 10), 10, "`" + strings.Repeat("ä", 10) + "`"},
		{"very long", strings.Repeat("x ", 1<<20), 5, "`x x …`"},
		{"control", "\x1b[2J\u202e", 80, "`\\u{1b}[2J\\u{202e}`"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := report.CodeSpan(c.in, c.limit); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"words", "title has not the usual form", "title has not the usual form"},
		{"signs of a sentence", "(see --help; it's 3.5 % of 2026-12-05: a “b”)", "(see --help; it's 3.5 % of 2026-12-05: a `b`)"},
		{"months", "title says June & July 2026", "title says June &amp; July 2026"},
		{"address", "add https://", "add `https://`"},
		{"signs", "neither absolute nor begins with / or #", "neither absolute nor begins with `/` or `#`"},
		{"YAML", "categories is not ['Newsletter']", "categories is not `['Newsletter']`"},
		{"mention", "a @everyone b", "a `@everyone` b"},
		{"references", "#1 o/r#1 GH-1 c0ffee1 high-end", "`#1` `o/r#1` `GH-1` `c0ffee1` high-end"},
		{"emoji", "a :tada: b:", "a `:tada:` b:"},
		{"quoted", "host “<b>@x</b>” has no dot", "host `<b>@x</b>` has no dot"},
		{"quotes in a quote", "a “b “c” d” e", "a `b “c” d` e"},
		{"quote not closed", "a “b", "a `b`"},
		{"quotes side by side", "“a”“b`”“c”", "`a` `` b` `` `c`"},
		{"HTML", "<!-- padpress: a/b#1 summary -->", "`<!--` padpress: `a/b#1` summary `-->`"},
		{"list", "1. a 2.", "`1.` a 2."},
		{"rule", "---", "`---`"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := report.Markdown(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// FuzzMarkdown: as the first words of a line or behind others, a message is one paragraph without links, HTML or markup,
// and what GitHub looks for in text (mentions, references, commits) stands in code only. Stock goldmark is the judge.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"a “b` @c” d", "“`”“``”", "`a``b`", "“a``b”“`x”", "[a](b) ![c](javascript:d)", "<script>@x</script>", "www.a.b https://c", "a@b.c",
		"# a", "> a", "- a", "1) a", "+ a", "***", "===", "|a|b|", "\\“`”", "[^1]", "a\n\nb", "&lt;b&gt;", "$`x`$", "~~a~~", "http://a", "GH-12", "0123456789abcdef",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, message string) {
		if !utf8.ValidString(message) {
			return
		}
		for _, lead := range []string{"", "**error** ", "- "} {
			harmless(t, lead, lead+report.Markdown(message)+" (`rule`)")
		}
	})
}

func harmless(t *testing.T, lead, comment string) {
	t.Helper()
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithUnsafe()))
	root := md.Parser().Parse(text.NewReader([]byte(comment)))
	var shown strings.Builder // all text that is not code
	emphasis := 0
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Document, *ast.Paragraph, *ast.List, *ast.ListItem, *ast.TextBlock:
		case *ast.CodeSpan:
			shown.WriteString(" ")
			return ast.WalkSkipChildren, nil
		case *ast.Emphasis:
			emphasis++
		case *ast.Text:
			shown.Write(n.Segment.Value([]byte(comment)))
		case *ast.String:
			shown.Write(n.Value)
		default:
			t.Errorf("%q holds %s", comment, n.Kind())
		}
		return ast.WalkContinue, nil
	})
	if want := strings.Count(lead, "**") / 2; emphasis != want || root.ChildCount() > 1 {
		t.Errorf("%q: %d emphases, %d blocks", comment, emphasis, root.ChildCount())
	}
	if strings.ContainsAny(shown.String(), "@#<>`[]$|\\*_~") {
		t.Errorf("%q shows %q", comment, shown.String())
	}
	var out bytes.Buffer
	if err := md.Convert([]byte(comment), &out); err != nil || strings.Count(out.String(), "\n\n") > 0 {
		t.Errorf("%q: %v", out.String(), err)
	}
}
