package pad_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// page is an oracle of its own: goldmark with the options of Hugo's default configuration, shortcodes hidden behind
// words as Hugo does, front matter kept as text. It shares nothing with lint.Page.
func page(t testing.TB, text []byte) string {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	front := ""
	if m := regexp.MustCompile(`(?s)^\s*---[ \t\r]*\n(.*?\n)?---\r?\n?`).Find(text); m != nil {
		front, text = strings.TrimSpace(string(m)), text[len(m):]
	}
	var codes []string
	text = regexp.MustCompile(`(?s)\{\{<.*?>\}\}|\{\{%.*?%\}\}`).ReplaceAllFunc(text, func(code []byte) []byte {
		codes = append(codes, string(code))
		return fmt.Appendf(nil, "HUGOSHORTCODE%dHUGO", len(codes))
	})
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Typographer, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID()),
	)
	var b bytes.Buffer
	if err := md.Convert(text, &b); err != nil {
		t.Fatal(err)
	}
	// An HTML parser reads both line ends as one.
	return strings.ReplaceAll(front+"\n"+b.String()+strings.Join(codes, "\n"), "\r\n", "\n")
}

func TestNormaliseCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../shared/corpus/issues/*.md")
	more, _ := filepath.Glob("../../shared/corpus/drafts/*/*.md")
	if len(files) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	changed := 0
	for _, f := range append(files, more...) {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		once := pad.Normalise(text)
		if string(once) != string(text) {
			changed++
		}
		if twice := pad.Normalise(once); string(twice) != string(once) {
			t.Errorf("%s: normalising again changes it: %s", f, firstDifference(once, twice))
		}
		if a, b := page(t, text), page(t, once); a != b {
			t.Errorf("%s: the page changes: %s", f, firstDifference([]byte(a), []byte(b)))
		}
	}
	t.Logf("%d texts, %d of them changed, 0 pages may change", len(files)+len(more), changed)
}

func firstDifference(a, b []byte) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s []byte) string { return fmt.Sprintf("%q", s[max(0, min(i-30, len(s))):min(len(s), i+30)]) }
	return cut(a) + " became " + cut(b)
}

func FuzzNormalise(f *testing.F) {
	for _, c := range normaliseCases {
		f.Add(c.in)
	}
	f.Add("---\ntitle: x\r\n---\r\n# a\nb  \nc\n\n\n* d\n+ e\n\n        code \n\n```\n\n\nf \n```\n1. g\n2) h\n{{< figure\n src=\"x\" >}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(lint.Parse("", []byte(text)).Broken) > 0 || strings.Contains(text, "/*") {
			t.Skip("Hugo refuses the text, or prints a shortcode that the oracle would hide")
		}
		once := pad.Normalise([]byte(text))
		if twice := pad.Normalise(once); string(twice) != string(once) {
			t.Errorf("normalising again changes it: %s", firstDifference(once, twice))
		}
		if a, b := page(t, []byte(text)), page(t, once); a != b {
			t.Errorf("the page changes: %s", firstDifference([]byte(a), []byte(b)))
		}
	})
}

var normaliseCases = []struct{ name, in, want string }{
	{"byte order mark", "\ufeffHello\n", "Hello\n"},
	{"carriage returns", "a\r\nb\r\n", "a\nb\n"},
	{"trailing blanks", "a \nb\t\n", "a\nb\n"},
	{"hard break stays", "a  \nb\n", "a  \nb\n"},
	{"no hard break at the end", "a  \n\nb\n", "a\n\nb\n"},
	{"markers", "* a\n* b\n  + c\n", "- a\n- b\n  - c\n"},
	{"markers that part two lists stay", "* a\n\n+ b\n", "- a\n\n+ b\n"},
	{"padding", "-   a\n-   b\n", "- a\n- b\n"},
	{"padding above nested items", "-   a\n    - b\n", "- a\n    - b\n"},
	{"list that is set in", "a\n\n - b\n - c\n   - d\n\n   e\n\nf\n", "a\n\n- b\n- c\n  - d\n\n  e\n\nf\n"},
	{"list that is set in below a paragraph", "a\n * b\n * c\n", "a\n\n- b\n- c\n"},
	{"list that ends at the margin", "  - b\nc\n", "  - b\nc\n"},
	{"list that is set in more and more", " - a\n  - b\n   - c\n", "- a\n - b\n  - c\n"},
	{"heading without blank lines", "a\n## b\nc\n", "a\n\n## b\n\nc\n"},
	{"list without blank lines", "a\n- b\n- c\n## d\n", "a\n\n- b\n- c\n\n## d\n"},
	{"a line that only looks like a list", "a\n1986. b\n", "a\n1986. b\n"},
	{"runs of blank lines", "a\n\n\n\nb\n", "a\n\nb\n"},
	{"blank lines with blanks", "a\n \n\t\nb\n", "a\n\nb\n"},
	{"blank lines in code stay", "```\na\n\n\nb \n```\n", "```\na\n\n\nb \n```\n"},
	{"indented code stays", "a\n\n    b \n\n\n    c\n", "a\n\n    b \n\n\n    c\n"},
	{"final newline", "a", "a\n"},
	{"final newlines", "a\n\n\n", "a\n"},
	{"blanks around a destination", "[a]( https://example.org )\n", "[a](https://example.org)\n"},
	{"a title stays", "[a]( https://example.org \"b\" )\n", "[a]( https://example.org \"b\" )\n"},
	{"blank line behind the front matter", "---\ntitle: a\n---\nb\n", "---\ntitle: a\n---\n\nb\n"},
	{"front matter stays", "---\ntitle:   a \n\n\ndate: b\n---\n\nc\n", "---\ntitle:   a \n\n\ndate: b\n---\n\nc\n"},
	{"shortcode of several lines stays", "{{< figure \n\n\n  src=\"a\" >}}\n", "{{< figure \n\n\n  src=\"a\" >}}\n"},
	{"nothing", "", ""},
	{"only blanks", " \n", "\n"},
}

func TestNormalise(t *testing.T) {
	for _, c := range normaliseCases {
		t.Run(c.name, func(t *testing.T) {
			if got := string(pad.Normalise([]byte(c.in))); got != c.want {
				t.Errorf("Normalise(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
		})
	}
}
