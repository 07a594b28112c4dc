package lint_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// TestPageTree: rendered without any change, the tree is the page.
func TestPageTree(t *testing.T) {
	texts := map[string]string{
		"front matter":   "---\ntitle: a\n---\n# B\n\n\"c\" -- d\n",
		"table":          "| a |\n|---|\n| b |\n",
		"footnote":       "a[^1]\n\n[^1]: b\n",
		"a heading's id": "## A [b](c) {#d}\n\n## A\n\n## A\n",
	}
	issues, _ := filepath.Glob("../../shared/corpus/issues/*.md")
	for _, path := range issues {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(path)] = strings.ReplaceAll(string(text), "{{<", "{{ ") // of shortcodes it makes something else
	}
	for name, text := range texts {
		d := lint.Parse("", []byte(text))
		var got bytes.Buffer
		if err := lint.NewPageRenderer().Render(&got, d.Src, lint.PageTree(d, lint.SiteStyle{})); err != nil {
			t.Fatal(err)
		}
		if want := lint.Page(d); !bytes.Equal(bytes.ReplaceAll(got.Bytes(), []byte("\r\n"), []byte("\n")), want) {
			t.Errorf("%s: the tree is another page", name)
		}
	}
}

// TestPageTreeShortcodes: each stands where it is written, with all that it closes over; in addresses its words do.
func TestPageTreeShortcodes(t *testing.T) {
	var src strings.Builder
	for i := range 300 {
		fmt.Fprintf(&src, "a {{< s%d >}} b [c]({{< r%d >}})\n\n", i, i)
	}
	src.WriteString("{{< t >}}d\n\n{{< u >}}\n\ne{{< /t >}} `{{< v >}}`\n")
	d := lint.Parse("", []byte(src.String()))
	var shortcodes, addresses []string
	ast.Walk(lint.PageTree(d, lint.SiteStyle{}), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *lint.Shortcode:
			if entering {
				shortcodes = append(shortcodes, d.Text(n.Span))
			}
		case *ast.Link:
			if entering {
				addresses = append(addresses, string(n.Destination))
			}
		}
		return ast.WalkContinue, nil
	})
	if len(shortcodes) != 301 || len(addresses) != 300 {
		t.Fatalf("%d shortcodes, %d addresses", len(shortcodes), len(addresses))
	}
	for i := range 300 {
		if shortcodes[i] != fmt.Sprintf("{{< s%d >}}", i) || addresses[i] != fmt.Sprintf("{{< r%d >}}", i) {
			t.Errorf("%s, %s in the place of number %d", shortcodes[i], addresses[i], i)
		}
	}
	if got := shortcodes[300]; got != "{{< t >}}d\n\n{{< u >}}\n\ne{{< /t >}}" {
		t.Errorf("the last one is %q", got)
	}
}
