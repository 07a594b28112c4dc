package main

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/rules"
)

func TestPageText(t *testing.T) {
	tests := []struct{ name, markdown, want string }{
		{"paragraphs are filled", "One two\nthree four.\n\nFive.\n", "  One two three\n  four.\n\n  Five.\n"},
		{"a heading and code", "# A `x` b\n\n```sh\nmake  it\n\n# no heading\n```\n", "A `x` b\n\n      make  it\n\n      # no heading\n"},
		{"code that stands for a file", "```markdown a/b.md\nx\n```\n", "  a/b.md:\n\n      x\n"},
		{"no line ends in code", "Write `a b c d` now.\n", "  Write\n  `a b c d` now.\n"},
		{"a word longer than the line", "See `https://example.org/x` there.\n", "  See\n  `https://example.org/x`\n  there.\n"},
		{"a list", "Two:\n\n- one and more of it\n- two\n", "  Two:\n\n  - one and more\n    of it\n  - two\n"},
		{"a list in a list", "1. one\n   - in it\n2. two\n", "  1. one\n     - in it\n  2. two\n"},
		{"a list with blank lines", "- one\n\n- two\n\n  more\n", "  - one\n\n  - two\n\n    more\n"},
		{"a link and an address", "A [b](https://e.org) <https://e.org>\n", "  A b\n  <https://e.org>\n  https://e.org\n"},
		{"signs that Markdown takes away", "A \\* b &amp; *c*\n", "  A * b & c\n"},
		{"a quotation", "> Quoth\n", "    Quoth\n"},
		{"a table stays one", "| a long cell | b |\n|---|---|\n| c | d |\n", "  | a long cell | b |\n  |---|---|\n  | c | d |\n"},
		{"lines that are to end", "a  \nb\n", "  a\n  b\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, pageText(tt.markdown, screen{width: 16})); d != "" {
				t.Error(d)
			}
		})
	}
	if got := pageText("# A\n\nB\n", screen{width: 20, color: true}); got != bold+"A"+reset+"\n\n  B\n" {
		t.Errorf("in colour %q", got)
	}
}

// Every page fits every terminal, and loses no word of its prose.
func TestPagesOfRules(t *testing.T) {
	for _, r := range rules.All {
		for _, width := range []int{60, 80, 200} {
			text := pageText(r.Doc, screen{width: width})
			for line := range strings.Lines(text) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width && strings.Contains(strings.TrimSpace(line), " ") && !strings.HasPrefix(line, "      ") {
					t.Errorf("%s at %d: a line of %d characters: %s", r.Name, width, n, line)
				}
			}
			if got, want := letters(text), letters(strings.ReplaceAll(strings.ReplaceAll(r.Doc, "```markdown", ""), "```", "")); got != want {
				t.Errorf("%s at %d: the words are not those of the page:\n%s", r.Name, width, cmp.Diff(want, got))
			}
		}
		if s := firstSentence(r.Doc); len(s) < 20 || !strings.HasSuffix(s, ".") || strings.Contains(s, "\n") {
			t.Errorf("%s: the first sentence is %q", r.Name, s)
		}
	}
}

// letters are the characters of a text that are neither blank nor mark-up.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\t:#`*_<>\\-[]()|", r) {
			return -1
		}
		return r
	}, text)
}

// In a terminal the page is as wide as that, and its headings stand out.
func TestExplainInATerminal(t *testing.T) {
	cmd := exec.Command(os.Args[0], "explain", "link-syntax")
	cmd.Env = append(os.Environ(), asCommand+"=1", "TERM=xterm", "NO_COLOR=")
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 50})
	if err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	defer f.Close()
	var out strings.Builder
	io.Copy(&out, f) // ends with an error once the command has closed its side
	_ = cmd.Wait()
	text := strings.ReplaceAll(out.String(), "\r\n", "\n")
	want := pageText(rules.Find("link-syntax").Doc, screen{width: 50, color: true})
	if !strings.HasPrefix(text, want) || !strings.Contains(want, bold+"Bad"+reset) {
		t.Errorf("%s", cmp.Diff(want, text))
	}
}

func TestFirstSentence(t *testing.T) {
	for page, want := range map[string]string{
		"# x\n\nA `b. c` d\ne. More.\n": "A `b. c` d e.",
		"# x\n\nOnly one\n":             "Only one.",
		"# x\n\nSee example.org. Not.":  "See example.org.",
		"# x\n":                         "",
	} {
		if got := firstSentence(page); got != want {
			t.Errorf("%q: %q, want %q", page, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"front-matter", "link-destination", "link-syntax", "title-date"}
	tests := []struct{ word, want string }{
		{"frontmatter", "front-matter"},
		{"[front-matter]", "front-matter"},
		{"LINK-SYNTAX", "link-syntax"},
		{"link-sytnax", "link-syntax"},
		{"link", "link-destination link-syntax"},
		{"title-data", "title-date"},
		{"", ""},
		{"x", ""},
		{"\x1b[31m", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(nearest(tt.word, words), " "); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"ab", "", 2}, {"kitten", "sitting", 3}, {"abc", "abc", 0}, {"flaw", "lawn", 2}} {
		if got := distance(tt.a, tt.b); got != tt.want {
			t.Errorf("%q to %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

// What a rule offers is measured on its page, and not said anywhere else.
func TestOffersFixes(t *testing.T) {
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	r := *rules.Find("link-syntax")
	if got := offersFixes(&r, house); got == nil || !*got {
		t.Errorf("link-syntax offers %v", got)
	}
	r.Doc = "# link-syntax\n\n## Bad\n\n## Good\n\n```markdown\nThe [new version] (https://example.org/1.0) is out.\n```\n"
	if got := offersFixes(&r, house); got == nil || *got {
		t.Error("a good example counts as a bad one")
	}
	r.Needs = 1
	if got := offersFixes(&r, house); got != nil {
		t.Error("something is said of a rule that did not run")
	}
}
