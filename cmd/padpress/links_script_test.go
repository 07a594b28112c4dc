package main

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// storyWeb is what links in a story lead to.
type storyWeb struct {
	mu      sync.Mutex
	answers map[string]storyAnswer // by path; the others are 404
	asked   int
	came    chan struct{} // one for each request to a path that hangs
}

type storyAnswer struct {
	status   int // 0 hangs
	location string
	text     string
}

// setWeb starts a server for links, $WEB.
func setWeb(e *testscript.Env) {
	w := &storyWeb{answers: map[string]storyAnswer{}, came: make(chan struct{}, 100)}
	s := httptest.NewServer(w)
	e.Defer(s.Close)
	e.Values["web"] = w
	e.Setenv("WEB", s.URL)
	e.Setenv("XDG_CACHE_HOME", e.WorkDir+"/cache")
}

func (w *storyWeb) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	a, ok := w.answers[r.URL.Path]
	w.asked++
	w.mu.Unlock()
	if !ok {
		a.status = http.StatusNotFound
	}
	if a.status == 0 {
		w.came <- struct{}{}
		<-r.Context().Done()
		return
	}
	if a.location != "" {
		out.Header().Set("Location", a.location)
	}
	out.Header().Set("Content-Type", "text/html")
	out.WriteHeader(a.status)
	out.Write([]byte(a.text))
}

// scriptWeb sets and counts:
//
//	web answers PATH STATUS [LOCATION]   what a path says from now on
//	web shows PATH TEXT                  it shows a page
//	web hangs PATH                       it answers nobody
//	web meets                            wait for a request to a path that hangs
//	web asked N                          there were N requests since the last time
func scriptWeb(ts *testscript.TestScript, _ bool, args []string) {
	w := ts.Value("web").(*storyWeb)
	if args[0] == "meets" {
		<-w.came
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	switch args[0] {
	case "answers":
		a := storyAnswer{status: number(ts, args[2])}
		if len(args) > 3 {
			a.location = args[3]
		}
		w.answers[args[1]] = a
	case "shows":
		w.answers[args[1]] = storyAnswer{status: http.StatusOK, text: args[2]}
	case "hangs":
		w.answers[args[1]] = storyAnswer{}
	case "asked":
		if strconv.Itoa(w.asked) != args[1] {
			ts.Fatalf("there were %d requests, not %s", w.asked, args[1])
		}
		w.asked = 0
	default:
		ts.Fatalf("web: what is %q?", args)
	}
}
