package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/pad/padtest"
)

// TestAction runs the action as GitHub would, its build included: first run, idle run, and a pad that is gone.
func TestAction(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the command")
	}
	s := newSite(t)
	m := newMachine(t, s, "workflow_dispatch", nil)
	m.build = true
	with := map[string]string{"pad": s.padURL(), "phase": "review", "release": "2026-12-07"}
	out, ok := m.action(readAction(t), with)
	if !ok {
		t.Fatalf("it ended badly:\n%s", &m.log)
	}
	want := map[string]string{
		"number": "1", "url": s.forge.URL + "/community/site/pull/1", "link": "", "branch": "newsletter-november-2026", "outcome": "created",
		"preview":     filepath.Join(m.values["runner.temp"], "newsletter-preview.html"),
		"preview-url": s.forge.URL + "/community/site/actions/runs/42/artifacts/7",
	}
	for _, severity := range []string{"errors", "warnings", "notes"} {
		if out[severity] == "" || strings.Trim(out[severity], "0123456789") != "" {
			t.Errorf("%s is %q", severity, out[severity])
		}
		want[severity] = out[severity]
	}
	if !maps.Equal(out, want) {
		t.Errorf("the outputs are\n%q, want\n%q", out, want)
	}
	for _, words := range []string{"### padpress: The XMPP Newsletter November 2026", "| pull | ", "**[Look at the preview](" + want["preview-url"] + ")**", "artifacts of [this run]"} {
		if !strings.Contains(m.summary, words) {
			t.Errorf("the summary does not say %q:\n%s", words, m.summary)
		}
	}
	if page := string(m.artifacts["newsletter-preview.html"]); !strings.Contains(page, "The XMPP Newsletter November 2026") || !strings.HasPrefix(page, "<!doctype html>") {
		t.Errorf("the preview is %.200q", page)
	}
	pulls := s.site.Pulls()
	if len(pulls) != 1 || pulls[0].Title != "REVIEW: The XMPP Newsletter November 2026" || pulls[0].Milestone != 3 {
		t.Errorf("the pull request is %+v", pulls)
	}
	m.noSecrets(out, workflowToken)

	again, ok := m.action(readAction(t), with)
	if !ok || again["outcome"] != "unchanged" || again["number"] != "1" {
		t.Errorf("the second run: %q\n%s", again, &m.log)
	}

	s.pad.Note(samplePad).Answer(padtest.Private)
	m.summary, m.artifacts = "", map[string][]byte{}
	out, ok = m.action(readAction(t), with)
	if ok || out["preview-url"] != "" || out["outcome"] != "" || len(m.artifacts) > 0 {
		t.Errorf("a run that failed ended with %q and %d artifacts", out, len(m.artifacts))
	}
	if !strings.Contains(m.summary, "**It ended here:** `fetch ") {
		t.Errorf("its summary is\n%s", m.summary)
	}
	m.noSecrets(out, workflowToken)
}

// TestActionInputs: an input is one argument, whatever is in it. Nothing of it is run.
func TestActionInputs(t *testing.T) {
	a := readAction(t)
	for name, inputs := range map[string]struct {
		values map[string]string
		want   []string
	}{
		"none":        {nil, []string{"submit", "--preview=TEMP/newsletter-preview.html"}},
		"blanks":      {map[string]string{"month": "2026-11 --dry-run", "preview": "false"}, []string{"submit", "--month=2026-11 --dry-run"}},
		"shell":       {map[string]string{"pad": "$(touch pwned) `touch pwned` ; touch pwned \" ' \\", "preview": ""}, []string{"submit", "--pad=$(touch pwned) `touch pwned` ; touch pwned \" ' \\"}},
		"glob":        {map[string]string{"fork": "* ? [a]", "preview": "no"}, []string{"submit", "--fork=* ? [a]"}},
		"arguments":   {map[string]string{"arguments": "--accept-shrink\n\n--out=a b\n", "preview": "false"}, []string{"submit", "--accept-shrink", "--out=a b"}},
		"other verbs": {map[string]string{"command": "adopt", "pull": "7"}, []string{"adopt", "--pull=7"}},
		"all": {map[string]string{"month": "1", "lang": "fr", "release": "2", "phase": "3", "pad": "4", "repo": "5", "fork": "6", "config": "8", "preview": "false"},
			[]string{"submit", "--month=1", "--lang=fr", "--release=2", "--phase=3", "--pad=4", "--repo=5", "--fork=6", "--config=8"}},
	} {
		t.Run(name, func(t *testing.T) {
			values := map[string]string{}
			for input, in := range a.Inputs {
				values[input] = *in.Default
			}
			maps.Copy(values, inputs.values)
			got := strings.Join(callOf(t, a, values), "\n")
			want := strings.ReplaceAll(strings.Join(inputs.want, "\n"), "TEMP/", "")
			if i := strings.Index(got, "--preview="); i >= 0 {
				got = got[:i] + "--preview=" + filepath.Base(got[i:])
			}
			if got != want {
				t.Errorf("the call is\n%s\nwant\n%s", got, want)
			}
		})
	}
	if _, err := os.Stat("pwned"); err == nil {
		t.Error("an input was run")
	}
}

// TestBadInputs: what was typed wrong ends with one line, and nothing is written.
func TestBadInputs(t *testing.T) {
	s := newSite(t)
	for input, want := range map[[2]string]string{
		{"month", "november\n::error::x"}:  "padpress: --month is ",
		{"phase", "final"}:                 `padpress: --phase is "final"; write draft, review or closing`,
		{"command", "sumbit"}:              `unknown verb "sumbit"`,
		{"command", "--help; touch pwned"}: "unknown flag",
		{"arguments", "--acept-shrink"}:    "unknown flag: --acept-shrink",
		{"release", "$(id)"}:               `$(id)`,
		{"config", "absent.yaml"}:          "absent.yaml",
		{"pull", "1"}:                      "unknown flag: --pull",
	} {
		m := newMachine(t, s, "workflow_dispatch", nil)
		out, ok := m.action(readAction(t), map[string]string{input[0]: input[1]})
		log := m.log.String()
		if ok || out["branch"] != "" || !strings.Contains(log, want) || strings.Contains(log, "\n::") || strings.Count(log, "\n") != 1 {
			t.Errorf("%s %q: %t, %q:\n%s", input[0], input[1], ok, out, log)
		}
	}
	if n := len(s.site.Pulls()); n > 0 {
		t.Errorf("%d pull requests were opened", n)
	}
}

// TestActionInFork: a volunteer's workflow ends with the link, and her second token, if she has one, opens the pull request.
func TestActionInFork(t *testing.T) {
	s := newSite(t)
	s.forge.AddUser(alice, aliceToken, githubtest.Person)
	s.site.Allow(alice, githubtest.Visitor)
	fork, err := s.site.Fork(alice)
	if err != nil {
		t.Fatal(err)
	}
	fork.Allow("github-actions[bot]", githubtest.Write)
	s.site.Allow("github-actions[bot]", githubtest.None)
	m := newMachine(t, s, "workflow_dispatch", nil)
	m.base["GITHUB_REPOSITORY"] = fork.Name
	out, ok := m.action(readAction(t), map[string]string{"pad": s.padURL()})
	if !ok || out["number"] != "" || !strings.HasPrefix(out["link"], s.forge.URL+"/community/site/compare/master...alice:newsletter-november-2026?quick_pull=1&") {
		t.Fatalf("%t, %q:\n%s", ok, out, &m.log)
	}
	if !strings.Contains(m.summary, "[Open the pull request](") {
		t.Errorf("the summary has no link:\n%s", m.summary)
	}
	out, ok = m.action(readAction(t), map[string]string{"pad": s.padURL(), "token": aliceToken, "fork-token": workflowToken})
	if !ok || out["number"] != "1" || out["link"] != "" {
		t.Errorf("%t, %q:\n%s", ok, out, &m.log)
	}
	m.noSecrets(out, workflowToken, aliceToken)
}

// TestBuiltVersion: the folder of an action is called as its commit or tag.
func TestBuiltVersion(t *testing.T) {
	for folder, want := range map[string]string{
		"":         "",
		".":        "",
		"padpress": "",
		"main":     "",
		"v":        "",
		"v1.2.3":   "v1.2.3",
		"v1":       "v1",
		"vnext":    "",
		"de0fac2e4500dabe0009e67214ff5f5447ce83dd": "devel-de0fac2e4500",
		"de0fac2e4500dabe0009e67214ff5f5447ce83dD": "",
	} {
		if got := builtVersion(folder); got != want {
			t.Errorf("%q is %q, want %q", folder, got, want)
		}
	}
}
