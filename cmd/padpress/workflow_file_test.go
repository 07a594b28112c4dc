package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// workflowFile is what the tests ask of a workflow.
type workflowFile struct {
	Name        string
	On          map[string]any
	Permissions map[string]string
	Concurrency struct {
		Group  string
		Cancel bool `yaml:"cancel-in-progress"`
	}
	Jobs map[string]workflowJob

	path string
	text string
}

type workflowJob struct {
	If          string
	Permissions map[string]string
	Timeout     int `yaml:"timeout-minutes"`
	Steps       []actionStep
}

// actionFile is what they ask of action.yml.
type actionFile struct {
	Name, Description string
	Branding          map[string]string
	Inputs            map[string]actionInput
	Outputs           map[string]struct{ Description, Value string }
	Runs              struct {
		Using string
		Steps []actionStep
	}
}

type actionInput struct {
	Description string
	Default     *string
	Required    bool
}

// actionStep is a step of an action or of a workflow's job.
type actionStep struct {
	ID, Name, If, Uses, Run, Shell string

	Dir             string `yaml:"working-directory"`
	With, Env       map[string]string
	ContinueOnError bool `yaml:"continue-on-error"`
}

const repositoryRoot = "../.."

// readAction decodes action.yml strictly: a key that GitHub does not know is an error here, and nowhere else.
func readAction(t *testing.T) actionFile {
	t.Helper()
	var a actionFile
	if err := yaml.UnmarshalWithOptions([]byte(readRoot(t, "action.yml")), &a, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return a
}

func readRoot(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repositoryRoot, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// ownWorkflows are the project's own and those that users copy, examples those alone.
func ownWorkflows(t *testing.T) []workflowFile {
	return append(workflowsIn(t, ".github/workflows"), examples(t)...)
}

func examples(t *testing.T) []workflowFile { return workflowsIn(t, ".github/examples") }

func workflowsIn(t *testing.T, folder string) []workflowFile {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(repositoryRoot, folder, "*.y*ml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("there are no workflows in %s: %v", folder, err)
	}
	var found []workflowFile
	for _, path := range paths {
		w := workflowFile{path: folder + "/" + filepath.Base(path)}
		w.text = readRoot(t, w.path)
		if err := yaml.Unmarshal([]byte(w.text), &w); err != nil {
			t.Fatalf("%s: %v", w.path, err)
		}
		found = append(found, w)
	}
	return found
}

func (w workflowFile) steps() []actionStep {
	var all []actionStep
	for _, j := range w.Jobs {
		all = append(all, j.Steps...)
	}
	return all
}

// runsOurs reports whether a step is a run of padpress.
func (s actionStep) runsOurs() bool { return strings.HasPrefix(s.Uses, "xsf/padpress@") }

// command is the verb that a step of a workflow runs.
func (s actionStep) command(a actionFile) string {
	return first(s.With["command"], *a.Inputs["command"].Default)
}

// expressions are what stands between ${{ and }} in a text.
func expressions(text string) []string {
	var found []string
	for _, part := range strings.Split(text, "${{")[1:] {
		inner, _, _ := strings.Cut(part, "}}")
		found = append(found, strings.TrimSpace(inner))
	}
	return slices.Clip(found)
}

// ownSource is the command's source, without its tests.
func ownSource(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}
