package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestScore runs the catalogue of real mistakes and its own scorer on the command: what share is found, and how much is
// said of published issues.
func TestScore(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts the command some thousand times")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("the scorer is written in Python, and there is no python3")
	}
	if _, err := os.Stat(shared + "/corpus/score.py"); err != nil {
		t.Skip("the catalogue of mistakes is not beside the project")
	}
	dir := t.TempDir()
	command := filepath.Join(dir, "padpress")
	script := fmt.Sprintf("#!/bin/sh\n%s=1 PADPRESS_XEPS=none XDG_CACHE_HOME='%s' exec '%s' \"$@\"\n", asCommand, dir, os.Args[0])
	if err := os.WriteFile(command, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	score := func(args ...string) string {
		out, err := exec.Command(python, append([]string{shared + "/corpus/score.py", command}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("score.py: %v\n%s", err, out)
		}
		return string(out)
	}
	out := score()
	recall := figure(t, out, "\nrecall ", "= ", "%")
	t.Logf("recall %.1f %%", recall)
	if recall < 85 {
		t.Errorf("recall is %.1f %%, and is to be 85 %% at least\n%s", recall, out)
	}
	for years, most := range map[string]float64{"2025": 15, "202[123]": 20} {
		median := figure(t, score("--noise-only", "--noise", years), "\nnoise: ", "median ", ",")
		t.Logf("%s: a median of %.0f findings in a published issue", years, median)
		if median > most {
			t.Errorf("%s: a median of %.0f findings in a published issue, and %.0f are allowed", years, median, most)
		}
	}
}

// figure reads what stands between before and after, behind the line that begins with head.
func figure(t *testing.T, text, head, before, after string) float64 {
	_, rest, _ := strings.Cut("\n"+text, head)
	_, rest, _ = strings.Cut(rest, before)
	digits, _, _ := strings.Cut(rest, after)
	n, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	if err != nil {
		t.Fatalf("no number between %q and %q:\n%s", before, after, text)
	}
	return n
}

// TestPublishedErrors: of all that the published issues of 2025 are said to have wrong as errors, at most six are not
// in the catalogue of real mistakes.
func TestPublishedErrors(t *testing.T) {
	known := map[string]map[int]bool{}
	truth, err := os.Open(shared + "/corpus/truth.jsonl")
	if err != nil {
		t.Skip("the catalogue of mistakes is not beside the project")
	}
	defer truth.Close()
	for s := bufio.NewScanner(truth); s.Scan(); {
		var row struct {
			Kind, Path string
			Line       int
		}
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		name := path.Base(row.Path)
		if known[name] == nil {
			known[name] = map[int]bool{}
		}
		known[name][row.Line] = known[name][row.Line] || row.Kind == "latent"
	}
	unexplained := 0
	for _, d := range published(t, "2025-*-newsletter.md") {
		house, err := rules.House(defaultHouse)
		if err != nil {
			t.Fatal(err)
		}
		w := worldOf(house, os.DirFS(shared+"/site"), d.Path)
		for _, f := range lint.Run(d, w, rules.All) {
			line := d.Position(f.Span.Start).Line
			if f.Severity == lint.Error && !known[path.Base(d.Path)][line] {
				unexplained++
				t.Logf("%s:%d: %s [%s]", d.Path, line, f.Message, f.Rule)
			}
		}
	}
	if unexplained > 6 {
		t.Errorf("%d errors are in no catalogue", unexplained)
	}
}

// TestPublishedFix: `lint --fix` changes the page of no published issue of 2025. The check is stock goldmark.
func TestPublishedFix(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts the command for each issue")
	}
	changed := 0
	for _, d := range published(t, "2025-*-newsletter.md") {
		file := filepath.Join(t.TempDir(), path.Base(d.Path))
		if err := os.WriteFile(file, d.Src, 0o644); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			before, _ := os.ReadFile(file)
			c := exec.Command(os.Args[0], "lint", "--fix", "--site", shared+"/site", "--as", d.Path, file)
			c.Env = append(os.Environ(), asCommand+"=1", "PADPRESS_XEPS=none", "XDG_CACHE_HOME="+t.TempDir())
			out, err := c.CombinedOutput()
			if code := c.ProcessState.ExitCode(); code != exitFine && code != exitFindings {
				t.Fatalf("%s: %v\n%s", d.Path, err, out)
			}
			after, _ := os.ReadFile(file)
			if stockPage(t, string(d.Src)) != stockPage(t, string(after)) {
				t.Errorf("%s: the page changes", d.Path)
			}
			if !bytes.Equal(before, after) {
				changed++
			}
			d.Src = after
		}
		if again, _ := os.ReadFile(file); !bytes.Equal(again, d.Src) {
			t.Errorf("%s: fixing again changes the text", d.Path)
		}
	}
	t.Logf("%d texts changed, no page", changed)
}

// published are the published issues that a pattern of file names matches, as files of the site.
func published(t *testing.T, pattern string) []*lint.Document {
	files, _ := filepath.Glob(shared + "/corpus/issues/" + pattern)
	if len(files) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	var all []*lint.Document
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, lint.Parse("content/blog/newsletter/"+filepath.Base(f), text))
	}
	return all
}

// stockPage is what goldmark makes of a text with all that Hugo switches on, and the front matter as it stands.
func stockPage(t *testing.T, text string) string {
	front, body := cut(text)
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Typographer, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID()),
	)
	var b bytes.Buffer
	if err := md.Convert([]byte(body), &b); err != nil {
		t.Fatal(err)
	}
	return front + b.String()
}
