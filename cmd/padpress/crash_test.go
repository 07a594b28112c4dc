package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// crash stands before the forge, and kills the command at one of its requests.
type crash struct {
	mu      sync.Mutex
	at      int    // number of the request, from 1; 0 for none
	applied bool   // whether the forge does what it was asked before the command dies
	kill    func() // returns when the process is gone

	requests []string // that came since the crash was set
	died     bool
}

func (c *crash) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		c.requests = append(c.requests, r.Method+" "+r.URL.RequestURI())
		strike := len(c.requests) == c.at
		c.died = c.died || strike
		kill, applied := c.kill, c.applied
		c.mu.Unlock()
		if !strike {
			next.ServeHTTP(w, r)
			return
		}
		body, _ := io.ReadAll(r.Body) // the forge has got all of it
		if applied {
			r.Body = io.NopCloser(bytes.NewReader(body))
			next.ServeHTTP(httptest.NewRecorder(), r)
		}
		kill()
		panic(http.ErrAbortHandler)
	})
}

// set has the command of the next run die at a request.
func (c *crash) set(at int, applied bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.applied, c.requests, c.died = at, applied, nil, false
}

// seen are the requests that came since, and whether the command died at one of them.
func (c *crash) seen() (requests []string, died bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.requests, c.died
}

// newCrashWorld is a stage with such a forge.
func newCrashWorld(t *testing.T) (*stage, *crash) {
	t.Helper()
	c := &crash{}
	s, err := newWorldBehind(t, c.middleware)
	if err != nil {
		t.Fatal(err)
	}
	return s, c
}

// process is submit as a process of its own, which the crash can kill.
func process(t *testing.T, s *stage, c *crash, now time.Time) (string, error) {
	t.Helper()
	var out bytes.Buffer
	cmd := exec.Command(os.Args[0], "submit", "--pad", s.padURL())
	cmd.Env = append(os.Environ(), asCommand+"=1", "GITHUB_OUTPUT=", "GITHUB_STEP_SUMMARY=")
	for name, value := range s.environment() {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	cmd.Env = append(cmd.Env, "PADPRESS_NOW="+now.Format(time.RFC3339))
	cmd.Stdout, cmd.Stderr = &out, &out
	gone := make(chan struct{})
	started := make(chan struct{})
	c.mu.Lock()
	c.kill = func() {
		<-started
		cmd.Process.Kill()
		<-gone
	}
	c.mu.Unlock()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	close(started)
	err := cmd.Wait()
	close(gone)
	return out.String(), err
}

// crashes are what a run can find, each made by what people and the pad did before it.
var crashes = []struct {
	name   string
	before func(t *testing.T, s *stage)
}{
	{"first run", func(*testing.T, *stage) {}},
	{"unchanged pad", submitted},
	{"changed pad", func(t *testing.T, s *stage) {
		submitted(t, s)
		mended := strings.Replace(sampleText("pad.md"), "[Winter meeting] (", "[Winter meeting](", 1)
		s.pad.Set(samplePad, strings.Replace(lateNews(mended), "just in time", "just just in time", 1))
	}},
	{"edits of people", func(t *testing.T, s *stage) {
		submitted(t, s)
		edit(t, s, "Pictures now load twice as fast.", "Pictures load twice as fast, says its author.")
		edit(t, s, "every second Tuesday", "every third Tuesday")
		text := strings.Replace(lateNews(sampleText("pad.md")), "has released version [2.4]", "has released the version [2.4]", 1)
		s.pad.Set(samplePad, strings.Replace(text, "every second Tuesday", "every first Tuesday", 1))
	}},
}

// submitted is the month as the first run leaves it.
func submitted(t *testing.T, s *stage) {
	t.Helper()
	if out, err := line(t, s, crashTime(t), submitOptions{}); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func crashTime(t *testing.T) time.Time {
	t.Helper()
	now, err := time.Parse(time.RFC3339, sampleTime)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

const (
	sampleBranch = "newsletter-november-2026"
	sampleIssue  = "content/blog/newsletter/2026-12-05-newsletter.md"
)

// edit changes words of the issue as a person does.
func edit(t *testing.T, s *stage, old, new string) {
	t.Helper()
	text, err := s.forge.Git().Run(t.Context(), sampleRepo, "show", sampleBranch+":"+sampleIssue)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("the issue does not say %q: %v", old, err)
	}
	edited := strings.Replace(string(text), old, new, 1)
	if _, err := s.site.Commit(sampleBranch, map[string][]byte{sampleIssue: []byte(edited)}, "Somebody <somebody@example.org>", "Edit by hand"); err != nil {
		t.Fatal(err)
	}
}

// TestCrashes kills a submit at each of its requests, before the forge does what it asks and after, and wants the run that
// follows to leave the repository and the pull request as they are without the crash. The second run is an hour later.
func TestCrashes(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts the command at each of its requests")
	}
	needGit(t)
	points := 0
	var count sync.Mutex
	t.Run("points", func(t *testing.T) {
		for _, c := range crashes {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				s, quiet := newCrashWorld(t)
				defer s.close()
				c.before(t, s)
				quiet.set(0, false)
				if out, err := process(t, s, quiet, crashTime(t).Add(time.Hour)); err != nil {
					t.Fatalf("without a crash: %v\n%s", err, out)
				}
				requests, _ := quiet.seen()
				want := standing(t, s)
				for at, request := range requests {
					for _, applied := range []bool{false, true} {
						if applied && !isWrite(request) {
							continue // the forge is as it was before: that point is the next one's
						}
						name := fmt.Sprintf("%d %s %s", at+1, map[bool]string{false: "asked", true: "answered"}[applied], request)
						crashAndGoOn(t, name, c.before, at+1, applied, want)
						count.Lock()
						points++
						count.Unlock()
					}
				}
			})
		}
	})
	t.Logf("%d points", points)
}

// isWrite reports whether a request may change something at the forge.
func isWrite(request string) bool {
	method, path, _ := strings.Cut(request, " ")
	return method != http.MethodGet && !strings.HasSuffix(path, "/git-upload-pack")
}

// crashAndGoOn has one run die and the next one end the work.
func crashAndGoOn(t *testing.T, name string, before func(*testing.T, *stage), at int, applied bool, want string) {
	t.Helper()
	s, c := newCrashWorld(t)
	defer s.close()
	before(t, s)
	c.set(at, applied)
	out, err := process(t, s, c, crashTime(t).Add(time.Hour))
	if _, died := c.seen(); !died || err == nil {
		t.Errorf("%s: the run did not die: %v\n%s", name, err, out)
		return
	}
	checkRepositories(t, s)
	c.set(0, false)
	if out, err := line(t, s, crashTime(t).Add(2*time.Hour), submitOptions{}); err != nil {
		t.Errorf("%s: the run after the crash: %v\n%s", name, err, out)
		return
	}
	if got := standing(t, s); got != want {
		t.Errorf("%s: %s", name, firstDifference(got, want))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			return fmt.Sprintf("line %d is\n%s\nwithout the crash it is\n%s", i+1, a, b)
		}
	}
	return ""
}
