package githubtest

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
)

// Kind says which side of the stand-in answered a request.
type Kind string

// The sides of the stand-in.
const (
	REST    Kind = "rest"
	GraphQL Kind = "graphql"
	Git     Kind = "git"
	Page    Kind = "page"
)

// Request is one entry of the request log.
type Request struct {
	Kind      Kind
	Method    string
	Path      string // escaped, with the query
	Operation string // of a GraphQL request
	Status    int
	In, Out   int64 // bytes of the bodies
}

// Write reports whether the request asked for a change, whether or not it was granted.
func (r Request) Write() bool {
	switch r.Kind {
	case GraphQL:
		return isMutation(r.Operation)
	case Git:
		return r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/git-receive-pack")
	}
	return r.Method != http.MethodGet && r.Method != http.MethodHead
}

// Requests returns the log since the start or the last ResetRequests, in order of arrival.
func (s *Server) Requests() []Request {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	all := make([]Request, len(s.log.entries))
	for i, e := range s.log.entries {
		all[i] = *e
	}
	return all
}

// API returns the part of the log that counts against the budget for REST and GraphQL.
func (s *Server) API() []Request {
	var api []Request
	for _, r := range s.Requests() {
		if r.Kind == REST || r.Kind == GraphQL {
			api = append(api, r)
		}
	}
	return api
}

// Writes counts the requests of the log that asked for a change.
func (s *Server) Writes() int {
	n := 0
	for _, r := range s.Requests() {
		if r.Write() {
			n++
		}
	}
	return n
}

// ResetRequests empties the log.
func (s *Server) ResetRequests() {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	s.log.entries = nil
}

type requestLog struct {
	mu      sync.Mutex
	entries []*Request
}

// record puts every request into the log when it arrives, and its outcome before it is sent,
// so that a client that has its answer finds it in the log.
func (l *requestLog) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e := &logged{log: l, entry: &Request{Kind: kindOf(r.URL.Path), Method: r.Method, Path: r.URL.RequestURI(), Status: http.StatusOK}}
		l.mu.Lock()
		l.entries = append(l.entries, e.entry)
		l.mu.Unlock()
		r = r.WithContext(context.WithValue(r.Context(), loggedKey{}, e))
		r.Body = &countedBody{ReadCloser: r.Body, logged: e}
		next.ServeHTTP(&countedWriter{ResponseWriter: w, logged: e}, r)
	})
}

func kindOf(path string) Kind {
	switch {
	case strings.HasPrefix(path, "/api/v3/"):
		return REST
	case path == "/api/graphql":
		return GraphQL
	case strings.Contains(path, ".git/"):
		return Git
	}
	return Page
}

type loggedKey struct{}

type logged struct {
	log   *requestLog
	entry *Request
}

// note changes the request's entry, if it has one.
func note(ctx context.Context, change func(*Request)) {
	if e, ok := ctx.Value(loggedKey{}).(*logged); ok {
		e.note(change)
	}
}

func (e *logged) note(change func(*Request)) {
	e.log.mu.Lock()
	defer e.log.mu.Unlock()
	change(e.entry)
}

type countedBody struct {
	io.ReadCloser
	*logged
}

func (b *countedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.note(func(r *Request) { r.In += int64(n) })
	return n, err
}

type countedWriter struct {
	http.ResponseWriter
	*logged
}

func (w *countedWriter) WriteHeader(status int) {
	w.note(func(r *Request) { r.Status = status })
	w.ResponseWriter.WriteHeader(status)
}

func (w *countedWriter) Write(p []byte) (int, error) {
	w.note(func(r *Request) { r.Out += int64(len(p)) })
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController flush what git sends.
func (w *countedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
