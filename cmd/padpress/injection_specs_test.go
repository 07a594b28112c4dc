package main

import (
	"fmt"
	"html"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/xsf/padpress/lint"
)

// specOf is a document of a specification whose every word that is shown anywhere is n. XML has no control characters.
func specOf(number int, version, n string) string {
	n = html.EscapeString(needle + " " + strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, n))
	return fmt.Sprintf("<?xml version='1.0'?>\n<xep><header><title>%[3]s</title><abstract>%[3]s</abstract><number>%04[1]d</number><status>Experimental</status>"+
		"<revision><version>%[2]s</version><date>2026-11-01</date><initials>%[3]s</initials><remark><ul><li>%[3]s</li><li>and <tt>%[3]s</tt></li></ul></remark></revision></header></xep>\n",
		number, version, n)
}

// TestSpecsInjection: whatever the repository of the specifications holds, its words act nowhere: neither in the issue that
// they are drafted into, nor in what is said of it.
func TestSpecsInjection(t *testing.T) {
	if testing.Short() {
		t.Skip("eighty documents, three times")
	}
	s := openWorld(t)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	s.specs = t.TempDir()
	specs := func(day, version string) {
		t.Helper()
		for i, n := range slices.Concat(nasty, injections) {
			names := []string{fmt.Sprintf("xep-%04d.xml", 900+i), fmt.Sprintf("inbox/bird%d.xml", i)}
			if i%2 == 0 || version == "0.1.0" {
				names = names[:1]
			}
			for _, name := range names {
				at := filepath.Join(s.specs, name)
				if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(at, []byte(specOf(900+i, version, n)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := os.WriteFile(filepath.Join(s.specs, "xep-0899.xml"), []byte("<xep><header><title>@everyone</title "+version), 0o644); err != nil {
			t.Fatal(err)
		}
		commitSpecsOn(t, s.specs, day)
	}
	specs("2026-08-01", "0.1.0")
	specs("2026-11-10", "0.2.0")
	seen := sinks{}
	front := "---\ntitle: The XMPP Newsletter November 2026\n---\n\nThis issue covers the month of November 2026.\n\n## XMPP Articles\n\n- [A](https://a.example/) flies.\n\n## Extensions and specifications\n\n### Proposed\n\n"
	s.pad.Set(samplePad, front+"### Updated\n\n## License\n\nFree.\n")
	seen.run(t, s, "schedule", 0, "submit", "--pad", s.padURL())
	seen.forge(t, s)
	checkSection(t, gitOf(t, s, "show", sampleBranch+":"+sampleIssue))
	if !strings.Contains(seen["messages"], "Pad-Drafted: ") {
		t.Errorf("nothing was drafted:\n%s", seen["the log"])
	}

	// People write some, with mistakes: comments name them as the history does.
	s.pad.Set(samplePad, front+"- [Owls](/extensions/inbox/owls.html)\n\n### Updated\n\n- Version 0.1.0 of [XEP-0901](/extensions/xep-0901.html) (Owls)\n- Version 0.2.0 of [XEP-0903](/extensions/xep-0904.html) (Owls)\n\n## License\n\nFree.\n")
	specs("2026-11-20", "0.3.0")
	seen.run(t, s, "schedule", 0, "submit", "--pad", s.padURL())
	seen.forge(t, s)
	for _, where := range slices.Sorted(maps.Keys(seen)) {
		if shown := slices.Contains([]string{"comments", "the summary", "the log", "the job's summary"}, where); strings.Contains(seen[where], needle) != shown {
			t.Errorf("words of the specifications in %s: %t: %.900q", where, !shown, seen[where])
		}
	}
}

// checkSection wants nothing in an issue that its words were not written as: no HTML, no picture, no shortcode, and links
// to specifications alone.
func checkSection(t *testing.T, issue string) {
	t.Helper()
	_, body := cut(issue)
	at := strings.Index(body, "### Proposed")
	if at < 0 || !strings.Contains(body, needle) {
		t.Fatalf("nothing was drafted:\n%s", issue)
	}
	body, _, _ = strings.Cut(body[at:], "## License")
	d := lint.Parse("a.md", []byte(body))
	for n := range lint.Each[*lint.Shortcode](d) {
		t.Errorf("a shortcode stands in the draft: %q", body[n.Pos():min(len(body), n.Pos()+80)])
	}
	if strings.Contains(body, "{{<") || strings.Contains(body, "{{%") {
		t.Errorf("a shortcode stands in the draft:\n%s", body)
	}
	src := []byte(body)
	root := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser().Parse(text.NewReader(src))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.HTMLBlock, *ast.RawHTML, *ast.Image, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.Blockquote, *ast.ThematicBreak:
			t.Errorf("%s in the draft", n.Kind())
		case *ast.Link:
			if entering && !strings.HasPrefix(string(n.Destination), "/extensions/") {
				t.Errorf("link to %s in the draft", n.Destination)
			}
		case *ast.Heading:
			if line := n.Lines(); entering && strings.Contains(string(line.Value(src)), needle) {
				t.Errorf("%q is a heading of the draft", line.Value(src))
			}
		}
		return ast.WalkContinue, nil
	})
	checkShown(t, body)
}

// commitSpecsOn commits what stands in a folder as what came on a day.
func commitSpecsOn(t *testing.T, dir, day string) {
	t.Helper()
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"commit", "-qm", "Closes #1 @everyone"}} {
		cmd := exec.CommandContext(t.Context(), "git", append([]string{"-C", dir, "-c", "user.name=E", "-c", "user.email=e@example.org"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_DATE="+day+"T12:00:00Z", "GIT_COMMITTER_DATE="+day+"T12:00:00Z")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
}
