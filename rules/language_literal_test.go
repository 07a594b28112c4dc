package rules_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestLanguageLiterals holds language_literal.go to house/*/*.yaml.
func TestLanguageLiterals(t *testing.T) {
	files, err := filepath.Glob("house/*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no language: %v", err)
	}
	var b bytes.Buffer
	b.WriteString("// Code generated from house/*/*.yaml by go generate ./rules; DO NOT EDIT.\n\npackage rules\n\n" +
		"import \"github.com/xsf/padpress/lint\"\n\n" +
		"// languageLiteral is the language called name, STYLE/CODE; empty if there is none.\n" +
		"func languageLiteral(name string) lint.Language {\nswitch name {\n")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var want lint.Language
		if err := yaml.UnmarshalWithOptions(text, &want, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		style, code := filepath.Base(filepath.Dir(file)), strings.TrimSuffix(filepath.Base(file), ".yaml")
		fmt.Fprintf(&b, "case %q:\nreturn %s\n", style+"/"+code, literal(t, reflect.ValueOf(want)))
		if *update {
			continue
		}
		h := &lint.House{Style: style, Languages: map[string]lint.Language{code: {}}}
		if got, _ := rules.Language(h, code); !cmp.Equal(want, got) {
			t.Errorf("language_literal.go does not say what %s says; run go generate ./rules\n%s", file, cmp.Diff(want, got))
		}
	}
	b.WriteString("}\nreturn lint.Language{}\n}\n")
	generated(t, "language_literal.go", b.Bytes())
}
