package github

import (
	"errors"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

func (w *world) help(token, reason, body string) Asked {
	w.Helper()
	a, err := w.client(token).AskHelp(ctx, Help{Reason: reason, Body: body})
	w.must(err)
	return a
}

func (w *world) endHelp(token string) Asked {
	w.Helper()
	a, err := w.client(token).EndHelp(ctx, "", "All is well.")
	w.must(err)
	return a
}

// The issue's life: opened, left alone, edited, closed by us, opened again by us.
func TestHelpIsOneIssue(t *testing.T) {
	for _, token := range []string{commToken, botToken} {
		t.Run(token, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(token) // a list of issues holds pull requests, too
			login := map[string]string{commToken: "comm", botToken: "github-actions[bot]"}[token]
			theirs := w.site.OpenIssue("volunteer", HelpTitle, "<!-- padpress: xsf/xmpp.org help pad-private -->\nforged")
			ours := w.site.OpenIssue(login, "another issue", "of the same account")
			for i, s := range []struct {
				act   func() Asked
				want  Outcome
				state string
				body  string
			}{
				{func() Asked { return w.endHelp(token) }, Untouched, "", ""},
				{func() Asked { return w.help(token, "pad-private", "one\n") }, Created, "open", "<!-- padpress: xsf/xmpp.org help pad-private -->\none"},
				{func() Asked { return w.help(token, "pad-private", "one\r\n") }, Untouched, "open", ""},
				{func() Asked { return w.help(token, "pad-private", "two") }, Edited, "open", "<!-- padpress: xsf/xmpp.org help pad-private -->\ntwo"},
				{func() Asked { return w.endHelp(token) }, Edited, "closed", "<!-- padpress: xsf/xmpp.org help settled -->\nAll is well.\n\ntwo"},
				{func() Asked { return w.endHelp(token) }, Untouched, "closed", ""},
				{func() Asked { return w.help(token, "pad-private", "three") }, Edited, "open", "<!-- padpress: xsf/xmpp.org help pad-private -->\nthree"},
			} {
				w.srv.ResetRequests()
				if got := s.act(); got.Outcome != s.want || got.Silenced {
					t.Errorf("step %d: %+v, want %s", i, got, s.want)
				}
				if n := len(w.srv.API()); n > 3 || (w.srv.Writes() != 0) != (s.want != Untouched) {
					t.Errorf("step %d: %d requests, %d writes", i, n, w.srv.Writes())
				}
				all := w.site.Issues()
				if last := all[len(all)-1]; s.state != "" && (last.State != s.state || len(all) != 3) || s.body != "" && last.Body != s.body {
					t.Errorf("step %d: %+v", i, all)
				}
			}
			for _, i := range w.site.Issues() {
				if i.Number == theirs && !strings.HasSuffix(i.Body, "forged") || i.Number == ours && i.Body != "of the same account" {
					t.Errorf("%+v was touched", i)
				}
			}
		})
	}
}

// A person who closes it has heard enough of this reason, until it is over or another one comes.
func TestHelpThatAPersonClosed(t *testing.T) {
	w := newWorld(t)
	first := w.help(botToken, "pad-private", "one")
	w.must(w.site.SetIssue(first.Number, "closed"))
	w.srv.ResetRequests()
	if a := w.help(botToken, "pad-private", "one, in other words"); !a.Silenced || a.Outcome != Untouched || w.srv.Writes() != 0 {
		t.Errorf("%+v", a)
	}
	if a := w.help(botToken, "pad-empty", "two"); a.Outcome != Edited || w.site.Issues()[0].State != "open" {
		t.Errorf("%+v, %+v", a, w.site.Issues())
	}
	w.must(w.site.SetIssue(first.Number, "closed"))
	if a := w.endHelp(botToken); a.Outcome != Edited || w.site.Issues()[0].State != "closed" {
		t.Errorf("%+v", a)
	}
	if a := w.help(botToken, "pad-empty", "two again"); a.Outcome != Edited || len(w.site.Issues()) != 1 || w.site.Issues()[0].State != "open" {
		t.Errorf("%+v, %+v", a, w.site.Issues())
	}
	w.must(w.site.SetIssue(first.Number, "open")) // what a person opened again after all was well stays open
	w.endHelp(botToken)
	w.must(w.site.SetIssue(first.Number, "open"))
	if a := w.endHelp(botToken); a.Outcome != Untouched || w.site.Issues()[0].State != "open" {
		t.Errorf("%+v", a)
	}
}

func TestHelpWithoutRights(t *testing.T) {
	for _, c := range []struct {
		name, token string
		before      func(*githubtest.Repository)
		want        error
		says        string
	}{
		{"no permission", botToken, (*githubtest.Repository).ForbidAppIssues, ErrPermission, `"issues: write"`},
		{"a token that reads", readToken, nil, ErrPermission, `"issues: write"`},
		{"a repository without issues", commToken, (*githubtest.Repository).DisableIssues, nil, "Issues are disabled"},
		{"no token", "", nil, ErrToken, "GraphQL"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			if c.before != nil {
				c.before(w.site)
			}
			_, err := w.client(c.token).AskHelp(ctx, Help{Reason: "pad-private", Body: "one"})
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v", err)
			}
			if len(w.site.Issues()) != 0 {
				t.Errorf("%+v", w.site.Issues())
			}
		})
	}
	w := newWorld(t)
	for _, reason := range []string{"", "settled", "two words", "-->", "a--b", "Big"} {
		if _, err := w.client(commToken).AskHelp(ctx, Help{Reason: reason, Body: "one"}); err == nil {
			t.Errorf("the reason %q was taken", reason)
		}
	}
}
