package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/xsf/padpress/gitops/githubtest"
)

// moods is what a forge does beside its rules, for the stories that need it.
type moods struct {
	mu   sync.Mutex
	busy int    // times that a review is refused as sent too quickly
	odd  int    // times that a review is refused for one of its lines
	mute bool   // nobody may comment
	then func() // done once before a pull request is looked at
}

func (m *moods) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !m.answers(w, r) {
			next.ServeHTTP(w, r)
		}
	})
}

// answers reports whether the forge is not to be asked.
func (m *moods) answers(w http.ResponseWriter, r *http.Request) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	review := r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/reviews")
	switch {
	case r.Method == http.MethodGet && strings.Contains(r.URL.Path, "/pulls/") && m.then != nil:
		then := m.then
		m.then = nil
		then() // the head is read just after
	case m.mute && (review || r.Method != http.MethodGet && strings.Contains(r.URL.Path, "/comments")):
		refuse(w, http.StatusForbidden, `{"message":"Resource not accessible by integration","documentation_url":"https://docs.github.com/rest"}`)
		return true
	case review && m.busy > 0:
		m.busy--
		w.Header().Set("Retry-After", "30")
		refuse(w, http.StatusForbidden, `{"message":"You have exceeded a secondary rate limit."}`)
		return true
	case review && m.odd > 0:
		m.odd--
		refuse(w, http.StatusUnprocessableEntity, `{"message":"Unprocessable Entity","errors":["Line could not be resolved"],"documentation_url":"https://docs.github.com/rest"}`)
		return true
	}
	return false
}

func refuse(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprint(w, body)
}

// scriptForge sets a mood, or counts:
//
//	forge busy|odd N             N reviews are refused, as sent too quickly or for a line
//	forge mute|speaks            whether anybody may comment
//	forge moves BRANCH PATH FILE somebody pushes just before the head is looked at again
//	forge asked MOST             how many requests came since the last time; more than MOST is a failure
//	forge rights none|read|write what the token of the site's own workflow may do
//	forge forbid-issues|no-issues have it refuse issues: to a workflow's token, or to all
//	forge forget                 what was asked so far does not count for writes
func scriptForge(ts *testscript.TestScript, neg bool, args []string) {
	s, m := stageOf(ts), ts.Value("moods").(*moods)
	m.mu.Lock()
	defer m.mu.Unlock()
	switch args[0] {
	case "busy":
		m.busy = number(ts, args[1])
	case "mute", "speaks":
		m.mute = args[0] == "mute"
	case "odd":
		m.odd = number(ts, args[1])
	case "moves":
		branch, path, text := args[1], args[2], []byte(ts.ReadFile(args[3]))
		m.then = func() {
			s.site.Commit(branch, map[string][]byte{path: text}, "Somebody <somebody@example.org>", "Edit by hand")
		}
	case "asked":
		all := s.forge.API()
		fmt.Fprintf(ts.Stdout(), "%d requests\n", len(all))
		ts.Logf("%d requests of the forge, %d of them to write", len(all), s.forge.Writes())
		if len(all) > number(ts, args[1]) {
			for _, r := range all {
				ts.Logf("%s %s %s: %d", r.Method, r.Path, r.Operation, r.Status)
			}
			ts.Fatalf("%d requests, at most %s", len(all), args[1])
		}
		s.forge.ResetRequests()
	case "rights":
		s.site.Allow("github-actions[bot]", map[string]githubtest.Permission{"none": githubtest.None, "read": githubtest.Read, "write": githubtest.Write}[args[1]])
	case "forbid-issues":
		s.site.ForbidAppIssues()
	case "no-issues":
		s.site.DisableIssues()
	case "forget":
		s.forge.ResetRequests()
	default:
		ts.Fatalf("forge: what is %q?", args)
	}
}

// scriptReviewer does what people do to comments, each known by words in it, on the newest pull request:
//
//	reviewer reply|resolve|down|hide|remove WORDS
//	reviewer accept WORDS          take the suggestion over, as with a click
//	reviewer suggest PATH LINE FILE
//	reviewer retitle TITLE
//	reviewer pull HEAD             alice opens a pull request from her fork
func scriptReviewer(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	if args[0] == "pull" {
		_, err := s.site.OpenPull(alice, githubtest.Spec{Head: args[1], Base: "master", Title: "News by hand", Editable: true})
		ts.Check(err)
		return
	}
	pulls := s.site.Pulls()
	p := pulls[len(pulls)-1]
	switch args[0] {
	case "retitle":
		ts.Check(s.site.Retitle(p.Number, args[1]))
		return
	case "suggest":
		_, err := s.site.CommentLine(p.Number, "carol", args[1], number(ts, args[2]), ts.ReadFile(args[3]))
		ts.Check(err)
		return
	}
	comments, err := s.site.Comments(p.Number)
	ts.Check(err)
	for _, c := range comments {
		if !strings.Contains(c.Body, args[1]) || c.InReplyTo != 0 {
			continue
		}
		switch args[0] {
		case "reply":
			_, err = s.site.Reply(p.Number, "carol", c.ID, "Why not?")
		case "resolve":
			err = s.site.Resolve(p.Number, c.ID)
		case "down":
			err = s.site.VoteDown(p.Number, "carol", c.ID)
		case "hide":
			err = s.site.Hide(p.Number, c.ID, "off-topic")
		case "remove":
			err = s.site.Delete(p.Number, c.ID)
		case "accept":
			err = accept(s, p, c)
		default:
			ts.Fatalf("reviewer: what is %q?", args)
		}
		ts.Check(err)
		return
	}
	ts.Fatalf("no comment says %q", args[1])
}

// accept commits the suggestion of a comment, and resolves its thread, as GitHub does.
func accept(s *stage, p githubtest.Pull, c githubtest.LineComment) error {
	_, text, ok := strings.Cut(c.Body, "```suggestion\n")
	text, _, closed := strings.Cut(text, "```")
	if !ok || !closed {
		return fmt.Errorf("nothing is suggested in %q", c.Body)
	}
	old, err := s.forge.Git().Run(context.Background(), p.HeadRepository, "show", p.Head+":"+c.Path)
	if err != nil {
		return err
	}
	lines := strings.SplitAfter(string(old), "\n")
	mended := strings.Join(lines[:c.Start-1], "") + text + strings.Join(lines[c.Line:], "")
	if _, err = s.site.Commit(p.Head, map[string][]byte{c.Path: []byte(mended)}, "Carol <carol@example.org>", "Apply a suggestion"); err != nil {
		return err
	}
	return s.site.Resolve(p.Number, c.ID)
}
