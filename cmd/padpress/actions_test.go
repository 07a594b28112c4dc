package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRecord: whatever servers and pads said, each output is one, by the runner's own rules, and the summary holds a
// table and no link, mention, reference or HTML. Stock goldmark is the judge.
func FuzzRecord(f *testing.F) {
	for _, n := range nasty {
		f.Add(n, n)
	}
	f.Add("a\nname<<EOF\nb\nEOF", "|\n|---|\n| a")
	f.Fuzz(func(t *testing.T, value, words string) {
		if !utf8.ValidString(value + words) {
			return
		}
		dir := t.TempDir()
		vars := map[string]string{"GITHUB_OUTPUT": filepath.Join(dir, "output"), "GITHUB_STEP_SUMMARY": filepath.Join(dir, "summary")}
		r := record{link: "http://127.0.0.1/" + value}
		r.output("branch", value)
		r.output("errors", 1)
		r.step("pad", words)
		if err := r.publish(&env{get: func(name string) string { return vars[name] }}, words, errors.New(value)); err != nil {
			t.Fatal(err)
		}
		output, _ := os.ReadFile(vars["GITHUB_OUTPUT"])
		if got := outputsOf(string(output)); len(got) != 2 || got["errors"] != "1" {
			t.Errorf("%q and %q became the outputs %q", value, words, got)
		}
		summary, _ := os.ReadFile(vars["GITHUB_STEP_SUMMARY"])
		checkLines(t, string(summary))
		checkMarkdown(t, string(summary))
	})
}

// outputsOf reads GITHUB_OUTPUT as the runner does: name=value, or name<<DELIMITER and lines up to the delimiter.
func outputsOf(text string) map[string]string {
	found := map[string]string{}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	for i := 0; i < len(lines); i++ {
		equals, heredoc := strings.Index(lines[i], "="), strings.Index(lines[i], "<<")
		if heredoc >= 0 && (equals < 0 || heredoc < equals) {
			name, end := lines[i][:heredoc], lines[i][heredoc+2:]
			for i++; i < len(lines) && lines[i] != end; i++ {
				found[name] += lines[i] + "\n"
			}
			continue
		}
		name, value, _ := strings.Cut(lines[i], "=")
		found[name] = value
	}
	return found
}
