package extension_test

import (
	"encoding/json"
	"flag"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "copy the code of the goldmark that go.mod names")

var files = []string{"definition_list.go", "footnote.go", "linkify.go", "strikethrough.go", "table.go", "tasklist.go", "typographer.go"}

// TestCopy holds each file to goldmark's, but for when its regular expressions are compiled.
func TestCopy(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-json", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	var goldmark struct{ Version, Dir string }
	if err := json.Unmarshal(out, &goldmark); err != nil {
		t.Fatal(err)
	}
	check := func(name, want string) {
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s is not that of goldmark %s; run go generate ./lint/extension (%v)", name, goldmark.Version, err)
		}
	}
	for _, name := range files {
		source, err := os.ReadFile(filepath.Join(goldmark.Dir, "extension", name))
		if err != nil {
			t.Fatal(err)
		}
		head := "// Code generated from goldmark " + goldmark.Version + " by go generate ./lint/extension; DO NOT EDIT.\n\n"
		want, err := format.Source([]byte(head + lazily(string(source))))
		if err != nil {
			t.Fatal(err)
		}
		check(name, string(want))
	}
	licence, err := os.ReadFile(filepath.Join(goldmark.Dir, "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	check("LICENSE", string(licence))
}

var compiled = regexp.MustCompile(`(?m)^var (\w+) = (regexp\.MustCompile\(.*\))( //nolint.*)?$`)

// lazily makes a function of each package-level regular expression, and calls it where it is used.
func lazily(source string) string {
	for _, found := range compiled.FindAllStringSubmatch(source, -1) {
		declaration, name, value := found[0], found[1], found[2]
		before, after, _ := strings.Cut(source, declaration)
		before = strings.Replace(before, "\t\"regexp\"\n", "\t\"regexp\"\n\t\"sync\"\n", 1-strings.Count(before, `"sync"`))
		after = regexp.MustCompile(`\b`+name+`\b`).ReplaceAllString(after, name+"()")
		source = before + "var " + name + " = sync.OnceValue(func() *regexp.Regexp { return " + value + " })" + after
	}
	return source
}
