package main

import (
	"strings"
	"testing"
	"time"
)

// TestConfigRequests: a configuration costs no request, unless it names another branch or file than was read.
func TestConfigRequests(t *testing.T) {
	needGit(t)
	now, err := time.Parse(time.RFC3339, sampleTime)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, file  string
		first, idle int  // requests of git, while the branch is made and afterwards
		over        int  // once the month is over
		ours        bool // whether the body is made from our template
	}{
		{"no file", "", 4, 4, 3, false},
		{"another label", "label: Ours", 4, 4, 4, false},
		{"another template", "template: docs/body.md", 5, 5, 4, true},
		{"another branch", "branch: our-{month}-{year}", 5, 7, 5, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := newWorld(t)
			if err != nil {
				t.Fatal(err)
			}
			defer s.close()
			files := map[string][]byte{"docs/body.md": []byte("Our own body\n")}
			if test.file != "" {
				files[configFile] = []byte(test.file)
			}
			if _, err := s.site.Commit("master", files, "A <a@example.org>", "Configure"); err != nil {
				t.Fatal(err)
			}
			requests := func() int {
				t.Helper()
				s.forge.Git().ResetStats()
				if out, err := line(t, s, now, submitOptions{}); err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				return s.forge.Git().Stats().Total().Requests
			}
			if n := requests(); n != test.first {
				t.Errorf("the first run made %d requests", n)
			}
			if body := s.site.Pulls()[0].Body; strings.Contains(body, "Our own body") != test.ours {
				t.Errorf("the body is\n%s", body)
			}
			if n := requests(); n != test.idle {
				t.Errorf("the run with nothing new made %d requests", n)
			}
			if err := s.site.Merge(s.site.Pulls()[0].Number); err != nil {
				t.Fatal(err)
			}
			if n := requests(); n != test.over {
				t.Errorf("the run after the month made %d requests", n)
			}
		})
	}
}
