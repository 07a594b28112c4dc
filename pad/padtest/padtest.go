// Package padtest is a HedgeDoc 1 server small enough to live inside a test or a demonstration, and what tests need of
// Etherpad, HedgeDoc 2, HackMD and CryptPad.
//
// They answer reads as the real ones do, down to headers, entity tags and redirects, and can be told to answer as busy,
// private or broken servers do. Notes are set by the program that owns the server; there is no editor, and nothing is
// kept.
package padtest

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Server is a pad server on this machine. Its methods may be used from several goroutines.
type Server struct {
	// URL is the address of the front page, without a slash at the end.
	URL string

	now     func() time.Time
	freeURL bool
	under   string
	mark    string // the header that names the version

	mu       sync.Mutex
	notes    []*Note
	log      []Request
	uploads  map[string][]byte
	posts    []time.Time // of the last minutes, for the limit on new notes
	edits    int
	sessions int
	made     int

	server http.Server
	done   chan struct{}
}

// Request is one request that the server has answered.
type Request struct {
	Method string
	Path   string // as it was sent, with the query
	Status int    // zero if the note is Silent
}

// Option changes a server before it starts.
type Option func(*Server)

// Clock sets where the times of notes come from, instead of the system.
func Clock(now func() time.Time) Option { return func(s *Server) { s.now = now } }

// Under puts the server below a path such as "/pad".
func Under(path string) Option { return func(s *Server) { s.under = path } }

// AsCodiMD has the server answer as CodiMD, which differs in the header that names its version.
func AsCodiMD() Option { return func(s *Server) { s.mark = "CodiMD-Version" } }

// WithoutFreeURL forbids guests to choose the addresses of notes. Without it, opening the page of a
// missing note makes that note, as on servers that allow it.
func WithoutFreeURL() Option { return func(s *Server) { s.freeURL = false } }

// New starts a server on a free port of the loopback interface, and panics if there is none.
func New(options ...Option) *Server {
	s, err := Start("127.0.0.1:0", options...)
	if err != nil {
		panic(err)
	}
	return s
}

// Start starts a server on an address such as "127.0.0.1:3000".
func Start(addr string, options ...Option) (*Server, error) {
	s := &Server{now: time.Now, freeURL: true, mark: "HedgeDoc-Version", done: make(chan struct{})}
	for _, set := range options {
		set(s)
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("start the pad: %w", err)
	}
	s.URL = "http://" + listener.Addr().String() + s.under
	s.server.Handler = http.StripPrefix(s.under, s)
	s.server.ReadHeaderTimeout = 10 * time.Second
	go func() {
		defer close(s.done)
		s.server.Serve(listener) // returns when Close closes the listener
	}()
	return s, nil
}

// Close ends the server, and with it the requests that are still open.
func (s *Server) Close() {
	s.server.Close()
	<-s.done
}

// SetTime stops the server's clock at a moment.
func (s *Server) SetTime(at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = func() time.Time { return at }
}

// Set gives a note its text, as somebody typing in the editor does, and makes the note if there is none.
// The id is an alias, a short id, or an id of 22 characters.
func (s *Server) Set(id, text string) *Note {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.find(id)
	if n == nil {
		return s.add(id, text)
	}
	n.text, n.changed = text, s.now().UTC()
	n.keep()
	return n
}

// Note is the note with this alias, short id or id; an empty one is made if there is none.
func (s *Server) Note(id string) *Note {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := s.find(id); n != nil {
		return n
	}
	return s.add(id, "")
}

// Has tells whether there is such a note, and makes none.
func (s *Server) Has(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.find(id) != nil
}

// Requests are the answered requests since the start or the last Reset, oldest first.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.log...)
}

// Reset forgets the requests.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = nil
}

// Edits counts the notes that requests have made. A reader leaves it as it is; Set does not count.
func (s *Server) Edits() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.edits
}

// Sessions counts the requests that came without a cookie: HedgeDoc stores a session for each.
func (s *Server) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions
}

func (s *Server) find(id string) *Note {
	for _, n := range s.notes {
		if id == n.ID || id == n.ShortID || id == n.Alias && id != "" {
			return n
		}
	}
	return nil
}

// add makes a note. Ids that nobody chose are the same in each run.
func (s *Server) add(id, text string) *Note {
	s.made++
	sum := sha256.Sum256(fmt.Appendf(nil, "note %d", s.made))
	made := base64.RawURLEncoding.EncodeToString(sum[:16])
	short := strings.NewReplacer("-", "a", "_", "b").Replace(base64.RawURLEncoding.EncodeToString(sum[16:24])[:10])
	n := &Note{server: s, ID: made, ShortID: short, text: text, created: s.now().UTC()}
	switch {
	case len(id) == len(made):
		n.ID = id
	case id != "":
		n.Alias = id
	}
	n.keep()
	s.notes = append(s.notes, n)
	return n
}
