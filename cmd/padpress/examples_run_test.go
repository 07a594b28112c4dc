package main

import (
	"maps"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

// job runs a job of a workflow to copy, with the permissions that it asks for and no others. It reports whether the job's
// condition let it begin, and whether it ended well.
func (m *machine) job(path, name string) (ran, ok bool) {
	m.Helper()
	for _, w := range examples(m.T) {
		if !strings.HasSuffix(w.path, "/"+path) {
			continue
		}
		job := w.Jobs[name]
		if _, known := w.On[m.values["github.event_name"]]; !known || len(job.Steps) == 0 {
			m.Fatalf("%s has no job %s for the event %s", path, name, m.values["github.event_name"])
		}
		if !m.values.holds(m.T, job.If, false) {
			return false, true
		}
		m.may = job.Permissions
		m.stage.forge.Grant(workflowToken, grantsOf(job.Permissions))
		return true, m.steps(job.Steps, maps.Clone(m.values))
	}
	m.Fatalf("there is no %s", path)
	return false, false
}

func grantsOf(permissions map[string]string) githubtest.Grants {
	level := map[string]githubtest.Permission{"read": githubtest.Read, "write": githubtest.Write}
	return githubtest.Grants{
		Contents: level[permissions["contents"]], PullRequests: level[permissions["pull-requests"]], Issues: level[permissions["issues"]],
	}
}

// begins wants the job to run, and to end well.
func (m *machine) begins(path, name string) {
	m.Helper()
	if ran, ok := m.job(path, name); !ran || !ok {
		m.Fatalf("%s, %s: began %t, ended well %t\n%s", path, name, ran, ok, &m.log)
	}
	m.noSecrets(nil, workflowToken)
}

// stays wants the job's condition to keep it from running.
func (m *machine) stays(path, name string) {
	m.Helper()
	if ran, _ := m.job(path, name); ran {
		m.Errorf("%s, %s began:\n%s", path, name, &m.log)
	}
}

// siteWithPad is a site whose configuration names the stage's pad, and alice as one who may give commands.
func siteWithPad(t *testing.T, private bool) *stage {
	t.Helper()
	s := newSite(t)
	if private {
		s.site.MakePrivate()
	}
	text := "pad: " + s.padURL() + "\noperators: [alice]\n"
	if _, err := s.site.Commit("master", map[string][]byte{configFile: []byte(text)}, "Somebody <somebody@example.org>", "Configure"); err != nil {
		t.Fatal(err)
	}
	return s
}

// onBoth runs a test on a public site and on a private one, where a token reads only what it was granted.
func onBoth(t *testing.T, run func(*testing.T, *stage)) {
	for name, private := range map[string]bool{"public": false, "private": true} {
		t.Run(name, func(t *testing.T) { run(t, siteWithPad(t, private)) })
	}
}

func TestMonthly(t *testing.T) {
	onBoth(t, func(t *testing.T, s *stage) {
		m := newMachine(t, s, "schedule", nil)
		m.values["vars.PADPRESS_PAUSED"] = "until March"
		m.stays("monthly.yml", "newsletter")
		delete(m.values, "vars.PADPRESS_PAUSED")
		m.begins("monthly.yml", "newsletter")
		m.begins("monthly.yml", "newsletter")

		m = newMachine(t, s, "workflow_dispatch", nil)
		m.values["vars.PADPRESS_PAUSED"], m.values["inputs.release"], m.values["inputs.phase"] = yes, "2026-12-07", "review"
		m.begins("monthly.yml", "newsletter")
		pulls := s.site.Pulls()
		if len(pulls) != 1 || !strings.HasPrefix(pulls[0].Title, "REVIEW: ") || !strings.Contains(pulls[0].Body, "7 December 2026") {
			t.Errorf("%+v", pulls)
		}

		s.pad.Set(samplePad, sampleText("next.md"))
		if _, ok := newMachine(t, s, "schedule", nil).job("monthly.yml", "newsletter"); ok {
			t.Error("next month's pad is no failure")
		}
	})
}

func TestMonthlyNeedsHelp(t *testing.T) {
	s := siteWithPad(t, false)
	s.pad.Set(samplePad, "")
	m := newMachine(t, s, "schedule", nil)
	if _, ok := m.job("monthly.yml", "newsletter"); ok || len(s.site.Issues()) != 1 {
		t.Errorf("%d issues:\n%s", len(s.site.Issues()), &m.log)
	}
}

func TestForkWorkflow(t *testing.T) {
	s := siteWithPad(t, false)
	fork, err := s.site.Fork(alice)
	if err != nil {
		t.Fatal(err)
	}
	fork.Allow("github-actions[bot]", githubtest.Write)
	s.site.Allow("github-actions[bot]", githubtest.None)
	m := newMachine(t, s, "workflow_dispatch", nil)
	m.base["GITHUB_REPOSITORY"] = fork.Name
	m.begins("fork.yml", "newsletter")
	if !strings.Contains(m.summary, "[Open the pull request](") {
		t.Errorf("the summary has no link:\n%s", m.summary)
	}
}

func TestAdoptWorkflow(t *testing.T) {
	onBoth(t, func(t *testing.T, s *stage) {
		m := newMachine(t, s, "pull_request_target", map[string]any{"pull_request": map[string]any{"number": 1}})
		m.personsPull()
		m.begins("adopt.yml", "adopt")
		if p := s.site.Pulls()[0]; p.Milestone != 3 || len(p.Labels) != 1 {
			t.Errorf("%+v\n%s", p, &m.log)
		}
	})
}

func TestCommandsWorkflow(t *testing.T) {
	onBoth(t, func(t *testing.T, s *stage) {
		newMachine(t, s, "schedule", nil).begins("monthly.yml", "newsletter")
		comment := func(body string) *machine {
			return newMachine(t, s, "issue_comment", map[string]any{
				"action": "created",
				"issue":  map[string]any{"number": 1, "state": "open", "pull_request": map[string]any{}},
				"comment": map[string]any{
					"id": 1, "body": body, "created_at": "2026-12-01T09:00:00Z", "updated_at": "2026-12-01T09:00:00Z",
					"user": map[string]any{"login": alice, "type": "User"},
				},
			})
		}
		comment("Thanks!").stays("commands.yml", "answer")
		comment("/padpress release 2026-12-07").begins("commands.yml", "answer")
		if p := s.site.Pulls()[0]; !strings.Contains(p.Body, "7 December 2026") {
			t.Errorf("nothing was moved:\n%s", p.Body)
		}
		m := comment("Try `/padpress import`")
		m.begins("commands.yml", "answer")
		if !strings.Contains(m.log.String(), "passed over") {
			t.Errorf("%s", &m.log)
		}
	})
}

// TestReviewWorkflows: a pull request from the site's own branch is reviewed at once, one from a fork in two steps.
func TestReviewWorkflows(t *testing.T) {
	onBoth(t, func(t *testing.T, s *stage) {
		path := "content/blog/newsletter/2026-11-05-newsletter.de.md"
		text := []byte("---\ntitle: Der XMPP-Newsletter Oktober 2026\ndate: 2026-11-05\n---\n\nEin [Link](htps://example.org/).\n")
		const somebody = "Somebody <somebody@example.org>"
		if _, err := s.site.Commit("translation", map[string][]byte{path: text}, somebody, "Translate"); err != nil {
			t.Fatal(err)
		}
		s.forge.AddUser(alice, aliceToken, githubtest.Person)
		s.site.Allow(alice, githubtest.Write)
		own, err := s.site.OpenPull(alice, githubtest.Spec{Head: "translation", Base: "master", Title: "A translation"})
		if err != nil {
			t.Fatal(err)
		}
		fork, err := s.site.Fork(alice)
		if err != nil {
			t.Fatal(err)
		}
		head, err := fork.Commit("patch-1", map[string][]byte{path: text}, somebody, "Translate")
		if err != nil {
			t.Fatal(err)
		}
		strange, err := s.site.OpenPull(alice, githubtest.Spec{Head: "alice:patch-1", Base: "master", Title: "A translation from a fork"})
		if err != nil {
			t.Fatal(err)
		}
		opened := func(number int, repo string) *machine {
			return newMachine(t, s, "pull_request", map[string]any{"pull_request": map[string]any{
				"number": number, "head": map[string]any{"repo": map[string]any{"full_name": repo}},
			}})
		}
		m := opened(own, sampleRepo)
		m.stays("review.yml", "store")
		m.begins("review.yml", "review")
		if all, _ := s.site.Comments(own); len(all) == 0 {
			t.Errorf("there is no review:\n%s", &m.log)
		}

		m = opened(strange, fork.Name)
		m.stays("review.yml", "review")
		m.begins("review.yml", "store")
		if all, _ := s.site.Comments(strange); len(all) > 0 || len(m.artifacts["padpress-review"]) == 0 {
			t.Fatalf("%d comments, %d artifacts:\n%s", len(all), len(m.artifacts), &m.log)
		}
		finished := func(conclusion, repo, head string) *machine {
			return newMachine(t, s, "workflow_run", map[string]any{"workflow_run": map[string]any{
				"id": 42, "event": "pull_request", "conclusion": conclusion, "head_sha": head, "head_branch": "patch-1",
				"head_repository": map[string]any{"full_name": repo},
			}})
		}
		finished("failure", fork.Name, head).stays("review-post.yml", "post")
		finished("success", sampleRepo, head).stays("review-post.yml", "post")
		finished("success", fork.Name, head).begins("review-post.yml", "post") // nothing was stored
		if all, _ := s.site.Comments(strange); len(all) > 0 {
			t.Errorf("%d comments without a report", len(all))
		}
		post := finished("success", fork.Name, head)
		post.artifacts = m.artifacts
		post.begins("review-post.yml", "post")
		if all, _ := s.site.Comments(strange); len(all) == 0 {
			t.Errorf("nothing was posted:\n%s", &post.log)
		}
	})
}
