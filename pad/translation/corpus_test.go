package translation_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad/translation"
	"github.com/xsf/padpress/rules"
)

// newsletters is the folder of past issues.
const newsletters = "../../../shared/site/content/blog/newsletter"

// languages are those of the house.
var languages = []string{"de", "es", "fr", "it", "pt-br", "ro"}

// past reads a past issue, nil if it is not there.
func past(t *testing.T, name string) *lint.Document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(newsletters, name))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return lint.Parse("content/blog/newsletter/"+name, text)
}

// originals are the names of past issues, the newest first.
func originals(t *testing.T) []string {
	t.Helper()
	files, err := os.ReadDir(newsletters)
	if err != nil {
		t.Skip("the past issues are not beside the project")
	}
	var names []string
	for _, f := range files {
		if (&lint.Document{Path: f.Name()}).Language() == "" && strings.HasSuffix(f.Name(), ".md") {
			names = append(names, f.Name())
		}
	}
	slices.Sort(names)
	slices.Reverse(names)
	return names
}

// translator knows what issues before the one called before told.
func translator(t *testing.T, lang, before string) *translation.Translator {
	t.Helper()
	house, err := rules.House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	language, ok := rules.Language(house, lang)
	if !ok {
		t.Fatalf("the house does not know %s", lang)
	}
	learnt := translation.New(house, language)
	for _, name := range originals(t) {
		if name >= before {
			continue
		}
		if own := past(t, strings.TrimSuffix(name, ".md")+"."+lang+".md"); own != nil {
			learnt.Learn(past(t, name), own)
		}
	}
	return learnt
}
func TestPast(t *testing.T) {
	for _, lang := range languages {
		for _, name := range originals(t) {
			if !strings.HasPrefix(name, "2025") {
				continue
			}
			o := past(t, name)
			s, err := translator(t, lang, name).Skeleton(o)
			if err != nil {
				t.Fatal(err)
			}
			if a, b := strings.Count(string(o.Src), "\n"), strings.Count(string(s), "\n"); a != b {
				t.Errorf("%s %s: %d lines, original %d", name, lang, b, a)
			}
			d := lint.Parse("x."+lang+".md", s)
			t.Logf("%s %s: %d marks of %d blocks", name, lang, len(d.TranslationMarks()), len(d.Blocks())+len(d.Headings()))
			if os.Getenv("SHOW") == lang+name[:7] {
				os.WriteFile("/tmp/skel.md", s, 0o644)
				os.WriteFile("/tmp/skel.en.md", o.Src, 0o644)
			}
		}
	}
}
