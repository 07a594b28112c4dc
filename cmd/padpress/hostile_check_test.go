package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// submitHostile runs the command and looks at every line that it prints.
func submitHostile(t *testing.T, s *stage, args ...string) string {
	t.Helper()
	out, err := command(t, s, "", append([]string{"submit", "--pad", s.padURL()}, args...)...)
	if err != "" {
		t.Errorf("standard error: %q", err)
	}
	return out
}

// command runs the command with the files of GitHub Actions, and looks at every line that it prints or writes there.
func command(t *testing.T, s *stage, stdin string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	vars := s.environment()
	vars["GITHUB_STEP_SUMMARY"], vars["GITHUB_OUTPUT"] = filepath.Join(t.TempDir(), "summary"), filepath.Join(t.TempDir(), "output")
	e := &env{
		in: strings.NewReader(stdin), out: &out, err: &errs, get: func(name string) string { return vars[name] },
		wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	execute(t.Context(), args, e)
	checkLines(t, out.String()+errs.String())
	summary, _ := os.ReadFile(vars["GITHUB_STEP_SUMMARY"])
	checkLines(t, string(summary))
	checkMarkdown(t, string(summary))
	output, _ := os.ReadFile(vars["GITHUB_OUTPUT"])
	for line := range strings.Lines(strings.TrimSpace(string(output))) {
		if !regexp.MustCompile(`^[a-z-]+=[-A-Za-z0-9:/. ]*\n?$`).MatchString(line) {
			t.Errorf("output %q", line)
		}
	}
	return out.String(), errs.String()
}

// checkLines fails on what would move a cursor, or what a runner would obey.
func checkLines(t *testing.T, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if i := strings.IndexFunc(line, acting); i >= 0 {
			t.Errorf("%.200q holds %q", line, line[i:i+1])
		}
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Errorf("%.200q is a command of a runner", line)
		}
	}
}

func acting(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == '\u3164' || r == utf8.RuneError
}

// checkForge looks at all that stands on the forge.
func checkForge(t *testing.T, s *stage) {
	t.Helper()
	pulls := s.site.Pulls()
	if len(pulls) != 1 || !regexp.MustCompile(`^Draft: The XMPP Newsletter (October & )?November 2026$`).MatchString(pulls[0].Title) {
		t.Fatalf("pull requests %+v", pulls)
	}
	checkLines(t, pulls[0].Body)
	lines, err := s.site.Comments(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range lines {
		if c.Author == "newsletter-bot" {
			checkComment(t, c.Body)
		}
	}
	comments, err := s.site.IssueComments(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range comments {
		if c.Author == "newsletter-bot" {
			checkComment(t, c.Body)
		}
	}
	checkHistory(t, s)
}

var ourMarker = regexp.MustCompile(`^<!-- padpress: community/site#1 (summary|[0-9a-f]{16}(\.[0-9]+)?( [0-9a-f]{16}(\.[0-9]+)?)*) -->\n`)

func checkComment(t *testing.T, body string) {
	t.Helper()
	if utf8.RuneCountInString(body) > 65536 || !ourMarker.MatchString(body) {
		t.Errorf("comment of %d characters: %.300q", utf8.RuneCountInString(body), body)
	}
	for line := range strings.Lines(body) {
		if i := strings.IndexFunc(strings.TrimSuffix(line, "\n"), acting); i >= 0 {
			t.Errorf("a comment's line %.200q holds %q", line, line[i:i+1])
		}
	}
	checkMarkdown(t, withoutParts(ourMarker.ReplaceAllString(body, "")))
}

// withoutParts is a summary without the lines that part it or fold a list, of which there is one of each.
func withoutParts(body string) string {
	for _, name := range []string{reviewPart, answerPart, behindPart} {
		body = strings.Replace(body, "\n<!-- padpress: part "+name+" -->\n", "\n", 1)
	}
	return regexp.MustCompile(`\n<details><summary>[0-9]+ differences?</summary>\n|\n</details>\n`).ReplaceAllString(body, "\n")
}

// checkMarkdown has stock goldmark read the text as GitHub would: the only links are to the pad and the pull request,
// there is no HTML and no picture, and outside of code nothing that GitHub makes a link or a mention of.
func checkMarkdown(t *testing.T, body string) {
	t.Helper()
	src := regexp.MustCompile(`(imported in|, in) [0-9a-f]{40}\b`).ReplaceAll([]byte(body), []byte("$1 a commit"))
	root := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser().Parse(text.NewReader(src))
	suggestions := 0
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.FencedCodeBlock:
			lang := string(n.Language(src))
			if lang == "markdown" { // a paragraph to be copied into the pad
				return ast.WalkSkipChildren, nil
			}
			if suggestions++; lang != "suggestion" || suggestions > 1 {
				t.Errorf("code block %d of %q is for %q", suggestions, body, lang)
			}
		case *ast.Link:
			if !strings.HasPrefix(string(n.Destination), "http://127.0.0.1") {
				t.Errorf("link to %s in %.300q", n.Destination, body)
			}
		case *ast.HTMLBlock, *ast.RawHTML, *ast.Image, *ast.AutoLink, *ast.CodeBlock, *ast.Blockquote, *ast.ThematicBreak:
			t.Errorf("%s in %.300q", n.Kind(), body)
		case *ast.Text:
			words := string(n.Segment.Value(src))
			if hit := regexp.MustCompile("[@#<>`\\[\\]$|\\\\*_~]|(?i:gh-[0-9])|\\b[0-9a-f]{7,40}\\b|://|www\\.").FindString(words); hit != "" {
				t.Errorf("%q stands in %.300q", hit, words)
			}
		}
		return ast.WalkContinue, nil
	})
}

// checkHistory: commits have the messages that we give them, with our trailers once.
func checkHistory(t *testing.T, s *stage) {
	t.Helper()
	out, err := s.forge.Git().Run(t.Context(), sampleRepo, "log", "--format=%B%x00%(trailers:only)%x01", "master..newsletter-november-2026")
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`^Import The XMPP Newsletter (October & )?November 2026 from the pad\n\nPad-Source: http://127\.0\.0\.1:[0-9]+/newsletter\nPad-Digest: [0-9a-f]{64}\nPad-File: [0-9a-f]{40}\nPadpress-Version: [0-9a-z.+-]+\n+$`)
	for _, commit := range strings.Split(strings.Trim(string(out), "\x01\n"), "\x01") {
		message, trailers, _ := strings.Cut(strings.TrimLeft(commit, "\n"), "\x00")
		if !want.MatchString(message) || strings.Count(strings.TrimSpace(trailers), "\n") != 3 {
			t.Errorf("message %q with trailers %q", message, trailers)
		}
	}
}
