package githubtest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/cgi"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// GitServer serves the bare repositories below Root over smart HTTP with `git http-backend`, protocols 0 and 2.
// Set the fields before the first request; the methods may be used from several goroutines at any time.
type GitServer struct {
	// Root is the directory that holds OWNER/NAME.git.
	Root string

	// Authorize decides on every request: it returns 200, or the status to answer (401, 403, 404).
	// The repository is "owner/name", the service "git-upload-pack" or "git-receive-pack". Nil allows everything.
	Authorize func(r *http.Request, repo, service string) int

	mu    sync.Mutex
	stats GitStats
	fault func(w http.ResponseWriter, r *http.Request) bool
}

// GitTraffic counts requests and the bytes of their bodies.
type GitTraffic struct {
	Requests int
	Down, Up int64 // to the client, from the client
}

// GitStats is the traffic of each service.
type GitStats struct{ UploadPack, ReceivePack GitTraffic }

// Total is the traffic of both services.
func (s GitStats) Total() GitTraffic {
	u, r := s.UploadPack, s.ReceivePack
	return GitTraffic{u.Requests + r.Requests, u.Down + r.Down, u.Up + r.Up}
}

// Stats is the traffic since the start or the last ResetStats, faults included.
func (g *GitServer) Stats() GitStats {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.stats
}

// ResetStats starts counting anew.
func (g *GitServer) ResetStats() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.stats = GitStats{}
}

// SetFault has f asked before anything else from now on; nil ends it. It reports whether it has answered. It may call
// Backend to let git do its work and then answer something different, or panic with http.ErrAbortHandler to cut the connection.
func (g *GitServer) SetFault(f func(w http.ResponseWriter, r *http.Request) bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.fault = f
}

// Available says in one line what is missing on this machine, or returns nil.
func (g *GitServer) Available() error {
	if _, err := exec.LookPath("git"); err != nil {
		return fmt.Errorf("git is not installed: %w", err)
	}
	dir, err := exec.Command("git", "--exec-path").Output()
	if err != nil {
		return fmt.Errorf("run git: %w", err)
	}
	if _, err := os.Stat(filepath.Join(strings.TrimSpace(string(dir)), "git-http-backend")); err != nil {
		return fmt.Errorf("this git has no http-backend, which comes with the full git package: %w", err)
	}
	return nil
}

// ServeHTTP answers /OWNER/NAME.git/info/refs, …/git-upload-pack and …/git-receive-pack, and 404 to everything else.
func (g *GitServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	repo, service, ok := gitTarget(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	meter := &gitMeter{ResponseWriter: w, body: r.Body, server: g, service: service}
	meter.count(GitTraffic{Requests: 1})
	w, r.Body = meter, struct {
		io.Reader
		io.Closer
	}{readerFunc(meter.read), r.Body}

	g.mu.Lock()
	fault := g.fault
	g.mu.Unlock()
	if fault != nil && fault(w, r) {
		return
	}
	if g.Authorize != nil {
		if status := g.Authorize(r, repo, service); status != http.StatusOK {
			refuseGit(w, status)
			return
		}
	}
	g.Backend(w, r)
}

// Backend hands a request to git without asking the fault or Authorize.
func (g *GitServer) Backend(w http.ResponseWriter, r *http.Request) {
	if _, _, ok := gitTarget(r); !ok {
		http.NotFound(w, r)
		return
	}
	git, err := exec.LookPath("git")
	if err != nil {
		http.Error(w, "git is not installed", http.StatusInternalServerError)
		return
	}
	r = r.Clone(r.Context())
	if r.ContentLength < 0 { // CGI needs a length
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 256<<20))
		if err != nil {
			http.Error(w, "request cut short or too large", http.StatusBadRequest)
			return
		}
		r.Body, r.ContentLength, r.TransferEncoding = io.NopCloser(bytes.NewReader(body)), int64(len(body)), nil
	}
	env := append(g.environment(), "GIT_PROJECT_ROOT="+g.Root, "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=git")
	if p := r.Header.Get("Git-Protocol"); p != "" {
		env = append(env, "GIT_PROTOCOL="+p)
	}
	r.Header.Del("Authorization") // no token in the environment of a process
	h := cgi.Handler{Path: git, Root: "/", Dir: g.Root, Args: []string{"http-backend"}, Env: env, Stderr: io.Discard}
	h.ServeHTTP(w, r)
}

// environment keeps the configuration of the machine's user away from git.
func (g *GitServer) environment() []string {
	return []string{"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "HOME=" + g.Root, "GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "TZ=UTC"}
}

// gitTarget splits a request of the smart protocol into "owner/name" and the service.
func gitTarget(r *http.Request) (repo, service string, ok bool) {
	path, service, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), ".git/")
	want := http.MethodPost
	if service == "info/refs" {
		service, want = r.URL.Query().Get("service"), http.MethodGet
	}
	owner, name, ok := strings.Cut(path, "/")
	ok = ok && repoWord(owner) && repoWord(name) && r.Method == want
	return path, service, ok && (service == "git-upload-pack" || service == "git-receive-pack")
}

// repoWord reports whether s can be an owner or a repository, and is no way out of Root.
func repoWord(s string) bool {
	for _, c := range []byte(s) {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("._-", c) >= 0) {
			return false
		}
	}
	return s != "" && !strings.HasPrefix(s, ".") && !strings.HasPrefix(s, "-")
}

// refuseGit answers as GitHub does when the token is missing or may not.
func refuseGit(w http.ResponseWriter, status int) {
	text := http.StatusText(status)
	switch status {
	case http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", `Basic realm="GitHub"`)
		text = "Invalid username or token."
	case http.StatusForbidden:
		text = "Write access to repository not granted."
	case http.StatusNotFound:
		text = "Repository not found."
	}
	http.Error(w, text, status)
}

// gitMeter counts the bytes of one request on both ways.
type gitMeter struct {
	http.ResponseWriter
	body    io.Reader
	server  *GitServer
	service string
}

func (m *gitMeter) count(t GitTraffic) {
	m.server.mu.Lock()
	defer m.server.mu.Unlock()
	s := &m.server.stats.UploadPack
	if m.service == "git-receive-pack" {
		s = &m.server.stats.ReceivePack
	}
	s.Requests, s.Down, s.Up = s.Requests+t.Requests, s.Down+t.Down, s.Up+t.Up
}

func (m *gitMeter) read(p []byte) (int, error) {
	n, err := m.body.Read(p)
	m.count(GitTraffic{Up: int64(n)})
	return n, err
}

// Write passes on what git answers. It counts first, so that a client that has its answer finds it counted.
func (m *gitMeter) Write(p []byte) (int, error) {
	m.count(GitTraffic{Down: int64(len(p))})
	return m.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController flush what git sends.
func (m *gitMeter) Unwrap() http.ResponseWriter { return m.ResponseWriter }

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
