package main

import (
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestActionIsWhole: every input is used, every verb that it names and every output of a run that it hands on is there.
func TestActionIsWhole(t *testing.T) {
	a, text := readAction(t), readRoot(t, "action.yml")
	if a.Runs.Using != "composite" || a.Name == "" || a.Description == "" {
		t.Errorf("%s: %q, %q", a.Name, a.Description, a.Runs.Using)
	}
	for name, in := range a.Inputs {
		if in.Description == "" || in.Default == nil || in.Required {
			t.Errorf("input %s: all have a description and a default", name)
		}
		if !strings.Contains(text, "${{ inputs."+name+" }}") {
			t.Errorf("input %s is not used", name)
		}
	}
	for _, m := range regexp.MustCompile(`\binputs\.([\w-]+)`).FindAllStringSubmatch(text, -1) {
		if _, ok := a.Inputs[m[1]]; !ok {
			t.Errorf("%s is not declared", m[0])
		}
	}
	verbs, some := ownVerbs(), map[string]bool{}
	for _, c := range verbs {
		for name := range flags(c) {
			some[name] = true
		}
	}
	isVerb := func(name string) bool {
		return slices.ContainsFunc(verbs, func(c *cobra.Command) bool { return c.Name() == name })
	}
	for _, name := range regexp.MustCompile(`\w+`).FindAllString(strings.TrimPrefix(a.Inputs["command"].Description, "The verb: "), -1) {
		if name != "or" && !isVerb(name) {
			t.Errorf("there is no verb %s", name)
		}
	}
	for _, name := range regexp.MustCompile(`(?m)^\s+flag (\w+) `).FindAllStringSubmatch(a.step(t, "run").Run, -1) {
		if !some["--"+name[1]] {
			t.Errorf("no verb has --%s", name[1])
		}
	}
	source := ownSource(t)
	for name, out := range a.Outputs {
		for _, e := range expressions(out.Value) {
			key, ok := strings.CutPrefix(e, "steps.run.outputs.")
			if ok && !strings.Contains(source, `output("`+key+`"`) {
				t.Errorf("output %s: no run sets %s", name, key)
			}
		}
	}
	for _, s := range a.Runs.Steps {
		if (s.Run == "") == (s.Uses == "") || (s.Run != "") != (s.Shell == "bash") {
			t.Errorf("a step either uses an action or runs bash: %+v", s)
		}
	}
}

// TestScriptsOfTheAction: bash can read them, and shellcheck, where there is one, finds nothing.
func TestScriptsOfTheAction(t *testing.T) {
	for _, s := range readAction(t).Runs.Steps {
		if s.Run == "" {
			continue
		}
		checks := [][]string{{"bash", "-n"}}
		if _, err := exec.LookPath("shellcheck"); err == nil {
			checks = append(checks, []string{"shellcheck", "--shell=bash", "-"})
		}
		for _, check := range checks {
			c := exec.Command(check[0], check[1:]...)
			c.Stdin = strings.NewReader(s.Run)
			if out, err := c.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", check[0], err, out)
			}
		}
	}
}
