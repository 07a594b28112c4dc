package githubtest

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/yuin/goldmark"
)

// Options say how the stand-in runs. The zero value works.
type Options struct {
	Dir        string                          // holds the bare repositories; "" is a temporary directory that Close removes
	Addr       string                          // where to listen; "" is a free port of 127.0.0.1
	Middleware func(http.Handler) http.Handler // stands before everything but the request log; nil for none
	Now        func() time.Time                // the clock for created_at and updated_at; nil is time.Now
	Markdown   goldmark.Markdown               // shows comments on the page for people; nil for one without extensions
}

// Server is a running stand-in. Its methods may be used from several goroutines.
type Server struct {
	URL        string // the server, as GITHUB_SERVER_URL; git repositories are at URL/OWNER/NAME.git
	APIURL     string // the REST interface, as GITHUB_API_URL
	GraphQLURL string // the GraphQL interface, as GITHUB_GRAPHQL_URL

	git      *GitServer
	http     *http.Server
	now      func() time.Time
	markdown goldmark.Markdown
	scratch  string // directory that Close removes
	log      requestLog

	mu     sync.Mutex
	users  map[string]*user       // by token
	scopes map[string]string      // of classic tokens
	only   map[string]string      // of fine-grained tokens, the owner that they are for
	grants map[string]*Grants     // of workflows' tokens
	repos  map[string]*Repository // by lower-case owner/name
	id     int64                  // last id handed out
}

// New starts a stand-in that holds nothing yet. It fails where git is missing.
func New(o Options) (*Server, error) {
	s := &Server{now: o.Now, markdown: o.Markdown, users: map[string]*user{}, scopes: map[string]string{}, only: map[string]string{}, grants: map[string]*Grants{}, repos: map[string]*Repository{}, id: 1000}
	if s.now == nil {
		s.now = time.Now
	}
	if s.markdown == nil {
		s.markdown = goldmark.New()
	}
	if o.Dir == "" {
		dir, err := os.MkdirTemp("", "githubtest")
		if err != nil {
			return nil, fmt.Errorf("make a directory for the repositories: %w", err)
		}
		o.Dir, s.scratch = dir, dir
	}
	root, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", o.Dir, err)
	}
	s.git = &GitServer{Root: root, Authorize: s.authorizeGit}
	if err := s.git.Available(); err != nil {
		s.removeScratch()
		return nil, err
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", o.Addr)
	if err != nil {
		s.removeScratch()
		return nil, fmt.Errorf("listen on %s: %w", o.Addr, err)
	}
	s.URL = "http://" + l.Addr().String()
	s.APIURL, s.GraphQLURL = s.URL+"/api/v3", s.URL+"/api/graphql"

	handler := http.Handler(s.mux())
	if o.Middleware != nil {
		handler = o.Middleware(handler)
	}
	s.http = &http.Server{Handler: s.log.record(handler), ReadHeaderTimeout: 10 * time.Second}
	go s.http.Serve(l) // ends with ErrServerClosed
	return s, nil
}

// Close stops the server and removes what it made itself.
func (s *Server) Close() error {
	err := s.http.Close()
	s.removeScratch()
	return err
}

func (s *Server) removeScratch() {
	if s.scratch != "" {
		os.RemoveAll(s.scratch)
	}
}

// Git is the git side of the stand-in, for tests that commit as a person or look at the repositories.
func (s *Server) Git() *GitServer { return s.git }

// mux routes a request by its path: the interfaces for programs, git, and the page for people.
func (s *Server) mux() http.Handler {
	rest := s.restMux()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch kindOf(r.URL.Path) {
		case REST:
			rest.ServeHTTP(w, r)
		case GraphQL:
			s.serveGraphQL(w, r)
		case Git:
			s.git.ServeHTTP(w, r)
		default:
			s.servePage(w, r)
		}
	})
}

// nextID hands out an id; the caller holds the lock.
func (s *Server) nextID() int64 {
	s.id++
	return s.id
}
