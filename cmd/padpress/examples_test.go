package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// The examples of help, and the commands that README shows, are calls that the command understands.
func TestExamplesParse(t *testing.T) {
	for _, c := range ownVerbs() {
		for line := range strings.Lines(c.Example) {
			if !strings.HasPrefix(line, "  padpress "+c.Name()) {
				t.Errorf("an example of %s is %q", c.Name(), line)
			}
			checkCall(t, line)
		}
	}
	fences := strings.Split(readme(t), "```")
	for i := 1; i < len(fences); i += 2 {
		for line := range strings.Lines(fences[i]) {
			checkCall(t, line)
		}
	}
}

// checkCall looks whether a line, if it calls the command, does so with a verb and flags that exist.
func checkCall(t *testing.T, line string) {
	t.Helper()
	line = strings.TrimSpace(strings.Replace(line, "go run ./cmd/padpress ", "padpress ", 1))
	line, _, _ = strings.Cut(line, " #")
	line, _, _ = strings.Cut(line, " <")
	line, _, _ = strings.Cut(line, " | ")
	words := strings.Fields(line)
	if len(words) < 2 || words[0] != "padpress" {
		return
	}
	root := newRoot(quiet())
	c, rest, err := root.Find(words[1:])
	if err == nil && c == root {
		err = root.Args(root, rest)
	}
	if err == nil {
		err = c.ParseFlags(rest)
	}
	if err == nil {
		err = c.ValidateArgs(c.Flags().Args())
	}
	if err != nil {
		t.Errorf("%q: %v", line, err)
	}
}

func readme(t *testing.T) string {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What README says in code, or in a row of a verb, names only what exists.
func TestReadmeNamesWhatExists(t *testing.T) {
	byName, any := map[string]*cobra.Command{}, map[string]bool{}
	for _, c := range ownVerbs() {
		byName[c.Name()] = c
		for name := range flags(c) {
			any[name] = true
		}
	}
	for line := range strings.Lines(readme(t)) {
		verb := byName[verbOfRow(line)]
		for _, code := range codeSpans(line) {
			for _, name := range flagWords(code) {
				switch {
				case verb != nil && flags(verb)[name] == nil && !ofAnotherVerb(line, name):
					t.Errorf("README: %s has no %s: %s", verb.Name(), name, line)
				case !any[name] && !isGo(code):
					t.Errorf("README: no verb has %s: %s", name, line)
				}
			}
		}
	}
}

// verbOfRow is the verb that a table's row is about, "" if it is no such row.
func verbOfRow(line string) string {
	m := regexp.MustCompile("^\\| `([a-z]+)").FindStringSubmatch(line)
	if m == nil {
		return ""
	}
	return m[1]
}

func codeSpans(line string) []string {
	var spans []string
	for i, part := range strings.Split(line, "`") {
		if i%2 == 1 {
			spans = append(spans, part)
		}
	}
	return spans
}

func isGo(code string) bool { return strings.HasPrefix(code, "go ") }
