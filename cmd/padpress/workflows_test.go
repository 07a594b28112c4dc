package main

import (
	"maps"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
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
