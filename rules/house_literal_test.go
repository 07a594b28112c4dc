package rules_test

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestHouseLiterals holds house_literal.go to house/*.yaml.
func TestHouseLiterals(t *testing.T) {
	styles, source := houseSource(t, "house")
	generated(t, "house_literal.go", source)
	for name, want := range styles {
		want.Style = name
		if got, err := rules.House(name); err != nil {
			t.Errorf("%v; run go generate ./rules", err)
		} else if diff := cmp.Diff(want, got); diff != "" && !*update {
			t.Errorf("house_literal.go does not say what house/%s.yaml says; run go generate ./rules\n%s", name, diff)
		}
	}
}

// houseSource is the house styles of a folder by their name, and the source that is made of them. A style has the languages
// that it has files of.
func houseSource(t *testing.T, folder string) (map[string]*lint.House, []byte) {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no house style: %v", err)
	}
	styles := map[string]*lint.House{}
	var b bytes.Buffer
	b.WriteString("// Code generated from house/*.yaml by go generate ./rules; DO NOT EDIT.\n\npackage rules\n\n" +
		"import \"github.com/xsf/padpress/lint\"\n\n" +
		"// houseLiteral is the house style called name, nil if there is none.\n" +
		"func houseLiteral(name string) *lint.House {\nswitch name {\n")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, err := rules.ParseHouse(text)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		for code, l := range languageFiles(t, folder, name) {
			want.Languages[code] = lint.Language{Name: l.Name}
		}
		styles[name] = want
		fmt.Fprintf(&b, "case %q:\nreturn &%s\n", name, literal(t, reflect.ValueOf(*want)))
	}
	b.WriteString("}\nreturn nil\n}\n")
	return styles, b.Bytes()
}

// generated holds a file to the source that was made for it, or writes it with -update.
func generated(t *testing.T, file string, source []byte) {
	t.Helper()
	source, err := format.Source(source)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, source, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if written, err := os.ReadFile(file); err != nil || !bytes.Equal(written, source) {
		t.Errorf("%s is not what go generate ./rules makes: %v", file, err)
	}
}

// literal writes a value as Go does, without what is zero.
func literal(t *testing.T, v reflect.Value) string {
	t.Helper()
	var items []string
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); !v.Field(i).IsZero() {
				if !field.IsExported() {
					t.Fatalf("%s.%s cannot be written in another package", v.Type(), field.Name)
				}
				items = append(items, field.Name+": "+literal(t, v.Field(i)))
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			items = append(items, literal(t, key)+": "+literal(t, v.MapIndex(key)))
		}
		slices.Sort(items)
	case reflect.Slice:
		for i := range v.Len() {
			items = append(items, literal(t, v.Index(i)))
		}
		if line := strings.Join(items, ", "); v.Type().Elem().Kind() == reflect.String && len(line) < 100 {
			return fmt.Sprintf("%s{%s}", v.Type(), line)
		}
	case reflect.Interface:
		return literal(t, v.Elem())
	case reflect.Pointer:
		if v.Elem().Kind() == reflect.Struct {
			return "&" + literal(t, v.Elem())
		}
		t.Fatalf("no way to write a %s", v.Type())
	case reflect.String:
		return fmt.Sprintf("%q", v.String())
	case reflect.Bool, reflect.Int, reflect.Float64:
		return fmt.Sprint(v)
	case reflect.Int64, reflect.Uint64, reflect.Uint: // an untyped constant would become another type in an interface
		return fmt.Sprintf("%s(%v)", v.Type(), v)
	default:
		t.Fatalf("no way to write a %s", v.Type())
	}
	kind := strings.ReplaceAll(v.Type().String(), "interface {}", "any")
	if len(items) == 0 {
		return kind + "{}"
	}
	return fmt.Sprintf("%s{\n%s,\n}", kind, strings.Join(items, ",\n"))
}
