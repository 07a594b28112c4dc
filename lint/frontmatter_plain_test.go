package lint

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// checkPlainKeys: what is read without the YAML package is what the YAML package reads.
func checkPlainKeys(t *testing.T, text []byte) bool {
	t.Helper()
	got, ok := plainKeys(text, 7)
	if !ok {
		return false
	}
	file, err := parseYAML(text)
	if err != nil {
		t.Fatalf("%q is no YAML: %v", text, err)
	}
	want, plain := frontMatterKeys(file, text, 7)
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Key{})); diff != "" || !plain {
		t.Errorf("%q is read otherwise than by YAML: %s", text, diff)
	}
	for _, k := range want {
		if k.opaque {
			t.Errorf("%q: YAML cannot decode %s", text, k.Name)
		}
	}
	return true
}

func TestPlainKeys(t *testing.T) {
	for _, c := range []struct {
		text  string
		plain bool
	}{
		{"title: The news of October 2025\ndate: 2025-11-05\ncategories: ['Newsletter']\nsummary: \"In this issue: a, b # c\"\n", true},
		{"categories: [\"a b\", 'c']\n", true},
		{"title: \"\"\n", true},
		{"title: L'été à Zürich\n", true},
		{"title: Überblick\n", false}, // it begins with a letter of another alphabet
		{"title: a: b\n", false},
		{"title: yes\n", false},
		{"title: 5\n", false},
		{"title: a # b\n", false},
		{"title: a\n  b\n", false},
		{"title: a\ntitle: b\n", false},
		{"title: \"a\\n\"\n", false},
		{"title: [a]\n", false},
		{"title:\n", false},
		{"# a\ntitle: b\n", false},
		{"title: a", false},
		{"", false},
	} {
		if got := checkPlainKeys(t, []byte(c.text)); got != c.plain {
			t.Errorf("%q is plain: %v, want %v", c.text, got, c.plain)
		}
	}
}

// TestPlainCorpus: nearly all issues of the last years are read without the YAML package.
func TestPlainCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../shared/corpus/issues/202[345]*.md")
	if len(files) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	plain := 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if body, ok := fenced(src); ok && checkPlainKeys(t, src[body.Start:body.End]) {
			plain++
		}
	}
	if plain*10 < len(files)*9 {
		t.Errorf("only %d of %d issues are read without the YAML package", plain, len(files))
	}
}

func FuzzPlainKeys(f *testing.F) {
	f.Add([]byte("title: The news, of (October) 2025\ndate: 2025-11-05\ncategories: ['Newsletter', \"b\"]\n"))
	f.Add([]byte("summary: \"In this issue: é # [b], {c}\"\nauthor: 'a b'\n"))
	f.Fuzz(func(t *testing.T, text []byte) { checkPlainKeys(t, text) })
}
