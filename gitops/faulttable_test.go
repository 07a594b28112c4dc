package gitops_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
)

// requests are those of an import, in their order.
var requests = []struct {
	name, contentType string
	is                func(*http.Request) bool
}{
	{"advertisement", "application/x-git-receive-pack-advertisement", func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/info/refs") }},
	{"fetch", "application/x-git-upload-pack-result", func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/git-upload-pack") }},
	{"push", gitResult, isPush},
}

// fault is what happens to a request, and what is to come of it.
type fault struct {
	name    string
	answer  func(s *site, w http.ResponseWriter, r *http.Request) bool // false lets git answer after all
	want    [3]string                                                  // by request: a kind, "done" for no error, "" for a fault that cannot be there
	says    string                                                     // in the message where it is not done
	applied bool                                                       // whether the push moved the branch; it is then answered as ever
	state   bool                                                       // of the repository: it happens once
}

// reply is an answer that hides git.
func reply(status int, header ...string) func(*site, http.ResponseWriter, *http.Request) bool {
	return func(_ *site, w http.ResponseWriter, r *http.Request) bool {
		drop(r)
		w.Header().Set("Content-Type", "text/plain")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		fmt.Fprintf(w, "no \x1b[31m%s\u202e\nsecond line", token)
		return true
	}
}

// gits is what git would have answered.
func gits(s *site, r *http.Request) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	s.Backend(rec, r)
	return rec
}

func typed(w http.ResponseWriter, r *http.Request) {
	for _, q := range requests {
		if q.is(r) {
			w.Header().Set("Content-Type", q.contentType)
		}
	}
}

const (
	unauthorized = "unauthorized"
	transient    = "transient"
	done         = "done"
)

var faultTable = []fault{
	{name: "401", answer: reply(401), want: [3]string{unauthorized, unauthorized, unauthorized}, says: "set GITHUB_TOKEN"},
	{name: "403", answer: reply(403), want: [3]string{"forbidden", "forbidden", "forbidden"}, says: "the token needs the right"},
	{name: "404", answer: reply(404), want: [3]string{"not found", "not found", "not found"}, says: "check the name"},
	{name: "429", answer: reply(429, "Retry-After", "7"), want: [3]string{"throttled", "throttled", "throttled"}, says: "run again in 7s"},
	{name: "500", answer: reply(500), want: [3]string{transient, transient, transient}, says: "run again"},
	{name: "502", answer: reply(502), want: [3]string{transient, transient, transient}, says: "run again"},
	{name: "503", answer: reply(503), want: [3]string{transient, transient, transient}, says: "run again"},
	{name: "301", answer: reply(301, "Location", "https://git.example.org/a/b"), want: [3]string{"moved", "moved", "moved"}, says: "give its new address"},
	{name: "reset before it is applied", want: [3]string{transient, transient, transient}, says: "run again",
		answer: func(_ *site, _ http.ResponseWriter, r *http.Request) bool { drop(r); panic(http.ErrAbortHandler) }},
	{name: "reset after it is applied", want: [3]string{transient, transient, done}, says: "run again", applied: true,
		answer: func(s *site, _ http.ResponseWriter, r *http.Request) bool { gits(s, r); panic(http.ErrAbortHandler) }},
	{name: "cut body", want: [3]string{transient, transient, done}, says: "run again", applied: true,
		answer: func(s *site, w http.ResponseWriter, r *http.Request) bool {
			all := gits(s, r).Body.Bytes()
			typed(w, r)
			w.Write(all[:len(all)/2])
			return true
		}},
	{name: "empty 200", want: [3]string{"protocol", "protocol", transient}, says: "answered nothing",
		answer: func(_ *site, w http.ResponseWriter, r *http.Request) bool { drop(r); typed(w, r); return true }},
	{name: "empty 200, applied", want: [3]string{"", "", done}, applied: true,
		answer: func(s *site, w http.ResponseWriter, r *http.Request) bool { gits(s, r); typed(w, r); return true }},
	{name: "HTML 200", want: [3]string{"protocol", "protocol", transient}, says: "login page or a proxy",
		answer: func(_ *site, w http.ResponseWriter, r *http.Request) bool {
			drop(r)
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "<html>Sign in")
			return true
		}},
	{name: "slow body", want: [3]string{transient, transient, done}, says: "run again", applied: true,
		answer: func(s *site, w http.ResponseWriter, r *http.Request) bool {
			all := gits(s, r).Body.Bytes()
			typed(w, r)
			w.Write(all[:len(all)/2])
			http.NewResponseController(w).Flush()
			<-r.Context().Done()
			return true
		}},
	{name: "a hook says no", want: [3]string{"rejected", "rejected", "rejected"}, says: "no more (not today)", state: true,
		answer: func(s *site, _ http.ResponseWriter, _ *http.Request) bool {
			s.hook("pre-receive", "printf '\\033[2Jno more (not today)\\n"+token+"\\n' >&2; exit 1")
			return false
		}},
	{name: "the branch moved", want: [3]string{done, "conflict", "conflict"}, says: "run again", state: true,
		answer: func(s *site, _ http.ResponseWriter, _ *http.Request) bool {
			s.review(branch, map[string]string{"README.md": "moved\n"}, "by hand")
			return false
		}},
	{name: "the branch was deleted", want: [3]string{done, "conflict", "conflict"}, says: "run again", state: true,
		answer: func(s *site, _ http.ResponseWriter, _ *http.Request) bool {
			s.git("update-ref", "-d", "refs/heads/"+branch)
			s.git("gc", "--quiet", "--prune=now") // it may be all gone
			return false
		}},
	{name: "a lock was left behind", want: [3]string{"conflict", "conflict", "conflict"}, says: "locked", state: true,
		answer: func(s *site, _ http.ResponseWriter, _ *http.Request) bool {
			lock := filepath.Join(s.Root, repo+".git", "refs", "heads", branch+".lock")
			if err := os.WriteFile(lock, nil, 0o644); err != nil {
				s.t.Error(err)
			}
			return false
		}},
}

// TestFaultTable has each fault happen to each request of an import. The failure is of the kind that says what it means,
// with a way out, and the branch is as it was before or as it was to be.
func TestFaultTable(t *testing.T) {
	kinds := make([][3]string, len(faultTable))
	t.Run("table", func(t *testing.T) {
		for row, f := range faultTable {
			for i, q := range requests {
				if f.want[i] == "" {
					continue
				}
				t.Run(q.name+", "+f.name, func(t *testing.T) {
					t.Parallel()
					kinds[row][i] = checkFault(t, f, i)
				})
			}
		}
	})
	for row, f := range faultTable {
		t.Logf("%-26s %-14s %-14s %s", f.name, kinds[row][0], kinds[row][1], kinds[row][2])
	}
}

// checkFault imports a second text while the fault happens to one of the requests, and returns the kind of the failure.
func checkFault(t *testing.T, f fault, request int) string {
	s := newSite(t)
	s.must(change("one"), gitops.Created)
	before := s.tip(branch)
	once := false
	s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
		if !requests[request].is(r) || once && (f.state || f.applied && request == 2) {
			return false
		}
		once = true
		return f.answer(s, w, r)
	})
	c := change("two")
	c.Once = true
	res, err := s.try(c)
	s.SetFault(nil)
	tip := s.tip(branch)
	if err == nil {
		if tip != string(res.Commit) || f.want[request] != done {
			t.Errorf("no error, branch at %s, the result says %s", tip, res.Commit)
		}
		return done
	}
	var e *gitops.Error
	if !errors.As(err, &e) || e.Kind.String() != f.want[request] {
		t.Fatalf("%v; want the kind %q", err, f.want[request])
	}
	failure(t, err, e.Kind)
	if !strings.Contains(err.Error(), f.says) {
		t.Errorf("%v\nlacks %q", err, f.says)
	}
	if f.name == "429" && e.RetryAfter != 7*time.Second {
		t.Errorf("wait %v", e.RetryAfter)
	}
	if !strings.HasPrefix(f.name, "the branch") && tip != before {
		t.Errorf("%v, but the branch moved", err)
	}
	return e.Kind.String()
}

// try is an import by a client that does not wait long.
func (s *site) try(c gitops.Change) (gitops.Result, error) {
	r := s.open(gitops.Options{Token: token, HTTP: &http.Client{Timeout: 2 * time.Second}})
	state, err := r.Fetch(s.t.Context(), november)
	if err != nil {
		return gitops.Result{}, err
	}
	return r.EnsureBranch(s.t.Context(), state, c)
}

// hook installs a hook on the server.
func (s *site) hook(name, script string) {
	s.t.Helper()
	hooks := filepath.Join(s.Root, repo+".git", "hooks")
	if err := errors.Join(os.MkdirAll(hooks, 0o755), os.WriteFile(filepath.Join(hooks, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755)); err != nil {
		s.t.Error(err)
	}
}
