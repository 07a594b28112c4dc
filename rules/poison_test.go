package rules_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/rules"
)

const issues = "content/blog/newsletter"

// TestPoison: no rule may see the answer. What stands on the site at the document's own path, in its translations and
// in later issues changes no finding, whatever it is. A translation knows its original, which is no answer.
func TestPoison(t *testing.T) {
	const site = "../../shared/site"
	files, _ := filepath.Glob("../../shared/corpus/issues/202[35]-*.md")
	if len(files) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	for i, f := range files {
		if i%4 != 0 {
			continue // every fourth, of all languages, is enough
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(f)
		clean := findings(t, name, text, without(os.DirFS(site), name))
		for deed, poison := range map[string][]byte{"repeated": text, "empty": nil, "garbled": bytes.ReplaceAll(text, []byte("e"), []byte("ë"))} {
			if got := findings(t, name, text, poisoned(os.DirFS(site), name, poison)); got != clean {
				t.Errorf("%s: findings change with a site on which the issue itself, its translations and later issues are %s:\n%s\nwithout them:\n%s", name, deed, got, clean)
			}
		}
	}
}

func findings(t *testing.T, name string, text []byte, site fs.FS) string {
	p := path.Join(issues, name)
	w := &lint.World{House: house(t), Site: lint.NewSite(site, p), Earlier: lint.Earlier(site, p, 3)}
	d := lint.Parse(p, text)
	if d.Language() != "" {
		w.Original = func() *lint.Document { return pastIssue(t, name[:len("2006-01-02")]+"-newsletter.md") }
	}
	found, err := json.Marshal(lint.Run(d, w, rules.All))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.Text(&b, []report.File{{Document: d, Findings: lint.Run(d, w, rules.All)}}, nil); err != nil {
		t.Fatal(err)
	}
	return b.String() + string(found)
}

// without is the site as it was before the issue called name.
func without(site fs.FS, name string) fs.FS {
	return layered{over: nil, under: site, gone: func(p string) bool {
		return path.Dir(p) == issues && path.Base(p) >= name[:len("2006-01-02")] && strings.HasSuffix(p, ".md")
	}}
}

// poisoned is the site with text as the issue called name, as its translations and as all later issues.
func poisoned(site fs.FS, name string, text []byte) fs.FS {
	over := fstest.MapFS{}
	for _, p := range []string{name, name[:10] + "-newsletter.md", name[:10] + "-newsletter.de.md", name[:10] + "-newsletter.it.md",
		"2025-12-05-newsletter.md", "2026-10-05-newsletter.md", "2031-01-05-newsletter.fr.md"} {
		over[path.Join(issues, p)] = &fstest.MapFile{Data: text}
	}
	return layered{over: over, under: without(site, name)}
}

// layered is one tree laid over another, from which some files are gone.
type layered struct {
	over, under fs.FS
	gone        func(string) bool
}

func (l layered) Open(name string) (fs.File, error) {
	if l.gone != nil && l.gone(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if l.over != nil {
		if info, err := fs.Stat(l.over, name); err == nil && !info.IsDir() {
			return l.over.Open(name)
		}
	}
	return l.under.Open(name)
}

func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	below, err := fs.ReadDir(l.under, name)
	names := map[string]bool{}
	var all []fs.DirEntry
	if l.over != nil {
		above, _ := fs.ReadDir(l.over, name)
		for _, e := range above {
			names[e.Name()] = !e.IsDir()
			if !e.IsDir() {
				all = append(all, e)
			}
		}
	}
	for _, e := range below {
		if !names[e.Name()] && (l.gone == nil || !l.gone(path.Join(name, e.Name()))) {
			all = append(all, e)
		}
	}
	return all, err
}
