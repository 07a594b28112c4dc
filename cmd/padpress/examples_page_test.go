package main

import (
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// examplesPage explains the workflows to copy.
const examplesPage = ".github/examples/README.md"

// TestExamplesPage: it names every workflow and no other, every input and output, and what it shows of one is a part of it.
func TestExamplesPage(t *testing.T) {
	page, a := readRoot(t, examplesPage), readAction(t)
	linked := regexp.MustCompile(`\]\(([\w-]+\.yml)\)`).FindAllStringSubmatch(page, -1)
	for _, w := range examples(t) {
		name := w.path[strings.LastIndexByte(w.path, '/')+1:]
		if !slices.ContainsFunc(linked, func(m []string) bool { return m[1] == name }) {
			t.Errorf("the page does not link to %s", name)
		}
	}
	for _, m := range linked {
		readRoot(t, ".github/examples/"+m[1])
	}
	for name := range a.Inputs {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("the page does not name the input %s", name)
		}
	}
	for name := range a.Outputs {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("the page does not name the output %s", name)
		}
	}
	fences := append(strings.Split(page, "```yaml\n")[1:], strings.Split(readme(t), "```yaml\n")[1:]...)
	for _, fence := range fences {
		code, _, _ := strings.Cut(fence, "```")
		var any any
		if err := yaml.Unmarshal([]byte(strings.ReplaceAll(code, "…\n", "")), &any); err != nil {
			t.Errorf("%v in\n%s", err, code)
		}
		if !strings.Contains(code, "xsf/padpress@") {
			continue
		}
		for _, part := range strings.Split(code, "…\n") {
			if !slices.ContainsFunc(examples(t), func(w workflowFile) bool { return strings.Contains(w.text, part) }) {
				t.Errorf("no workflow to copy has\n%s", part)
			}
		}
	}
}

// TestPinnedCommit: the commit that the workflows to copy name has what they ask of it.
func TestPinnedCommit(t *testing.T) {
	now := readAction(t)
	for _, w := range examples(t) {
		for _, s := range w.steps() {
			if !s.runsOurs() {
				continue
			}
			commit, _, _ := strings.Cut(strings.TrimPrefix(s.Uses, "xsf/padpress@"), " ")
			text, err := exec.Command("git", "-C", repositoryRoot, "show", commit+":action.yml").Output()
			if exec.Command("git", "-C", repositoryRoot, "cat-file", "-e", commit+"^{commit}").Run() != nil {
				t.Skipf("this checkout has no commit %s", commit)
			}
			var then actionFile
			if err != nil || yaml.Unmarshal(text, &then) != nil {
				t.Fatalf("%s: commit %s has no action.yml; run .ci/pin", w.path, commit)
			}
			for name := range s.With {
				if _, ok := then.Inputs[name]; !ok {
					t.Errorf("%s: commit %s knows no input %s; run .ci/pin", w.path, commit, name)
				}
			}
			verb := s.command(now)
			source, err := exec.Command("git", "-C", repositoryRoot, "show", commit+":cmd/padpress/exit.go").Output()
			if err != nil || !strings.Contains(string(source), `{"`+verb+`", new`) {
				t.Errorf("%s: commit %s has no verb %s; run .ci/pin", w.path, commit, verb)
			}
		}
	}
}
