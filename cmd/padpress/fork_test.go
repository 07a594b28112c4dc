package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/gitops/githubtest"
)

// A fork that is never finished is not waited for for ever, and a mistake is not waited for at all.
func TestAwait(t *testing.T) {
	broken := errors.New("broken")
	for _, tt := range []struct {
		name  string
		ends  func(n int) error
		tries int
		want  error
	}{
		{"at once", func(int) error { return nil }, 1, nil},
		{"after a while", func(n int) error {
			switch n {
			case 1:
				return fmt.Errorf("read it: %w", github.ErrNotFound)
			case 2:
				return fmt.Errorf("fetch it: %w", &gitops.Error{Kind: gitops.NotFound})
			}
			return nil
		}, 3, nil},
		{"a mistake", func(int) error { return broken }, 1, broken},
		{"never", func(int) error { return github.ErrNotFound }, forkTries, github.ErrNotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := quiet()
			var waited, longest time.Duration
			e.wait = func(_ context.Context, d time.Duration) error {
				waited, longest = waited+d, max(longest, d)
				return nil
			}
			tries := 0
			err := (&job{env: e}).await(t.Context(), func() error {
				tries++
				return tt.ends(tries)
			})
			if !errors.Is(err, tt.want) || tries != tt.tries {
				t.Errorf("%v after %d tries", err, tries)
			}
			if waited > 10*time.Minute || longest > forkPause || tt.name == "never" && (waited < 5*time.Minute || !strings.Contains(err.Error(), "run again")) {
				t.Errorf("waited %s, at most %s at a time: %v", waited, longest, err)
			}
		})
	}
	e := quiet()
	e.wait = func(context.Context, time.Duration) error { return context.Canceled }
	if err := (&job{env: e}).await(t.Context(), func() error { return github.ErrNotFound }); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

func TestForkValues(t *testing.T) {
	for value, fine := range map[string]bool{
		"": true, "@me": true, "alice": true, "alice/site": true, "a-b.c_d/e.f": true,
		"@you": false, "a b": false, "a/b/c": false, "/b": false, "a/": false, "ä": false, "a\n": false, "a?b": false,
	} {
		if p := forkProblem(value); (p == nil) != fine {
			t.Errorf("%q: %v", value, p)
		}
	}
}

// A fork costs a few requests more, and a run that changes nothing writes nothing.
func TestForkRequests(t *testing.T) {
	p := newPatient(t)
	p.as(alice, githubtest.Person, githubtest.Visitor)
	if _, err := p.site.Fork(alice); err != nil {
		t.Fatal(err)
	}
	for _, run := range []struct {
		name                    string
		args                    []string
		git, forge, mostWritten int
	}{
		{"first", nil, 7, 13, 4}, // one more than without a fork: whose rights are which
		{"nothing new", nil, 8, 6, 0},
		{"nothing new, the fork is named", []string{"--fork", alice}, 7, 6, 0},
	} {
		p.forge.Git().ResetStats()
		out, status := p.run(append([]string{"submit", "--pad", p.padURL()}, run.args...)...)
		git, forge := p.forge.Git().Stats().Total().Requests, len(p.forge.API())
		if status != exitFine || git > run.git || forge > run.forge || p.forge.Writes() > run.mostWritten {
			t.Errorf("%s: status %d, %d requests of git, %d of the forge, %d writes\n%s", run.name, status, git, forge, p.forge.Writes(), out)
			for _, r := range p.forge.API() {
				t.Log(r.Method, r.Path, r.Operation, r.Status)
			}
		}
	}
}
