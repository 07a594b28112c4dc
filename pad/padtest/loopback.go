package padtest

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// loopback is what the servers here have in common: an address on this machine, a log, and an end.
type loopback struct {
	// URL is the address of the front page, without a slash at the end.
	URL string

	mu     sync.Mutex
	log    []Request
	server http.Server
	done   chan struct{}
}

// serve starts a server on a free port, and panics if there is none. The handler is called with the lock held.
func (l *loopback) serve(handler http.HandlerFunc) {
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	l.URL, l.done = "http://"+listener.Addr().String(), make(chan struct{})
	l.server.ReadHeaderTimeout = 10 * time.Second
	l.server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		handler(&logged{w, &l.log, r, false}, r)
	})
	go func() {
		defer close(l.done)
		l.server.Serve(listener) // returns when Close closes the listener
	}()
}

// Close ends the server, and with it the requests that are still open.
func (l *loopback) Close() {
	l.server.Close()
	<-l.done
}

// Requests are the answered requests since the start or the last Reset, oldest first.
func (l *loopback) Requests() []Request {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]Request(nil), l.log...)
}

// Reset forgets the requests.
func (l *loopback) Reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.log = nil
}

// hang leaves a request without an answer until its sender gives up.
func (l *loopback) hang(r *http.Request) {
	l.log = append(l.log, Request{r.Method, r.RequestURI, 0})
	l.mu.Unlock()
	<-r.Context().Done()
	l.mu.Lock()
	panic(http.ErrAbortHandler)
}

// express answers as servers made with Express do: with an entity tag, and 304 where the reader has the text.
func express(w http.ResponseWriter, r *http.Request, status int, kind, body string) {
	w.Header().Set("X-Powered-By", "Express")
	w.Header().Set("ETag", etag(body))
	if status == http.StatusOK && r.Header.Get("If-None-Match") == etag(body) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write([]byte(body))
	}
}

// cannot is the page of Express for what it has not.
func cannot(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Powered-By", "Express")
	w.Header().Set("Content-Security-Policy", "default-src 'none'")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	errorPage(w, http.StatusNotFound, "Cannot "+r.Method+" "+r.URL.EscapedPath())
}

func errorPage(w http.ResponseWriter, status int, words string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write([]byte("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n<pre>" + words + "</pre>\n</body>\n</html>\n"))
}
