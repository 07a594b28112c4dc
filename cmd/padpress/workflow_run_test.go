package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

// workflowToken is what GitHub gives to a workflow of the site, in these tests.
const workflowToken = "token-of-the-workflow"

// machine runs the steps of jobs and actions as GitHub's runner does: the run: steps with bash and the environment that
// GitHub sets. Of the actions by others it does what they leave behind.
type machine struct {
	*testing.T
	stage     *stage
	values    contexts          // github.*, runner.*, secrets.*, vars.*
	base      map[string]string // environment of every step
	build     bool              // whether padpress is built; else this test's own binary, which never waits, stands in its place
	may       map[string]string // permissions of the job
	artifacts map[string][]byte // what was kept, by name
	log       bytes.Buffer      // what all steps printed
	summary   string            // what people see on the page of the run
}

// newMachine is a runner for a run that an event started. The workspace is empty: nothing was checked out.
func newMachine(t *testing.T, s *stage, event string, payload map[string]any) *machine {
	t.Helper()
	m := &machine{T: t, stage: s, artifacts: map[string][]byte{}, values: contexts{}}
	temp, workspace := t.TempDir(), t.TempDir()
	if payload == nil {
		payload = map[string]any{}
	}
	payload["repository"] = map[string]any{"full_name": sampleRepo}
	text, err := json.Marshal(payload)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "event.json")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	m.flatten("github.event", payload)
	maps.Copy(m.values, contexts{
		"github.token": workflowToken, "github.event_name": event, "github.repository": sampleRepo, "github.workspace": workspace,
		"runner.temp": temp, "runner.os": "Linux", "runner.arch": "X64",
	})
	m.base = map[string]string{
		"PATH": os.Getenv("PATH"), "HOME": quietHome(t), "GOPROXY": "off", "CI": "true",
		"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": path, "GITHUB_RUN_ID": "42",
		"GITHUB_WORKSPACE": workspace, "RUNNER_TEMP": temp,
	}
	for name, value := range s.environment() {
		if name != "GITHUB_TOKEN" { // a workflow's steps do not have it unless they are given it
			m.base[name] = value
		}
	}
	return m
}

// quietHome is a home where the go command counts nothing: it would go on writing there while the test tidies up.
func quietHome(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	mode := filepath.Join(home, ".config", "go", "telemetry", "mode")
	if err := os.MkdirAll(filepath.Dir(mode), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mode, []byte("off\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return home
}

// flatten makes the values of expressions of what GitHub says in JSON.
func (m *machine) flatten(name string, value any) {
	object, ok := value.(map[string]any)
	if !ok {
		m.values[name] = fmt.Sprint(value)
		return
	}
	m.values[name] = "Object"
	for key, inner := range object {
		m.flatten(name+"."+key, inner)
	}
}

// steps runs the steps of a job or an action one after the other, and reports whether all went well. values are the
// inputs; the steps' outputs are added.
func (m *machine) steps(all []actionStep, values contexts) bool {
	m.Helper()
	failed := false
	for _, s := range all {
		if !values.holds(m.T, s.If, failed) {
			continue
		}
		with := map[string]string{}
		for key, value := range s.With {
			with[key] = values.text(m.T, value)
		}
		var outputs map[string]string
		ok := true
		switch name, _, _ := strings.Cut(s.Uses, "@"); name {
		case "":
			outputs, ok = m.script(s, values)
		case "xsf/padpress":
			outputs, ok = m.action(readAction(m.T), with)
		default:
			outputs, ok = m.other(name, with)
		}
		for key, value := range outputs {
			values["steps."+s.ID+".outputs."+key] = value
		}
		failed = failed || !ok
	}
	return !failed
}

// action runs padpress's own action with inputs, and returns its outputs.
func (m *machine) action(a actionFile, with map[string]string) (map[string]string, bool) {
	m.Helper()
	values := maps.Clone(m.values)
	root, err := filepath.Abs(repositoryRoot)
	if err != nil {
		m.Fatal(err)
	}
	values["github.action_path"] = root
	for name, in := range a.Inputs {
		values["inputs."+name] = m.values.text(m.T, *in.Default)
	}
	for name, value := range with {
		if _, ok := a.Inputs[name]; !ok {
			m.Fatalf("the action has no input %s", name)
		}
		values["inputs."+name] = value
	}
	ok := m.steps(a.Runs.Steps, values)
	outputs := map[string]string{}
	for name, out := range a.Outputs {
		outputs[name] = values.text(m.T, out.Value)
	}
	return outputs, ok
}

// script runs a run: step.
func (m *machine) script(s actionStep, values contexts) (map[string]string, bool) {
	m.Helper()
	temp := values["runner.temp"]
	if s.Name == "Build padpress" && !m.build {
		itself, err := os.Executable()
		if err != nil {
			m.Fatal(err)
		}
		m.base[asCommand] = yes
		if err := os.Symlink(itself, filepath.Join(temp, "padpress")); err != nil && !errors.Is(err, os.ErrExist) {
			m.Fatal(err)
		}
		return nil, true
	}
	folder, err := os.MkdirTemp(temp, "step")
	if err != nil {
		m.Fatal(err)
	}
	script, output, summary := filepath.Join(folder, "script.sh"), filepath.Join(folder, "output"), filepath.Join(folder, "summary")
	if err := os.WriteFile(script, []byte(s.Run), 0o644); err != nil {
		m.Fatal(err)
	}
	environment := maps.Clone(m.base)
	environment["GITHUB_OUTPUT"], environment["GITHUB_STEP_SUMMARY"] = output, summary
	environment["GITHUB_ACTION_PATH"] = values["github.action_path"]
	for name, value := range s.Env {
		environment[name] = values.text(m.T, value)
	}
	c := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
	c.Dir = first(values.text(m.T, s.Dir), values["github.workspace"])
	for name, value := range environment {
		c.Env = append(c.Env, name+"="+value)
	}
	c.Stdout, c.Stderr = &m.log, &m.log
	err = c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		m.Fatal(err)
	}
	said, _ := os.ReadFile(output)
	shown, _ := os.ReadFile(summary)
	m.summary += string(shown)
	return outputsOf(string(said)), err == nil
}

// other does what an action by others leaves behind.
func (m *machine) other(name string, with map[string]string) (map[string]string, bool) {
	m.Helper()
	switch name {
	case "actions/setup-go":
		if _, err := os.Stat(with["go-version-file"]); err != nil {
			m.Error(err)
		}
		m.base["GOTOOLCHAIN"] = "local"
	case "actions/cache":
		if !strings.HasPrefix(with["key"], "padpress-Linux-X64-") || len(with["key"]) != len("padpress-Linux-X64-")+40 {
			m.Errorf("the cache's key is %q", with["key"])
		}
		m.restore(with["path"])
	case "actions/upload-artifact":
		return m.keep(with)
	case "actions/download-artifact":
		if m.may["actions"] != "read" || with["github-token"] != workflowToken || with["run-id"] != "42" {
			m.Errorf("another run's artifacts take “actions: read”, its number and the token: %v, %v", m.may, with)
		}
		if text, ok := m.artifacts[with["pattern"]]; ok {
			folder := filepath.Join(m.values["github.workspace"], with["path"])
			if err := errors.Join(os.MkdirAll(folder, 0o755), os.WriteFile(filepath.Join(folder, "report.json"), text, 0o644)); err != nil {
				m.Fatal(err)
			}
		}
	default:
		m.Fatalf("the tests know no action %s", name)
	}
	return nil, true
}

// keep stores a file as an artifact.
func (m *machine) keep(with map[string]string) (map[string]string, bool) {
	m.Helper()
	text, err := os.ReadFile(with["path"])
	if err != nil {
		return nil, with["if-no-files-found"] == "ignore"
	}
	name := with["name"]
	if with["archive"] == "false" {
		name = filepath.Base(with["path"])
	}
	m.artifacts[name] = text
	return map[string]string{"artifact-url": m.stage.forge.URL + "/" + sampleRepo + "/actions/runs/42/artifacts/7"}, true
}

// restore puts this machine's own caches of Go in the place of those that an earlier run would have left.
func (m *machine) restore(folder string) {
	m.Helper()
	for name, variable := range map[string]string{"build": "GOCACHE", "mod": "GOMODCACHE"} {
		where, err := exec.Command("go", "env", variable).Output()
		if err != nil {
			m.Fatal(err)
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			m.Fatal(err)
		}
		if err := os.Symlink(strings.TrimSpace(string(where)), filepath.Join(folder, name)); err != nil && !errors.Is(err, os.ErrExist) {
			m.Fatal(err)
		}
	}
}

// noSecrets wants that no token is where people or later steps could read it.
func (m *machine) noSecrets(outputs map[string]string, tokens ...string) {
	m.Helper()
	places := map[string]string{"log": m.log.String(), "summary": m.summary, "outputs": fmt.Sprint(outputs)}
	for name, text := range m.artifacts {
		places[name] = string(text)
	}
	for _, p := range m.stage.site.Pulls() {
		places["pull request"] += p.Title + p.Body
	}
	for place, text := range places {
		for _, token := range tokens {
			if strings.Contains(text, token) {
				m.Errorf("the %s holds the token %s:\n%s", place, token, text)
			}
		}
	}
}

// newSite is a stage on which a workflow's token may write.
func newSite(t *testing.T) *stage {
	t.Helper()
	s := openWorld(t)
	s.forge.AddUser("github-actions[bot]", workflowToken, githubtest.Installation)
	s.site.Allow("github-actions[bot]", githubtest.Write)
	return s
}
