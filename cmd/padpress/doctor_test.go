package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/pad/padtest"
)

// patient is a stage, and a doctor's look at it.
type patient struct {
	*testing.T
	*stage
	vars map[string]string
}

func newPatient(t *testing.T) *patient {
	t.Helper()
	s := openWorld(t)
	return &patient{t, s, s.environment()}
}

// as gives the run a token of somebody with a permission.
func (p *patient) as(login string, account githubtest.Account, may githubtest.Permission) {
	p.forge.AddUser(login, "token-of-"+login, account)
	p.site.Allow(login, may)
	p.vars["GITHUB_TOKEN"] = "token-of-" + login
}

// run is what the command prints, and its status. A look must leave everything as it is.
func (p *patient) run(args ...string) (string, int) {
	p.Helper()
	refs := p.refs()
	p.forge.ResetRequests()
	var out, errs bytes.Buffer
	e := &env{
		in: strings.NewReader(""), out: &out, err: &errs, now: time.Now,
		get:  func(name string) string { return p.vars[name] },
		wait: func(context.Context, time.Duration) error { return nil },
	}
	status := execute(context.Background(), args, e)
	if n := p.forge.Writes(); n != 0 && args[0] == "doctor" {
		p.Errorf("%d requests to write", n)
	}
	if after := p.refs(); after != refs && args[0] == "doctor" {
		p.Errorf("the branches were\n%s and are\n%s", refs, after)
	}
	if token := p.vars["GITHUB_TOKEN"]; token != "" && strings.Contains(out.String()+errs.String(), token) {
		p.Error("the token is shown")
	}
	return out.String() + errs.String(), status
}

// write puts a file on the branch that the site is built from.
func (p *patient) write(path, text string) {
	p.Helper()
	if _, err := p.site.Commit("master", map[string][]byte{path: []byte(text)}, "Somebody <somebody@example.org>", "By hand"); err != nil {
		p.Fatal(err)
	}
}

func (p *patient) refs() string {
	p.Helper()
	out, err := p.forge.Git().Run(context.Background(), sampleRepo, "for-each-ref")
	if err != nil {
		p.Fatal(err)
	}
	return string(out)
}

func TestDoctor(t *testing.T) {
	const issue = "content/blog/newsletter/2026-12-07-newsletter.md"
	text := []byte("---\ntitle: The XMPP Newsletter November 2026\ndate: 2026-12-07\ncategories: ['Newsletter']\n---\n")
	submit := func(p *patient) {
		if out, status := p.run("submit", "--pad", p.padURL()); status != exitFine {
			p.Fatal(out)
		}
	}
	commit := func(p *patient, branch string) {
		p.Helper()
		if _, err := p.site.Commit(branch, map[string][]byte{issue: text}, "Somebody <somebody@example.org>", "By hand"); err != nil {
			p.Fatal(err)
		}
	}
	tests := []struct {
		name   string
		before func(*patient)
		status int
		want   []string // regular expressions, each for one line and what follows
	}{
		{"all is well", func(*patient) {}, exitFine, []string{
			`ok  token +newsletter-bot's$`, `ok  repository +community/site can be read$`, `ok  push `, `ok  base +master is at [0-9a-f]{7}$`, `ok  configuration +the defaults: there is no .padpress.yaml on master$`,
			`ok  template `, `ok  issue +November 2026 will be content/blog/newsletter/2026-12-05-newsletter.md, released on 5 December 2026$`,
			`\?\? +pull requests .* cannot be asked .*\n +→ .*pull_requests: write on community/site$`,
			`ok  milestone +3 "Newsletter"$`, `ok  label +"Newsletter :email:"$`, `ok  pull request  none for November 2026 yet$`,
			`ok  pad +http://127.* bytes, .* last changed on 2026-12-01 09:00 UTC$`, `ok  month +the pad holds November 2026, with [0-9]+ entries$`,
			`ok  branch +no branch newsletter-november-2026 yet; it would be created$`,
		}},
		{"no token", func(p *patient) { p.vars["GITHUB_TOKEN"] = "" }, exitFailure, []string{
			`!! +token +GITHUB_TOKEN is not set; .*\n +→ .*https://github.com/settings/tokens.* on community/site`,
			`\?\? +push +not asked`, `\?\? +pull requests +not asked`, `ok  milestone`, `\?\? +pull request +.*other people.* token`, `ok  month`, `submit would fail: 1 of 15 lines are marked with !! above$`,
		}},
		{"a token that nobody knows", func(p *patient) { p.vars["GITHUB_TOKEN"] = "expired-token" }, exitFailure, []string{
			`!! +token +GITHUB_TOKEN was refused`, `ok  repository`, `\?\? +push +not asked`, `ok  base`, `ok  branch`, `submit would fail: 1 of 15 lines are marked with !! above$`,
		}},
		{"a reader's token", func(p *patient) { p.as("reader", githubtest.Person, githubtest.Read) }, exitFailure, []string{
			`ok  token +reader's$`, `!! +push .*may not push to community/site.*\n +→ .*contents: write`, `ok  base`,
			`\?\? +triage +reader has no triage rights`, `ok  branch`,
		}},
		{"a classic token", func(p *patient) {
			p.as("hand", githubtest.Person, githubtest.Write)
			p.forge.Classic("token-of-hand", "gist, public_repo")
		}, exitFine, []string{`ok  token +hand's, a classic one with the scopes gist, public_repo$`, `ok  pull requests +the token's scopes allow`}},
		{"a classic token that may too little", func(p *patient) {
			p.as("hand", githubtest.Person, githubtest.Write)
			p.forge.Classic("token-of-hand", "gist")
		}, exitFailure, []string{`!! +pull requests +.* has the scopes gist\n +→ give it the scope public_repo$`}},
		{"a workflow", func(p *patient) {
			p.as("github-actions[bot]", githubtest.Installation, githubtest.Write)
			p.vars["GITHUB_ACTIONS"] = "true"
		}, exitFine, []string{`ok  token +an app's token`, `ok  push`, `\?\? +pull requests .*\n +→ .*pull-requests: write.*Allow GitHub Actions`, `\?\? +workflow .* checks .* wait for a person`}},
		{"no such repository", func(p *patient) { p.vars["GITHUB_REPOSITORY"] = "community/elsewhere" }, exitFailure, []string{
			`!! +repository +community/elsewhere is not there.*\n +→ .*--repo`, `!! +base `, `!! +milestone `, `ok  month `,
		}},
		{"nothing but the milestones of others, and a label to make", func(p *patient) {
			s := p.site
			p.vars["GITHUB_REPOSITORY"] = s.Name
			bare, err := p.forge.AddRepository("community/bare", sampleSite(), "main")
			if err != nil {
				p.Fatal(err)
			}
			bare.AddMilestone("Website", false)
			bare.Allow("newsletter-bot", githubtest.Write)
			p.vars["GITHUB_REPOSITORY"] = "community/bare"
		}, exitFailure, []string{
			`ok  push`, `!! +base .*no branch master; .*\n +→ .*default branch is main$`, `!! +milestone .*"3".* there are 1 "Website"$`,
			`ok  label +"Newsletter :email:" is not there yet and will be made$`, `ok  month`,
		}},
		{"a private pad", func(p *patient) { p.pad.Note(samplePad).Answer(padtest.Private) }, exitFailure, []string{
			`!! +pad .*the note is private: open the note and set its permission`, `ok  branch +no branch`,
		}},
		{"next month's pad", func(p *patient) { p.pad.Set(samplePad, sampleText("next.md")) }, exitFailure, []string{
			`ok  pad`, `!! +month +the pad now holds December 2026`, `ok  branch`,
		}},
		{"a pad that names no month", func(p *patient) { p.pad.Set(samplePad, "- [News](https://example.org/)\n") }, exitFine, []string{
			`\?\? +month +neither the pad's title nor its first sentence names a month\n +→ `,
		}},
		{"after a first run", submit, exitFine, []string{
			`ok  pull request +http://.*/pull/1 is open, draft$`, `ok  branch +newsletter-november-2026 holds this text of the pad; it would be unchanged$`,
		}},
		{"a shrunk pad after a first run", func(p *patient) {
			submit(p)
			p.pad.Set(samplePad, "This issue covers the month of November 2026.\n\n- [News](https://example.org/)\n")
		}, exitFailure, []string{`!! +month +the pad lost \d+ of \d+ entries`, `ok  branch +newsletter-november-2026 holds an earlier text of the pad$`}},
		{"somebody's branch", func(p *patient) { commit(p, "newsletter-november-2026") }, exitFailure, []string{
			`!! +branch .*commits of others.*rename that branch`,
		}},
		{"somebody's pull request", func(p *patient) {
			commit(p, "by-hand")
			p.forge.AddUser("somebody", "token-of-somebody", githubtest.Person)
			p.site.Allow("somebody", githubtest.Write)
			if _, err := p.site.OpenPull("somebody", githubtest.Spec{Title: "By hand", Head: "by-hand", Base: "master"}); err != nil {
				p.Fatal(err)
			}
		}, exitFine, []string{`\?\? +pull request +http://.*/pull/1 by somebody holds ` + issue + ` already\n +→ .*close it`}},
		{"a pull request that a person closed", func(p *patient) {
			submit(p)
			if err := p.site.Close(1); err != nil {
				p.Fatal(err)
			}
		}, exitFine, []string{`\?\? +pull request +.* was closed by a person and is not reopened\n +→ reopen it to go on$`}},
		{"a merged pull request", func(p *patient) {
			submit(p)
			if err := p.site.Merge(1); err != nil {
				p.Fatal(err)
			}
			p.pad.Set(samplePad, sampleText("next.md"))
		}, exitFine, []string{`ok  issue +content/.*12-05-newsletter.md is on master: November 2026 is published`, `ok  pull request +.* is merged`, `ok  pad +not asked`}},
		{"published on another day", func(p *patient) { commit(p, "master") }, exitFine, []string{
			`ok  issue +` + issue + ` is on master: November 2026 is published`, `ok  pad +not asked`,
		}},
		{"a configuration of the site's own", func(p *patient) {
			p.write(configFile, "milestone: Events\n")
		}, exitFine, []string{`ok  configuration +.padpress.yaml on master$`, `ok  milestone +2 "Events"$`, `ok  pull request`}},
		{"a configuration that cannot be read", func(p *patient) {
			p.write(configFile, "milestoen: 3\n")
		}, exitFailure, []string{`ok  push`, `!! +configuration +.*milestoen`, `ok  pad`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPatient(t)
			tt.before(p)
			out, status := p.run("doctor", "--pad", p.padURL())
			if status != tt.status {
				t.Errorf("status %d, want %d", status, tt.status)
			}
			at := 0
			for _, want := range tt.want {
				found := regexp.MustCompile(`(?m)^(padpress: )?` + want).FindStringIndex(out[at:])
				if found == nil {
					t.Errorf("no line %s behind the others", want)
					continue
				}
				at += found[1]
			}
			if t.Failed() {
				t.Log(out)
			}
		})
	}
}

// Without a network, every line is there that can be, and nothing is asked twice.
func TestDoctorWithoutNetwork(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	p := newPatient(t)
	p.vars["GITHUB_SERVER_URL"], p.vars["GITHUB_API_URL"], p.vars["GITHUB_GRAPHQL_URL"] = gone.URL, gone.URL, gone.URL
	out, status := p.run("doctor", "--pad", gone.URL+"/oHnY_ZvLT8SoFyCqIC2ung")
	if status != exitFailure {
		t.Errorf("status %d", status)
	}
	for _, want := range []string{"!!  token ", "??  repository    not asked: GitHub did not answer", "!!  base ", "??  milestone ", "??  label ", "??  pull request ", "!!  pad "} {
		if strings.Count(out, "\n"+want)+strings.Count(out[:len(want)], want) != 1 {
			t.Errorf("not one line %q", want)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
}
