package report_test

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// hostileWords are seeds for every place where words of others are shown.
var hostileWords = []string{
	"a", "::error::b", "\n::error::b", "%0A::set-output name=a::b", "a,b:c=d", "file=x,line=1::", "a)@everyone", "a](b)", "[a](1)", `\](`, "<a>", " a \"b\"",
	"\x1b[2J", "\u202e", "a|b`c", "#1", "{0}", "\u212a\u3164", "://", "--", "''", "\r",
}

// command is what GitHub's runner makes of a line of the log, by its own rules: blanks before the colons do not count.
type command struct {
	name       string
	properties map[string]string
	data       string
}

func runnerReads(line string) (command, bool) {
	line = strings.TrimLeftFunc(strings.TrimSuffix(line, "\n"), unicode.IsSpace)
	inner, ok := strings.CutPrefix(line, "::")
	if !ok {
		return command{}, false
	}
	inner, data, ok := strings.Cut(inner, "::")
	if !ok {
		return command{}, false
	}
	c := command{properties: map[string]string{}, data: strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data)}
	var list string
	c.name, list, _ = strings.Cut(inner, " ")
	for p := range strings.SplitSeq(list, ",") {
		key, value, _ := strings.Cut(p, "=")
		c.properties[key] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(value)
	}
	return c, true
}

// FuzzWorkflowCommands: a finding is one command, whose parts come out of the runner as they went in.
func FuzzWorkflowCommands(f *testing.F) {
	for _, s := range hostileWords {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, path, message string) {
		if !utf8.ValidString(path + message) {
			return
		}
		x := lint.Finding{Rule: "some-rule", Severity: lint.Warning, Message: message}
		var found []command
		for line := range strings.Lines(write(t, "github", []report.File{{Document: lint.Parse(path, []byte("x")), Findings: []lint.Finding{x}}})) {
			if c, ok := runnerReads(line); ok {
				found = append(found, c)
			}
		}
		if len(found) != 1 || found[0].name != "warning" || found[0].data != report.Printable(message) || found[0].properties["title"] != "some-rule" {
			t.Fatalf("%q and %q became %+v", path, message, found)
		}
		if keys := slices.Sorted(maps.Keys(found[0].properties)); !slices.Equal(keys, []string{"col", "endColumn", "file", "line", "title"}) {
			t.Errorf("properties %q", keys)
		}
	})
}

// FuzzReportsForOthers: what others show of a report holds no link, mention or reference. SARIF's messages make a link of
// [words](address) unless a bracket is escaped; reviewdog writes a message into a comment as Markdown.
func FuzzReportsForOthers(f *testing.F) {
	for _, s := range hostileWords {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, message string) {
		if !utf8.ValidString(message) {
			return
		}
		x := lint.Finding{Rule: "some-rule", Severity: lint.Warning, Message: message}
		files := []report.File{{Document: lint.Parse("a.md", []byte("x")), Findings: []lint.Finding{x}}}
		var sarif struct {
			Runs []struct {
				Results []struct{ Message struct{ Text string } }
			}
		}
		var rd struct{ Diagnostics []struct{ Message string } }
		if err := json.Unmarshal([]byte(write(t, "sarif", files)), &sarif); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(write(t, "rdjson", files)), &rd); err != nil {
			t.Fatal(err)
		}
		shown := strings.ReplaceAll(sarif.Runs[0].Results[0].Message.Text, `\\`, "")
		if strings.Contains(strings.ReplaceAll(shown, `\]`, ""), "](") {
			t.Errorf("SARIF has the link %q", sarif.Runs[0].Results[0].Message.Text)
		}
		harmless(t, "", rd.Diagnostics[0].Message+" (`rule`)")
	})
}

func TestSARIFMessage(t *testing.T) {
	for in, want := range map[string]string{"no link [a] (b)": "no link [a] (b)", `a [b](c) \d`: `a \\[b\\](c) \\\\d`} {
		x := lint.Finding{Rule: "some-rule", Severity: lint.Note, Message: in}
		if got := write(t, "sarif", []report.File{file("a.md", "x", x)}); !strings.Contains(got, `"message":{"text":"`+want+`"}`) {
			t.Errorf("%q became %s", in, got)
		}
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://pad.example.org/a_b?c=d&e#f":  "https://pad.example.org/a_b?c=d&e#f",
		"https://pad.example.org/a)@everyone ": "https://pad.example.org/a%29%40everyone%20",
		"https://pad.example.org/ä\u202e":      "https://pad.example.org/ä%E2%80%AE",
	} {
		if got := report.Address(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// FuzzLink: whatever the address holds, there is one link, with our words, to that address, and nothing behind it.
func FuzzLink(f *testing.F) {
	for _, s := range hostileWords {
		f.Add("https://a.example/" + s)
	}
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	f.Fuzz(func(t *testing.T, address string) {
		if !utf8.ValidString(address) || address == "" {
			return
		}
		src := []byte("The text is that of " + report.Link("the pad", address) + ": 1 entry.\n")
		root := md.Parser().Parse(text.NewReader(src))
		var words strings.Builder
		links := 0
		_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.Document, *ast.Paragraph:
			case *ast.Text:
				if entering {
					words.Write(n.Segment.Value(src))
				}
			case *ast.Link:
				if !entering {
					return ast.WalkContinue, nil
				}
				links++
				was, err1 := url.PathUnescape(strings.ReplaceAll(address, "%", "%25"))
				now, err2 := url.PathUnescape(string(n.Destination))
				if plain := !strings.ContainsAny(address, "%\\&"); plain && (err1 != nil || err2 != nil || was != now) {
					t.Errorf("%q leads to %q", address, n.Destination)
				}
				if strings.ContainsAny(string(n.Destination), "@<>\"'`\n\x1b") {
					t.Errorf("%q is the address %q", address, n.Destination)
				}
			default:
				t.Errorf("%s in %q", n.Kind(), src)
			}
			return ast.WalkContinue, nil
		})
		if links != 1 || words.String() != "The text is that of the pad: 1 entry." {
			t.Errorf("%d links in %q, which shows %q", links, src, words.String())
		}
	})
}
