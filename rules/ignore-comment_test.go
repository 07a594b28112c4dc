package rules_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// A rule's page is how ignore-comment knows that the rule exists.
func TestPagesAreRules(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if rules.Find(strings.TrimSuffix(page, ".md")) == nil {
			t.Errorf("%s is the page of no rule", page)
		}
	}
	if len(pages) != len(rules.All) {
		t.Errorf("%d pages, %d rules", len(pages), len(rules.All))
	}
}

// With all rules at work, a comment silences what it names, and one that is not needed is told and can be removed.
func TestIgnoreComment(t *testing.T) {
	const ignore = "<!-- padpress: ignore link-syntax: the slip is quoted -->\n"
	const slip = "[a] (https://example.org/)\n"
	const front = "---\ntitle: The XMPP Newsletter October 2026\ndate: 2026-11-05\ncategories: ['Newsletter']\n---\n\n"
	for _, c := range []struct{ name, text, want, mended string }{
		{"silenced", ignore + slip, "", ignore + slip},
		{"and nothing else", ignore + "[a] (https://example.org/) <retry/>\n", "raw-html", ignore + "[a] (https://example.org/) `<retry/>`\n"},
		{"not needed", ignore + "text\n", "ignore-comment", "text\n"},
		{"not needed between paragraphs", "text\n\n" + ignore + "text\n", "ignore-comment", "text\n\ntext\n"},
		{"not needed, but parts paragraphs", "text\n" + ignore + "text\n", "ignore-comment", "text\n" + ignore + "text\n"},
		{"not needed, but parts lists", "- text\n\n" + ignore + "\n- text\n", "ignore-comment", "- text\n\n" + ignore + "\n- text\n"},
		{"one of two is not needed", "<!-- padpress: ignore link-syntax, raw-html: quoted -->\n" + slip, "ignore-comment", "<!-- padpress: ignore link-syntax, raw-html: quoted -->\n" + slip},
		{"misspelt, so that the slip is mended, and the comment not needed", strings.Replace(ignore, "syntax", "sintax", 1) + slip, "ignore-comment link-syntax", "[a](https://example.org/)\n"},
		{"cannot silence what is said of comments", "<!-- padpress: ignore ignore-comment: no -->\n<!-- padpress: ignore raw-html -->\ntext\n", "ignore-comment ignore-comment", "<!-- padpress: ignore ignore-comment: no -->\n<!-- padpress: ignore raw-html -->\ntext\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("content/blog/newsletter/2026-11-05-newsletter.md", []byte(front+c.text))
			w := &lint.World{House: house(t)}
			var got []string
			for _, f := range lint.Run(d, w, rules.All) {
				got = append(got, f.Rule)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
			mended, _, _ := lint.Mend(d, w, []*lint.Rule{rules.Find("ignore-comment"), rules.Find("link-syntax"), rules.Find("raw-html")})
			if text := strings.TrimPrefix(string(mended.Src), front); text != c.mended {
				t.Errorf("became\n%swant\n%s", text, c.mended)
			}
		})
	}
}
