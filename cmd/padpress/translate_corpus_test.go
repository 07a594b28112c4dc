package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestTranslatePast begins translations of the issues of 2025 in every language of the house. lint finds nothing that a
// translation lacks of its original, and nothing of its language, but the marks; and the page shows no mark.
func TestTranslatePast(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	const content = "content/blog/newsletter"
	source := filepath.Join("../../../shared/site", content)
	files, err := os.ReadDir(source)
	if err != nil {
		t.Skip("the past issues are not beside the project")
	}
	about := map[string]bool{"ignore-comment": true, "raw-html": true, "anchor-exists": true, "heading-level": true, "title-date": true, "translated-title": true, "translated-heading": true, "language-signs": true}
	for _, r := range rules.All {
		if r.Needs&lint.NeedOriginal != 0 {
			about[r.Name] = true
		}
	}
	for _, lang := range []string{"de", "es", "fr", "it", "pt-br", "ro"} {
		t.Run(lang, func(t *testing.T) {
			site := t.TempDir()
			folder := filepath.Join(site, content)
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				if l := (&lint.Document{Path: f.Name()}).Language(); l != "" && l != lang {
					continue
				}
				text, err := os.ReadFile(filepath.Join(source, f.Name()))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(folder, f.Name()), text, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for _, f := range files {
				if !strings.HasPrefix(f.Name(), "2025-") || !strings.HasSuffix(f.Name(), "newsletter.md") {
					continue
				}
				original := filepath.Join(folder, f.Name())
				own := strings.TrimSuffix(original, ".md") + "." + lang + ".md"
				os.Remove(own) // a published one, if there is any
				e := quiet()
				var said, out bytes.Buffer
				e.err, e.out = &said, &out
				if status := execute(t.Context(), []string{"translate", "--lang", lang, original}, e); status != exitFine {
					t.Fatalf("translate %s: %s", f.Name(), &said)
				}
				execute(t.Context(), []string{"lint", "--format", "json", "--xeps", "none", "--site", site, own}, e)
				var report struct {
					Findings []struct {
						Line          int
						Rule, Message string
					}
				}
				if err := json.Unmarshal(out.Bytes(), &report); err != nil {
					t.Fatal(err)
				}
				marks := 0
				for _, x := range report.Findings {
					if x.Rule == "translation-mark" {
						marks++
					} else if about[x.Rule] {
						t.Errorf("%s:%d: %s [%s]", filepath.Base(own), x.Line, x.Message, x.Rule)
					}
				}
				text, err := os.ReadFile(own)
				if err != nil {
					t.Fatal(err)
				}
				d := lint.Parse(own, text)
				if n := len(d.TranslationMarks()); n != marks || n == 0 {
					t.Errorf("%s: lint reports %d of %d marks", filepath.Base(own), marks, n)
				}
				if page := lint.Page(d); bytes.Contains(page, []byte("padpress:")) {
					t.Errorf("%s: a mark shows on the page", filepath.Base(own))
				}
			}
		})
	}
}
