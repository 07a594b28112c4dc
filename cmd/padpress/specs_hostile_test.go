package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// TestSpecsHostileServer: whatever the server of the specifications answers, the newsletter is submitted, the run says what it
// does not know, the server gets no token, and it leads nobody to another one.
func TestSpecsHostileServer(t *testing.T) {
	needGit(t)
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	git := func(w http.ResponseWriter, what string) {
		w.Header().Set("Content-Type", "application/x-git-upload-pack-"+what)
	}
	const tip = "0123456789abcdef0123456789abcdef01234567"
	refs := "001e# service=git-upload-pack\n0000" + "0040" + tip + " HEAD\x00symref=HEAD:@\n"
	for _, c := range []struct {
		name, says string
		answer     func(w http.ResponseWriter, r *http.Request)
	}{
		{"sent elsewhere", "moved to", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL+r.URL.Path+"?"+r.URL.RawQuery, http.StatusMovedPermanently)
		}},
		{"sent in a circle", "without end", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.String(), http.StatusFound)
		}},
		{"a page for people", "is not git's", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<html>@everyone \x1b[2J ::error::x</html>"))
		}},
		{"words that act", "the server answered 500", func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "\x1b[2J\n::error::x ##[error]x", http.StatusInternalServerError)
		}},
		{"without end", "larger than allowed", func(w http.ResponseWriter, _ *http.Request) {
			git(w, "advertisement")
			_, _ = w.Write([]byte(refs))
			for line := []byte("003d" + tip + " refs/heads/bird\n"); ; {
				if _, err := w.Write(bytes.Repeat(line, 1000)); err != nil {
					return
				}
			}
		}},
		{"no pack", "cannot be read", func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				git(w, "advertisement")
				_, _ = w.Write([]byte(refs + "0000"))
				return
			}
			git(w, "result")
			_, _ = w.Write([]byte("00000008NAK\nPACK\x00\x00\x00\x02\xff\xff\xff\xff"))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("XDG_CACHE_HOME", t.TempDir())
			s := openWorld(t)
			var asked, told atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				if r.Header.Get("Authorization") != "" || strings.Contains(r.URL.String(), sampleToken) {
					told.Add(1)
				}
				c.answer(w, r)
			}))
			defer server.Close()
			s.specs = server.URL + "/specs.git"
			out, err := line(t, s, crashTime(t), submitOptions{})
			if err != nil || !strings.Contains(out, unknownSpecs) || !strings.Contains(out, c.says) {
				t.Errorf("%v\n%.2000s", err, out)
			}
			checkLines(t, out)
			if asked.Load() == 0 || told.Load() > 0 || elsewhere.Load() > 0 {
				t.Errorf("asked %d times, with a token %d times, elsewhere %d times", asked.Load(), told.Load(), elsewhere.Load())
			}
		})
	}
}
