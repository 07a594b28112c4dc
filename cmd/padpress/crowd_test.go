package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
)

// crowd lets several runs meet: requests of a kind wait for each other, so that all have seen the forge as it was before
// any of them changed it.
type crowd struct {
	size int
	meet func(*http.Request) bool // nil lets all pass
	mu   sync.Mutex
	at   map[string]*gathering // by kind of request
}

// gathering is who has come for one kind of request.
type gathering struct {
	come int
	all  chan struct{}
}

// middleware has the first requests of each kind wait until as many have come as there are runs, or some time is over:
// a run that has nothing to do at this point does not come.
func (c *crowd) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.meet != nil && c.meet(r) {
			c.wait(r.Method + " " + r.URL.Path)
		}
		next.ServeHTTP(w, r)
	})
}

func (c *crowd) wait(kind string) {
	c.mu.Lock()
	if c.at == nil {
		c.at = map[string]*gathering{}
	}
	g := c.at[kind]
	if g == nil {
		g = &gathering{all: make(chan struct{})}
		c.at[kind] = g
	}
	if g.come++; g.come == c.size {
		close(g.all)
	}
	c.mu.Unlock()
	select {
	case <-g.all:
	case <-time.After(300 * time.Millisecond):
	}
}

// crowded is how many runs meet.
const crowded = 6

// TestCrowd has six runs for one month at the same time, each with a text of its own. They meet at every place where one
// could overlook what another does.
func TestCrowd(t *testing.T) {
	needGit(t)
	for _, c := range []struct {
		name   string
		meet   func(*http.Request) bool
		before func(*testing.T, *stage)
	}{
		{"meeting at every change", changes, func(*testing.T, *stage) {}},
		{"meeting at every question", func(r *http.Request) bool { return !changes(r) }, func(*testing.T, *stage) {}},
		{"meeting at every change, later", changes, submitted},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newCrowd(t, c.meet, c.before)
			defer s.close()
			var texts []string
			for i := range crowded {
				texts = append(texts, sampleVersion(i))
				s.pad.Set(padOf(i), texts[i])
			}
			runAll(t, s, padOf)
			imported := importsOf(t, s)
			for i, text := range texts {
				if !slices.Contains(imported, gitops.Digest([]byte(text))) {
					t.Errorf("the text of run %d is not imported\n%s", i, gitOf(t, s, "log", "--graph", "--oneline", sampleBranch))
				}
			}
			checkCrowd(t, s)
		})
	}
}

// TestCrowdWhilePeopleWrite has six runs on one pad that changes all the time: an import never goes back to what the pad
// held before the last one.
func TestCrowdWhilePeopleWrite(t *testing.T) {
	needGit(t)
	s := newCrowd(t, changes, func(*testing.T, *stage) {})
	defer s.close()
	version := map[string]int{}
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for n := 0; ; n++ {
			text := sampleVersion(n)
			version[gitops.Digest([]byte(text))] = n
			s.pad.Set(samplePad, text)
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	runAll(t, s, func(int) string { return samplePad })
	close(done)
	<-stopped
	if out, err := line(t, s, crashTime(t).Add(time.Hour), submitOptions{}); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	imported, last := importsOf(t, s), -1
	for _, digest := range imported {
		n, ok := version[digest]
		if !ok || n <= last {
			t.Errorf("version %d was imported after version %d", n, last)
		}
		last = n
	}
	if last != len(version)-1 {
		t.Errorf("version %d is on the branch, the pad holds %d", last, len(version)-1)
	}
	checkCrowd(t, s)
}

func newCrowd(t *testing.T, meet func(*http.Request) bool, before func(*testing.T, *stage)) *stage {
	t.Helper()
	meeting := &crowd{size: crowded}
	s, err := newWorldBehind(t, meeting.middleware)
	if err != nil {
		t.Fatal(err)
	}
	before(t, s)
	meeting.meet = meet
	return s
}

// runAll is all runs at once, each on a pad.
func runAll(t *testing.T, s *stage, pad func(i int) string) {
	t.Helper()
	s.forge.ResetRequests()
	var wait sync.WaitGroup
	for i := range crowded {
		wait.Go(func() {
			o := submitOptions{pad: s.pad.URL + "/" + pad(i)}
			if out, err := line(t, s, crashTime(t).Add(time.Duration(i)*time.Second), o); err != nil {
				t.Errorf("run %d: %v\n%s", i, err, out)
			}
		})
	}
	wait.Wait()
	refused := map[string]int{}
	for _, r := range s.forge.Requests() {
		if r.Status == http.StatusUnprocessableEntity {
			refused[r.Method+" "+r.Path]++
		}
	}
	t.Logf("%d requests, refused %v", len(s.forge.Requests()), refused)
}

func padOf(i int) string { return fmt.Sprintf("%s-%d", samplePad, i) }

// sampleVersion is the sample's text with a number in it.
func sampleVersion(n int) string {
	return strings.ReplaceAll(sampleText("pad.md"), "four days", fmt.Sprintf("%d days", n))
}

// changes reports whether a request asks for a change.
func changes(r *http.Request) bool { return isWrite(r.Method + " " + r.URL.RequestURI()) }

// importsOf are the digests of the imports on the branch, the oldest first.
func importsOf(t *testing.T, s *stage) []string {
	t.Helper()
	return strings.Fields(gitOf(t, s, "log", "--reverse", "--topo-order", "--format=%(trailers:key=Pad-Digest,valueonly)", "master.."+sampleBranch))
}

// checkCrowd wants one pull request with all that belongs to it, one sticky comment, and each comment once.
func checkCrowd(t *testing.T, s *stage) {
	t.Helper()
	pulls := s.site.Pulls()
	if len(pulls) != 1 || pulls[0].Milestone != 3 || len(pulls[0].Labels) != 1 || !pulls[0].Draft {
		t.Fatalf("pull requests %+v", pulls)
	}
	if said := conversation(t, s, pulls[0].Number); !strings.Contains(said, "sticky: ") {
		t.Errorf("there is no summary:\n%s", said)
	}
}
