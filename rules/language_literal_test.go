package rules_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestLanguageLiterals holds language_literal.go to house/*/*.yaml.
func TestLanguageLiterals(t *testing.T) {
	generated(t, "language_literal.go", languageSource(t, "house"))
	if *update {
		return
	}
	h := house(t)
	for code, want := range languageFiles(t, "house", h.Style) {
		if got, ok := rules.Language(h, code); !ok || !cmp.Equal(want, got) {
			t.Errorf("language_literal.go does not say what house/%s/%s.yaml says; run go generate ./rules\n%s", h.Style, code, cmp.Diff(want, got))
		}
	}
}

// languageFiles are the languages of a house style, by their code.
func languageFiles(t *testing.T, folder, style string) map[string]lint.Language {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, style, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]lint.Language{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var l lint.Language
		if err := yaml.UnmarshalWithOptions(text, &l, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".yaml")] = l
	}
	return all
}

// languageSource is the source that is made of the languages of all house styles in a folder.
func languageSource(t *testing.T, folder string) []byte {
	t.Helper()
	styles, err := filepath.Glob(folder + "/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("// Code generated from house/*/*.yaml by go generate ./rules; DO NOT EDIT.\n\npackage rules\n\n" +
		"import \"github.com/xsf/padpress/lint\"\n\n" +
		"// languageLiteral is the language called name, STYLE/CODE; empty if there is none.\n" +
		"func languageLiteral(name string) lint.Language {\nswitch name {\n")
	for _, file := range styles {
		style := strings.TrimSuffix(filepath.Base(file), ".yaml")
		all := languageFiles(t, folder, style)
		for _, code := range slices.Sorted(maps.Keys(all)) {
			fmt.Fprintf(&b, "case %q:\nreturn %s\n", style+"/"+code, literal(t, reflect.ValueOf(all[code])))
		}
	}
	b.WriteString("}\nreturn lint.Language{}\n}\n")
	return b.Bytes()
}
