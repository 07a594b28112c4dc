package lint_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"

	"github.com/xsf/padpress/lint"
)

// wordRule makes a rule that finds the word it is named for, and says on which line.
func wordRule(word string) *lint.Rule {
	return &lint.Rule{Name: word, Severity: lint.Error, Check: func(p *lint.Pass) {
		for at := 0; ; at++ {
			i := bytes.Index(p.Src[at:], []byte(" "+word+" ."))
			if i < 0 {
				return
			}
			at += i + 1
			p.Reportf(lint.Span{Start: at, End: at + len(word)}, "line %d", p.Position(at).Line)
		}
	}}
}

// idleRule says of comments what rules that run last are told.
var idleRule = &lint.Rule{Name: "last", Severity: lint.Note, Last: true, Check: func(p *lint.Pass) {
	for _, c := range p.Silences() {
		for _, n := range c.Names {
			if n.Idle {
				p.Reportf(n.Span, "%s is idle", n.Name)
			}
		}
	}
}}

func TestSilence(t *testing.T) {
	const ignore = "<!-- padpress: ignore bad: quoted -->\n"
	for _, c := range []struct{ name, src, want string }{
		{"none", "a bad .\n", "line 1"},
		{"paragraph", ignore + "a bad .\nb bad .\n\nc bad .\n", "line 5"},
		{"blank line between", ignore + "\na bad .\n\nc bad .\n", "line 5"},
		{"right below a paragraph", "a bad .\n" + ignore + "b bad .\n", "line 1"},
		{"a last block without a line end", "a bad .\n\n" + ignore + "b bad .", "line 1"},
		{"heading only", ignore + "# a bad .\n\nb bad .\n", "line 4"},
		{"underlined heading", ignore + "a bad .\n===\n\nb bad .\n", "line 5"},
		{"list", "a bad .\n\n" + ignore + "- b bad .\n- c bad .\n\nd bad .\n", "line 1, line 7"},
		{"item", "- a bad .\n  " + ignore + "- b bad .\n  - c bad .\n- d bad .\n", "line 1, line 5"},
		{"last item", "- a bad .\n  " + ignore + "- b bad .\n\nc bad .\n", "line 1, line 5"},
		{"first paragraph of an item", "- " + ignore + "  a bad .\n\n  b bad .\n", "line 4"},
		{"numbered item", "1. a bad .\n   " + ignore + "2. b bad .\n", "line 1"},
		{"quote", "> " + ignore + "> a bad .\n\nb bad .\n", "line 4"},
		{"table", ignore + "| a bad . | b |\n|---|---|\n| c bad . | d |\n\ne bad .\n", "line 6"},
		{"shortcode", ignore + "{{< a b=\" bad .\" >}}\n\nc bad .\n", "line 4"},
		{"code", ignore + "```\na bad .\n\nb bad .\n```\n\nc bad .\n", "line 8"},
		{"in code it is none", "```\n" + ignore + "a bad .\n```\n", "line 3"},
		{"indented it is code", "a bad .\n\n    " + ignore + "b bad .\n", "line 1, line 4"},
		{"several rules", "<!-- padpress: ignore other, bad: quoted -->\na bad . b other .\n\nc bad .\n", "line 4"},
		{"several comments", ignore + "<!-- padpress: ignore other: too -->\na bad . b other .\n", ""},
		{"over several lines", "<!--\npadpress: ignore bad:\n  a long reason,\n  in two lines\n-->\na bad .\n", ""},
		{"another rule", "<!-- padpress: ignore other: quoted -->\na bad .\n", "other is idle, line 2"},
		{"a rule that did not run", "<!-- padpress: ignore unknown: quoted -->\na bad .\n", "line 2"},
		{"nothing to silence", ignore + "a good .\n", "bad is idle"},
		{"two of which one suffices", ignore + "a good .\n\n" + ignore + "b bad .\n", "bad is idle"},
		{"no reason", "<!-- padpress: ignore bad -->\na bad .\n", "line 2"},
		{"empty reason", "<!-- padpress: ignore bad: -->\na bad .\n", "line 2"},
		{"no rule", "<!-- padpress: ignore: quoted -->\na bad .\n", "line 2"},
		{"another verb", "<!-- padpress: disable bad: quoted -->\na bad .\n", "line 2"},
		{"at the end", "a bad .\n\n" + ignore, "line 1"},
		{"not closed", "<!-- padpress: ignore bad: quoted\na bad .\n", "line 2"},
		{"in a line of text", "a <!-- padpress: ignore bad: quoted --> bad .\n", "line 1"},
		{"front matter", "---\n# padpress: ignore bad: quoted\ntitle: a bad .\ndate: b bad .\n---\n\nc bad .\n", "line 4, line 7"},
		{"before the second key", "---\ntitle: a bad .\n# padpress: ignore bad: quoted\ndate: b bad .\n---\n\nc bad .\n", "line 2, line 7"},
		{"behind the last key", "---\ntitle: a bad .\n# padpress: ignore bad: quoted\n---\n\nc bad .\n", "line 2, line 6"},
		{"a comment of YAML in text is none", "# padpress: ignore bad: quoted\n\na bad .\n", "line 3"},
		{"line ends of Windows", "<!-- padpress: ignore bad: quoted -->\r\na bad .\r\n\r\nb bad .\r\n", "line 4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range lint.Run(lint.Parse("a.md", []byte(c.src)), &lint.World{}, []*lint.Rule{idleRule, wordRule("bad"), wordRule("other")}) {
				if f.Rule != "other" {
					got = append(got, f.Message)
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("found %q, want %q in\n%s", got, c.want, c.src)
			}
		})
	}
}

// What a comment silences is not mended either.
func TestSilenceKeepsFixesAway(t *testing.T) {
	const src = "<!-- padpress: ignore word: it is a name -->\na b\n\nb\n"
	got, repairs, _ := lint.Mend(lint.Parse("a.md", []byte(src)), &lint.World{}, []*lint.Rule{every("word", "b\n", "c\n")})
	if want := strings.TrimSuffix(src, "b\n") + "c\n"; string(got.Src) != want || len(repairs) != 1 {
		t.Errorf("got %q by %v, want %q", got.Src, repairs, want)
	}
}

// A comment where the page says to put it changes nothing of the page but itself: lists stay one list. Stock goldmark
// is the judge.
func TestSilenceKeepsThePage(t *testing.T) {
	for _, c := range []struct{ comment, without string }{
		{"a\n\nIGNORE\n\nb\n", "a\n\nb\n"},
		{"- a\n  IGNORE\n- b\n- c\n", "- a\n- b\n- c\n"},
		{"1. a\n   IGNORE\n2. b\n", "1. a\n2. b\n"},
		{"- a\n  - b\n    IGNORE\n  - c\n", "- a\n  - b\n  - c\n"},
		{"IGNORE\n# a\n", "# a\n"},
	} {
		render := func(text string) string {
			var b bytes.Buffer
			if err := goldmark.Convert([]byte(text), &b); err != nil {
				t.Fatal(err)
			}
			return strings.ReplaceAll(strings.ReplaceAll(b.String(), "<!-- raw HTML omitted -->", ""), "\n", "")
		}
		with := strings.ReplaceAll(c.comment, "IGNORE", "<!-- padpress: ignore a: b -->")
		if got, want := render(with), render(c.without); got != want {
			t.Errorf("%q is shown as\n%s\nand not as\n%s", with, got, want)
		}
	}
}

// Many comments, many findings, and comments inside each other take no time.
func TestSilenceOfManyFindings(t *testing.T) {
	src := strings.Repeat("<!-- padpress: ignore bad: a -->\n", 5000) + strings.Repeat("a bad .\n", 5000) +
		"\n" + strings.Repeat("- <!-- padpress: ignore bad: a -->\n\n  a bad .\n", 5000)
	if f := lint.Run(lint.Parse("a.md", []byte(src)), &lint.World{}, []*lint.Rule{wordRule("bad")}); len(f) > 0 {
		t.Errorf("%d findings, the first %+v", len(f), f[0])
	}
}

func TestSeverityOfRules(t *testing.T) {
	mixed := &lint.Rule{Name: "mixed", Severity: lint.Warning, Check: func(p *lint.Pass) {
		for i, s := range []lint.Severity{0, lint.Error, lint.Note} {
			p.Report(lint.Finding{Span: lint.Span{Start: i, End: i}, Severity: s, Message: "m"})
		}
	}}
	for _, c := range []struct {
		name string
		rule *lint.Rule
		want []lint.Severity
	}{
		{"as it is", mixed, []lint.Severity{lint.Warning, lint.Error, lint.Note}},
		{"all errors", mixed.As(lint.Error), []lint.Severity{lint.Error, lint.Error, lint.Error}},
		{"warnings at least", mixed.AtLeast(lint.Warning), []lint.Severity{lint.Warning, lint.Error}},
		{"errors at least", mixed.AtLeast(lint.Error), []lint.Severity{lint.Error}},
		{"notes, and warnings at least", mixed.As(lint.Note).AtLeast(lint.Warning), nil},
	} {
		var got []lint.Severity
		for _, f := range lint.Run(lint.Parse("a.md", []byte("abc\n")), &lint.World{}, []*lint.Rule{c.rule}) {
			got = append(got, f.Severity)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if mixed.Severity != lint.Warning {
		t.Error("the rule itself was changed")
	}
}

func FuzzSilence(f *testing.F) {
	for _, s := range seeds {
		f.Add("<!-- padpress: ignore bad, other: why -->\n" + s)
	}
	f.Add("---\n# padpress: ignore bad: why\na: b\n---\n> - <!-- padpress: ignore bad -->\n")
	f.Fuzz(func(t *testing.T, text string) {
		d := lint.Parse("a.md", []byte(text))
		inspect := &lint.Rule{Name: "inspect", Last: true, Severity: lint.Note, Check: func(p *lint.Pass) {
			at := 0
			for _, c := range p.Silences() {
				checkSpan(t, d, "comment", c.Span)
				checkSpan(t, d, "block", c.Covers)
				if c.Span.Start < at || !strings.Contains(d.Text(c.Span), "padpress:") {
					t.Errorf("%q: the comment %q comes too early, or is none", text, d.Text(c.Span))
				}
				at = c.Span.Start
				for _, n := range c.Names {
					checkSpan(t, d, "name", n.Span)
					if d.Text(n.Span) != n.Name || n.Span.Start < c.Span.Start || n.Span.End > c.Span.End {
						t.Errorf("%q: the name %q at %v", text, n.Name, n.Span)
					}
				}
			}
		}}
		lint.Run(d, &lint.World{}, []*lint.Rule{inspect, wordRule("bad")})
	})
}

func ExampleSilence() {
	d := lint.Parse("a.md", []byte("<!-- padpress: ignore bad: this is a quotation -->\nThis is bad .\n\nThat is bad .\n"))
	for _, f := range lint.Run(d, &lint.World{}, []*lint.Rule{wordRule("bad")}) {
		fmt.Println(f.Rule, f.Message)
	}
	// Output: bad line 4
}
