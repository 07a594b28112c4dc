package rules_test

import (
	"encoding/json"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// elvish is all that it takes to add a language: this file in house/xmpp.org, and go generate ./rules.
const elvish = `name: Elvish
months: [narvinye, nenime, sulime, viresse, lotesse, narie, cermie, urime, yavannie, narquelie, hisime, ringare]
joins: [ar]
of: "no"
titles: ["Sinyar XMPP {months}"]
intro: ["Sina quete {months}."]
headings:
  XMPP Articles: [Tenceler XMPP]
  Extensions and specifications: [Sanyar]
  License: [Lav]
signs: {spaced: "!"}
`

const elvishIssue = `---
title: The XMPP Newsletter November 2026
date: 2026-12-05
categories: ['Newsletter']
---

## Tencelerr XMPP

- Aiya ! Elen
`

// TestOneMoreLanguage lays one file over the house style, makes the sources that go generate makes, and lints a translation
// with what was built of them.
func TestOneMoreLanguage(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles the command again")
	}
	dir := t.TempDir()
	folder := filepath.Join(dir, "house")
	if err := os.CopyFS(folder, os.DirFS("house")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "xmpp.org", "qya.yaml"), []byte(elvish), 0o644); err != nil {
		t.Fatal(err)
	}
	_, houses := houseSource(t, folder)
	over := map[string]string{}
	for name, source := range map[string][]byte{"house_literal.go": houses, "language_literal.go": languageSource(t, folder)} {
		source, err := format.Source(source)
		if err != nil {
			t.Fatal(err)
		}
		here, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		over[here] = filepath.Join(dir, name)
		if err := os.WriteFile(over[here], source, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": over})
	if err != nil {
		t.Fatal(err)
	}
	file, command, issue := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "padpress"), filepath.Join(dir, "2026-12-05-newsletter.qya.md")
	for name, text := range map[string]string{file: string(overlay), issue: elvishIssue} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", file, "-o", command, "../cmd/padpress").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.CommandContext(t.Context(), command, "lint", "--no-cache", "--xeps", "none", issue).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for _, want := range []string{"fix: write Sinyar XMPP hisime no 2026", "“Tencelerr XMPP” is misspelt; “Tenceler XMPP” is usual", "2 warnings"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("it does not say %s:\n%s", want, out)
		}
	}
}
