package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestComplete: a rule is one file, one page, one test and one line of the list, all of the same name.
func TestComplete(t *testing.T) {
	var names []string
	for _, r := range rules.All {
		names = append(names, r.Name)
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(r.Name) {
			t.Errorf("rule %q: a name is words with - between them", r.Name)
		}
		if r.Severity < lint.Note || r.Severity > lint.Error || r.Check == nil {
			t.Errorf("rule %s has no severity or no check", r.Name)
		}
		for _, file := range []string{r.Name + ".go", r.Name + ".md", "testdata/" + r.Name + ".txtar"} {
			if _, err := os.Stat(file); err != nil {
				t.Errorf("rule %s lacks %s", r.Name, file)
			}
		}
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("the list in rules.go is not in the order of the names, or holds one twice")
	}
	for _, pattern := range []string{"*.md", "testdata/*.txtar"} {
		files, _ := filepath.Glob(pattern)
		for _, f := range files {
			if name := strings.TrimSuffix(filepath.Base(f), filepath.Ext(f)); !slices.Contains(names, name) {
				t.Errorf("%s is of no rule in the list", f)
			}
		}
	}
	files, _ := filepath.Glob("*.go")
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`&lint\.Rule\{\s*Name:\s*"([^"]+)"`).FindAllSubmatch(text, -1) {
			if !slices.Contains(names, string(m[1])) || f != string(m[1])+".go" {
				t.Errorf("%s holds the rule %s: a rule stands in a file of its name, and in the list", f, m[1])
			}
		}
	}
}
