package github

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// FuzzSuggestion: whatever the text holds, a comment has one suggestion with exactly this text in it, and the other one
// only shown. It has to be literal: who accepts it commits it. Stock goldmark is the judge.
func FuzzSuggestion(f *testing.F) {
	for _, s := range []string{"", "a", "```", "````suggestion\n@a\n````", "~~~", "<!-- padpress: x -->", "@everyone #1\n\n\n", "    a\n\tb", "``` `````"} {
		f.Add(s, "b")
		f.Add("b", s)
	}
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	f.Fuzz(func(t *testing.T, first, second string) {
		if !utf8.ValidString(first+second) || strings.ContainsAny(first+second, "\r\x00") { // no suggestion holds these
			return
		}
		g := group{{Path: "a", Line: 2, Text: "one.", Suggestion: &first}, {Path: "a", Start: 1, Line: 2, Text: fence("text", second)}, {Text: "two."}}
		src := []byte(g.body("<!-- marker -->"))
		var blocks []string
		var shown strings.Builder
		_ = ast.Walk(md.Parser().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			switch n := n.(type) {
			case *ast.Document, *ast.Paragraph:
			case *ast.HTMLBlock:
				if string(n.Lines().Value(src)) != "<!-- marker -->\n" {
					t.Errorf("HTML %q in %q", n.Lines().Value(src), src)
				}
			case *ast.FencedCodeBlock:
				blocks = append(blocks, string(n.Language(src))+"\n"+string(n.Lines().Value(src)))
				return ast.WalkSkipChildren, nil
			case *ast.Text:
				shown.Write(n.Segment.Value(src))
			default:
				t.Errorf("%s in %q", n.Kind(), src)
			}
			return ast.WalkContinue, nil
		})
		line := func(s string) string {
			if s == "" {
				return ""
			}
			return s + "\n"
		}
		want := []string{"suggestion\n" + line(first), "text\n" + line(second)}
		if strings.Join(blocks, "\x00") != strings.Join(want, "\x00") || shown.String() != "one.two." {
			t.Errorf("blocks %q and %q in %q", blocks, shown.String(), src)
		}
	})
}
