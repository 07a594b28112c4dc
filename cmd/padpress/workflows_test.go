package main

import (
	"maps"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
)

// pinned is how an action is named: by its full commit, and its version for people.
var pinned = regexp.MustCompile(`uses: [\w./-]+@[0-9a-f]{40} # (v\d+\.\d+\.\d+|main)$`)

// TestPins: every action is named by its commit, and everywhere by the same one.
func TestPins(t *testing.T) {
	texts := map[string]string{"action.yml": readRoot(t, "action.yml"), examplesPage: readRoot(t, examplesPage), "README.md": readme(t)}
	for _, w := range ownWorkflows(t) {
		texts[w.path] = w.text
	}
	where, n := map[string]string{}, 0
	for path, text := range texts {
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			if !strings.Contains(line, "uses: ") {
				continue
			}
			n++
			if !pinned.MatchString(line) {
				t.Errorf("%s: %q is not pinned to a commit with its version behind it", path, line)
			}
			_, use, _ := strings.Cut(line, "uses: ")
			name, pin, _ := strings.Cut(use, "@")
			if other, ok := where[name]; ok && other != pin {
				t.Errorf("%s: %s is %s here and %s elsewhere", path, name, pin, other)
			}
			where[name] = pin
		}
	}
	if n < 10 {
		t.Errorf("only %d actions were found", n)
	}
}

// rights are what each job of the workflows to copy may have. More would be more than it needs.
var rights = map[string]map[string]string{
	"ci.yml test":            {"contents": "read"},
	"monthly.yml newsletter": {"contents": "write", "pull-requests": "write", "issues": "write"},
	"fork.yml newsletter":    {"contents": "write"},
	"review.yml review":      {"contents": "read", "pull-requests": "write"},
	"review.yml store":       {"contents": "read", "pull-requests": "read"},
	"review-post.yml post":   {"actions": "read", "contents": "read", "pull-requests": "write"},
	"adopt.yml adopt":        {"contents": "read", "pull-requests": "write"},
	"commands.yml answer":    {"contents": "write", "pull-requests": "write"},
}

// TestWorkflowRights: a workflow has no rights, its jobs have the few they need, an end, and no place in which one run
// can overtake another.
func TestWorkflowRights(t *testing.T) {
	left := maps.Clone(rights)
	for _, w := range ownWorkflows(t) {
		if w.Permissions == nil || len(w.Permissions) > 0 {
			t.Errorf("%s: the workflow itself is to have “permissions: {}”", w.path)
		}
		for name, job := range w.Jobs {
			key := w.path[strings.LastIndexByte(w.path, '/')+1:] + " " + name
			if !maps.Equal(job.Permissions, rights[key]) {
				t.Errorf("%s: the permissions are %v, not %v", key, job.Permissions, rights[key])
			}
			delete(left, key)
			if job.Timeout < 1 || job.Timeout > 30 {
				t.Errorf("%s: it ends after %d minutes", key, job.Timeout)
			}
		}
		waits := map[string]bool{"review.yml": true, "ci.yml": true}[w.path[strings.LastIndexByte(w.path, '/')+1:]]
		if _, none := w.On["issue_comment"]; none != (w.Concurrency.Group == "") || w.Concurrency.Cancel != waits {
			t.Errorf("%s: the group is %q, and a newer run ends an older one: %t", w.path, w.Concurrency.Group, w.Concurrency.Cancel)
		}
	}
	for key := range left {
		t.Errorf("there is no job %s", key)
	}
}

// TestNoInjection: what people wrote never becomes part of a script, and runs that have rights on an event of strangers
// check out and run nothing but padpress.
func TestNoInjection(t *testing.T) {
	for _, w := range ownWorkflows(t) {
		_, comment := w.On["issue_comment"]
		_, target := w.On["pull_request_target"]
		_, after := w.On["workflow_run"]
		for _, s := range w.steps() {
			checkScript(t, w.path, s)
			if strings.HasPrefix(s.Uses, "actions/checkout@") && s.With["persist-credentials"] != "false" {
				t.Errorf("%s: the checkout leaves its token behind", w.path)
			}
			name, _, _ := strings.Cut(s.Uses, "@")
			if (comment || target || after) && name != "xsf/padpress" && name != "actions/download-artifact" {
				t.Errorf("%s: %q runs where strangers start a run with rights", w.path, s.Uses+s.Run)
			}
			for key, value := range s.With {
				for _, e := range expressions(value) {
					if !slices.Contains(harmless, e) {
						t.Errorf("%s: %s is %q, of which nobody has said that it is harmless", w.path, key, e)
					}
				}
			}
		}
	}
	for _, s := range readAction(t).Runs.Steps {
		checkScript(t, "action.yml", s)
	}
}

// harmless are the expressions that may be given to an action: numbers, tokens, and what people with rights typed.
var harmless = []string{
	"github.event.pull_request.number", "github.event.workflow_run.id", "github.token", "secrets.PADPRESS_TOKEN || github.token",
	"runner.temp", "inputs.month", "inputs.release", "inputs.phase",
}

func checkScript(t *testing.T, path string, s actionStep) {
	t.Helper()
	if found := expressions(s.Run); len(found) > 0 {
		t.Errorf("%s: a script has %q in it; hand it over in env", path, found)
	}
}

// TestWorkflowCalls: what the workflows ask of the action is there, and becomes a call that the command understands.
func TestWorkflowCalls(t *testing.T) {
	action := readAction(t)
	for _, w := range examples(t) {
		t.Run(w.path, func(t *testing.T) {
			n := 0
			for _, s := range w.steps() {
				if !s.runsOurs() {
					continue
				}
				n++
				values := map[string]string{}
				for name, in := range action.Inputs {
					values[name] = *in.Default
				}
				for name, value := range s.With {
					if _, ok := action.Inputs[name]; !ok {
						t.Errorf("the action has no input %s", name)
					}
					values[name] = regexp.MustCompile(`\$\{\{.*?\}\}`).ReplaceAllString(value, "1")
				}
				checkCall(t, "padpress "+strings.Join(callOf(t, action, values), " "))
			}
			if n == 0 {
				t.Error("padpress is not called")
			}
		})
	}
}

// callOf is the call that the action's own script makes of inputs, as bash puts it together.
func callOf(t *testing.T, a actionFile, inputs map[string]string) []string {
	t.Helper()
	script := a.step(t, "run").Run
	before, found := strings.CutSuffix(script, `"$RUNNER_TEMP/padpress" "${call[@]}"`+"\n")
	if !found {
		t.Fatalf("the script does not end with the call:\n%s", script)
	}
	c := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", before+`printf '%s\n' "${call[@]}"`)
	c.Env = []string{"RUNNER_TEMP=" + t.TempDir()}
	for name, value := range inputs {
		c.Env = append(c.Env, "INPUT_"+strings.ReplaceAll(strings.ToUpper(name), "-", "_")+"="+value)
	}
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

func (a actionFile) step(t *testing.T, id string) actionStep {
	t.Helper()
	i := slices.IndexFunc(a.Runs.Steps, func(s actionStep) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("there is no step %s", id)
	}
	return a.Runs.Steps[i]
}

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

// TestOneToken: all that comments does it with the same token, or it would not know its own comments again.
func TestOneToken(t *testing.T) {
	a := readAction(t)
	for _, w := range examples(t) {
		for name, job := range w.Jobs {
			for _, s := range job.Steps {
				if !s.runsOurs() || s.command(a) == "adopt" || job.Permissions["pull-requests"] != "write" {
					continue
				}
				if s.With["token"] != "${{ secrets.PADPRESS_TOKEN || github.token }}" {
					t.Errorf("%s, %s: the token is %q", w.path, name, s.With["token"])
				}
			}
		}
	}
}
