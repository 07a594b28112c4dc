package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/xsf/padpress/gitops/githubtest"
)

// lacking is a way in which a workflow's token has less than monthly.yml and adopt.yml give it.
type lacking struct {
	name   string // as a workflow writes it
	grants githubtest.Grants
}

// lacks takes one permission after the other, first the right to write, then all of it.
func lacks() []lacking {
	levels := []struct {
		name string
		p    githubtest.Permission
	}{{"read", githubtest.Read}, {"none", githubtest.None}}
	var all []lacking
	for _, l := range levels {
		contents, pulls, issues := everything, everything, everything
		contents.Contents, pulls.PullRequests, issues.Issues = l.p, l.p, l.p
		neither := pulls
		neither.Issues = l.p
		all = append(all, lacking{"contents: " + l.name, contents}, lacking{"pull-requests: " + l.name, pulls},
			lacking{"issues: " + l.name, issues}, lacking{"pull-requests: " + l.name + ", issues: " + l.name, neither})
	}
	return all
}

var everything = githubtest.Grants{Contents: githubtest.Write, PullRequests: githubtest.Write, Issues: githubtest.Write}

// lackingCases are the runs from which permissions are taken.
var lackingCases = []struct {
	name string
	run  func(*machine, githubtest.Grants) bool // reports whether the run ended well
}{
	{"submit, first run", (*machine).submitWith},
	{"submit, the pad changed", func(m *machine, g githubtest.Grants) bool {
		if !m.submitWith(everything) {
			m.Fatalf("the first run failed:\n%s", &m.log)
		}
		m.log.Reset()
		m.stage.pad.Set(samplePad, lateNews(sampleText("pad.md")))
		return m.submitWith(g)
	}},
	{"adopt", func(m *machine, g githubtest.Grants) bool {
		m.personsPull()
		m.stage.forge.Grant(workflowToken, g)
		_, ok := m.action(readAction(m.T), map[string]string{"command": "adopt", "pull": "1"})
		return ok
	}},
	{"review", func(m *machine, g githubtest.Grants) bool {
		m.personsPull()
		m.stage.forge.Grant(workflowToken, g)
		_, ok := m.action(readAction(m.T), map[string]string{"command": "review", "pull": "1"})
		return ok
	}},
}

// TestPermissions takes each permission in turn from a workflow's token, and holds what a person then reads against a golden
// table. What fails ends with one line, which names the permission.
func TestPermissions(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs the command many times")
	}
	var table strings.Builder
	for _, c := range lackingCases {
		var texts []string
		lacking := map[string]string{}
		for _, where := range []string{"public", "private"} {
			for _, l := range lacks() {
				m := newMachine(t, newSite(t), "schedule", nil)
				if where == "private" {
					m.stage.site.MakePrivate()
				}
				ok := c.run(m, l.grants)
				said := m.told()
				if !ok {
					checkSays(t, said, l.name)
				}
				if lacking[said] == "" {
					texts = append(texts, said)
				}
				lacking[said] += fmt.Sprintf("  %s, %s\n", where, l.name)
				m.noSecrets(nil, workflowToken)
			}
		}
		for _, said := range texts {
			fmt.Fprintf(&table, "%s:\n%s%s\n", c.name, lacking[said], said)
		}
	}
	m := newMachine(t, newSite(t), "schedule", nil)
	m.stage.site.ForbidAppPulls()
	if m.submitWith(everything) {
		t.Error("a pull request was opened against the setting")
	}
	fmt.Fprintf(&table, "submit, first run:\n  the setting that lets workflows open pull requests\n%s", m.told())
	const golden = "testdata/golden/permissions.txt"
	got := table.String()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := diff.Diff(golden, want, "now", []byte(got)); d != nil {
		t.Errorf("%s", d)
	}
}

// told are the lines of the log that tell of rights: how the run ended, what it left, and whom it told.
func (m *machine) told() string {
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(m.log.String(), m.stage.forge.URL, "https://forge.example.org")) {
		switch first, _, _ := strings.Cut(line, " "); first {
		case "padpress:", "note", "help", "left":
			b.WriteString("    " + line)
		}
	}
	return first(b.String(), "    all is done\n")
}

// checkSays wants one line that says how to get what is lacking.
func checkSays(t *testing.T, said, lacks string) {
	t.Helper()
	if !strings.Contains(said, "padpress: ") {
		t.Fatalf("without %s it fails and says\n%s", lacks, said)
	}
	names := regexp.MustCompile(`[a-z-]+: (?:write|read)`).FindAllString(said[strings.Index(said, "padpress: "):], -1)
	names = slices.DeleteFunc(names, func(name string) bool {
		key, _, _ := strings.Cut(name, ":")
		return !strings.Contains(lacks, key+":")
	})
	if strings.Count(said, "    padpress: ") != 1 || len(names) == 0 {
		t.Errorf("without %s it says\n%s", lacks, said)
	}
}

func (m *machine) submitWith(g githubtest.Grants) bool {
	m.Helper()
	m.stage.forge.Grant(workflowToken, g)
	_, ok := m.action(readAction(m.T), map[string]string{"pad": m.stage.padURL(), "preview": "false"})
	return ok
}

// personsPull is a pull request with an issue from a person's fork, the first of the site.
func (m *machine) personsPull() {
	m.Helper()
	m.stage.forge.AddUser(alice, aliceToken, githubtest.Person)
	fork, err := m.stage.site.Fork(alice)
	if err != nil {
		m.Fatal(err)
	}
	text := []byte("---\ntitle: The XMPP Newsletter November 2026\n---\n")
	if _, err := fork.Commit("patch-1", map[string][]byte{"content/blog/newsletter/2026-12-05-newsletter.md": text}, "Alice <alice@example.org>", "Write"); err != nil {
		m.Fatal(err)
	}
	if _, err := m.stage.site.OpenPull(alice, githubtest.Spec{Head: alice + ":patch-1", Base: "master", Title: "My newsletter"}); err != nil {
		m.Fatal(err)
	}
}
