package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestHostileOutput looks at what the verbs print of such a text that ask no forge.
func TestHostileOutput(t *testing.T) {
	needGit(t)
	s, err := newWorld(t)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	for name, front := range hostileFronts() {
		t.Run(name, func(t *testing.T) {
			src := strings.ReplaceAll(hostileText(front), "\n- ", "  \r\n* ") // so that fmt has something to do
			for _, args := range [][]string{{"lint", "-"}, {"lint", "--format", "json", "-"}, {"fmt", "-d", "-"}, {"submit", "--dry-run", "--pad", "-"}} {
				if out, _ := command(t, s, src, args...); len(out) < 1000 {
					t.Errorf("%v printed %q", args, out)
				}
			}
		})
	}
}

// TestHostileJSON: what is escaped for a terminal is the same text to a program.
func TestHostileJSON(t *testing.T) {
	var out bytes.Buffer
	e := &env{in: strings.NewReader("[a] (https://a.example/\x1b\u202e##[error]\U000e0041)\n"), out: &out, err: &out, get: func(string) string { return "" }}
	execute(t.Context(), []string{"lint", "--format", "json", "--as", "##[a]\x7f.md", "-"}, e)
	checkLines(t, out.String())
	var report struct{ Findings []struct{ Path string } }
	if err := json.Unmarshal(out.Bytes(), &report); err != nil || len(report.Findings) == 0 || report.Findings[0].Path != "##[a]\x7f.md" {
		t.Errorf("%v: %s", err, out.String())
	}
}
