package main

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

const latency = 50 * time.Millisecond

// truth is what can be said of an address.
type truth int

const (
	live truth = iota
	dead
	unclear
)

// kinds are what addresses do, by the path they begin with, and how many of a hundred do.
var kinds = []struct {
	name    string
	percent int
	truth
	requests int // that it takes at least
}{
	{"missing", 2, dead, 2}, {"gone", 1, dead, 2}, {"moved", 1, live, 2}, {"chain", 1, live, 3}, {"busy", 1, live, 2}, {"no-head", 2, live, 2},
	{"hanging", 1, unclear, 2}, {"reset", 1, unclear, 2}, {"lying-head", 1, live, 2}, {"walled", 1, unclear, 2}, {"fine", 88, live, 1},
}

// web is many hosts, each a listener of its own.
type web struct {
	hosts     int
	addresses []string
	requests  int // that the addresses take at least
	truth     map[string]truth
	servers   []*http.Server

	mu       sync.Mutex
	seen     map[string]bool
	inFlight map[string]int
	most     int
}

func newWeb(n, hosts int) (*web, error) {
	w := &web{hosts: hosts, truth: map[string]truth{}}
	w.reset()
	port := "0"
	for h := range hosts {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.1.%d:%s", h+1, port))
		if err != nil {
			return nil, err
		}
		_, port, _ = net.SplitHostPort(l.Addr().String())
		s := &http.Server{Handler: w}
		w.servers = append(w.servers, s)
		go s.Serve(l)
	}
	for i := range n {
		at := (i*37 + i/100*11) % 100
		for _, k := range kinds {
			if at < k.percent {
				a := fmt.Sprintf("http://127.0.1.%d:%s/%s/%d", i%hosts+1, port, k.name, i)
				w.requests += k.requests
				w.addresses, w.truth[a] = append(w.addresses, a), k.truth
				break
			}
			at -= k.percent
		}
	}
	return w, nil
}

func (w *web) close() {
	for _, s := range w.servers {
		s.Close()
	}
}

// reset forgets what was asked.
func (w *web) reset() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen, w.inFlight, w.most = map[string]bool{}, map[string]int{}, 0
}

func (w *web) mostAtATime() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.most
}

func (w *web) count(r *http.Request, n int) (first bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.inFlight[r.Host] += n
	w.most = max(w.most, w.inFlight[r.Host])
	first = !w.seen[r.URL.Path]
	w.seen[r.URL.Path] = true
	return first
}

func (w *web) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	first := w.count(r, 1)
	defer w.count(r, -1)
	kind, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if kind == "hanging" {
		select {
		case <-r.Context().Done():
		case <-time.After(30 * time.Second):
		}
		return
	}
	time.Sleep(latency)
	head := r.Method == http.MethodHead
	switch {
	case kind == "missing", kind == "lying-head" && head:
		http.NotFound(out, r)
	case kind == "gone":
		out.WriteHeader(http.StatusGone)
	case kind == "moved":
		http.Redirect(out, r, "/fine/"+rest, http.StatusMovedPermanently)
	case kind == "chain":
		http.Redirect(out, r, "/chain-on/"+rest, http.StatusFound)
	case kind == "chain-on":
		http.Redirect(out, r, "/fine/"+rest, http.StatusSeeOther)
	case kind == "busy" && first:
		out.Header().Set("Retry-After", "1")
		out.WriteHeader(http.StatusTooManyRequests)
	case kind == "no-head" && head:
		out.WriteHeader(http.StatusMethodNotAllowed)
	case kind == "reset":
		if conn, _, err := out.(http.Hijacker).Hijack(); err == nil {
			conn.(*net.TCPConn).SetLinger(0)
			conn.Close()
		}
	case kind == "walled":
		out.WriteHeader(999)
	default:
		out.Header().Set("Content-Type", "text/html")
		fmt.Fprint(out, "<!DOCTYPE html><title>A page</title>")
	}
}
