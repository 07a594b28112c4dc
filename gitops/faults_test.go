package gitops_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
)

const gitResult = "application/x-git-receive-pack-result"

func TestPushWhoseAnswerIsLost(t *testing.T) {
	cut := func(w http.ResponseWriter) { panic(http.ErrAbortHandler) }
	answer := func(status int, kind, text string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			io.WriteString(w, text)
		}
	}
	for _, c := range []struct {
		name   string
		answer func(http.ResponseWriter)
	}{
		{"the connection breaks", cut},
		{"200 and nothing", answer(200, gitResult, "")},
		{"the report is cut short", answer(200, gitResult, "002e\x01000eunpack ok\n")},
		{"a web page", answer(200, "text/html", "<html>Sign in</html>")},
		{"502", answer(502, "text/html", "<html>Bad gateway</html>")},
		{"a report about another branch", answer(200, gitResult, "0027\x01000eunpack ok\n0016ok refs/heads/x\n00000000")},
	} {
		for _, applied := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, applied %v", c.name, applied), func(t *testing.T) {
				s := newSite(t)
				s.must(change("one"), gitops.Created)
				pushes := 0
				s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
					if !isPush(r) {
						return false
					}
					if pushes++; pushes > 1 {
						return false
					}
					if applied {
						s.Backend(httptest.NewRecorder(), r)
					}
					drop(r)
					c.answer(w)
					return true
				})
				two := s.must(change("two"), gitops.Advanced)
				if want := map[bool]int{true: 1, false: 2}[applied]; pushes != want {
					t.Errorf("%d pushes, want %d", pushes, want)
				}
				if n := s.git("rev-list", "--count", "master.."+branch); n != "2" {
					t.Errorf("%s commits on the branch", n)
				}
				if two.Commit != two.Import {
					t.Errorf("%v", two)
				}
			})
		}
	}
}

func TestPushThatIsLostForGood(t *testing.T) {
	s := newSite(t)
	r := s.open(gitops.Options{Token: token})
	state := s.fetch(r)
	pushes := 0
	s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
		if isPush(r) {
			pushes++
			drop(r)
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return isPush(r)
	})
	_, err := r.EnsureBranch(t.Context(), state, change("one"))
	if e := failure(t, err, gitops.Transient); pushes != 3 || !strings.Contains(err.Error(), "gave up after 3 tries") {
		t.Errorf("%d pushes, %v", pushes, e)
	}
	s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
		drop(r)
		panic(http.ErrAbortHandler)
	})
	_, err = r.EnsureBranch(t.Context(), state, change("one"))
	failure(t, err, gitops.Unknown)
	if tip := s.tip(branch); tip != "" {
		t.Errorf("branch at %s", tip)
	}
}

// failure is err as an Error of the kind, on one line and without the token.
func failure(t *testing.T, err error, want gitops.Kind) *gitops.Error {
	t.Helper()
	var e *gitops.Error
	if !errors.As(err, &e) || e.Kind != want {
		t.Fatalf("%v; want the kind %q", err, want)
	}
	if text := err.Error(); strings.Contains(text, token) || strings.ContainsAny(text, "\n\x1b\u202e") || len(text) > 2000 {
		t.Errorf("error text %q", text)
	}
	return e
}

func TestRefusedPush(t *testing.T) {
	for _, c := range []struct {
		name, hook, script, want string
	}{
		{"a protected branch", "update", "echo 'error: GH006: Protected branch update failed for '$1.\nprintf '\\033[31m" + token + "\\n' >&2\nexit 1", "hook declined (error: GH006: Protected branch update failed for refs/heads/" + branch},
		{"a rule", "pre-receive", "echo 'error: GH013: Repository rule violations found' >&2; exit 1", "pre-receive hook declined (error: GH013: Repository rule"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			hooks := filepath.Join(s.Root, repo+".git", "hooks")
			if err := errors.Join(os.MkdirAll(hooks, 0o755), os.WriteFile(filepath.Join(hooks, c.hook), []byte("#!/bin/sh\n"+c.script+"\n"), 0o755)); err != nil {
				t.Fatal(err)
			}
			s.ResetStats()
			r := s.open(gitops.Options{Token: token})
			_, err := r.EnsureBranch(t.Context(), s.fetch(r), change("one"))
			failure(t, err, gitops.Rejected)
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nlacks %s", err, c.want)
			}
			if n := s.Stats().ReceivePack.Requests; n != 2 {
				t.Errorf("%d requests to receive-pack: a refusal is not asked for again", n)
			}
		})
	}
}

func TestLostRace(t *testing.T) {
	picture := map[string]string{"static/a.png": "a"}
	for _, c := range []struct {
		name string
		race func(s *site, try int)
		want gitops.Outcome
		err  error
		kind gitops.Kind
	}{
		{"somebody adds a picture", func(s *site, try int) { s.review(branch, picture, "a picture") }, gitops.Merged, nil, 0},
		{"somebody edits the issue", func(s *site, try int) { s.review(branch, map[string]string{issue: "edited\n"}, "edit") }, gitops.Merged, nil, 0},
		{"somebody removes the issue", func(s *site, try int) { s.review(branch, map[string]string{issue: ""}, "no") }, 0, gitops.ErrGone, 0},
		{"somebody deletes the branch", func(s *site, try int) { s.git("update-ref", "-d", "refs/heads/"+branch) }, gitops.Created, nil, 0},
		{"somebody adds one each time", func(s *site, try int) { s.review(branch, map[string]string{fmt.Sprint(try): "x"}, "again") }, 0, nil, gitops.Conflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			s.must(change("one"), gitops.Created)
			r := s.open(gitops.Options{Token: token})
			state := s.fetch(r)
			try := 0
			s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
				if isPush(r) {
					if try++; try == 1 || c.kind == gitops.Conflict {
						c.race(s, try)
					}
				}
				return false
			})
			res, err := r.EnsureBranch(t.Context(), state, change("two"))
			switch {
			case c.kind == gitops.Conflict:
				if failure(t, err, c.kind); try != 3 {
					t.Errorf("%d pushes", try)
				}
			case c.err != nil:
				if !errors.Is(err, c.err) {
					t.Errorf("%v, want %v", err, c.err)
				}
			case err != nil || res.Outcome != c.want || s.tip(branch) != string(res.Commit):
				t.Errorf("%v, %v, branch at %s", res, err, s.tip(branch))
			}
			s.fsck()
		})
	}
}

func TestTwoPushersAtOnce(t *testing.T) {
	for _, from := range []string{"", "one"} {
		s := newSite(t)
		if from != "" {
			s.must(change(from), gitops.Created)
		}
		texts := []string{"left", "right"}
		results, errs := make([]gitops.Result, 2), make([]error, 2)
		var wait sync.WaitGroup
		for i, text := range texts {
			r := s.open(gitops.Options{Token: token})
			state := s.fetch(r)
			wait.Go(func() { results[i], errs[i] = r.EnsureBranch(t.Context(), state, change(text)) })
		}
		wait.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		s.fsck()
		tip := s.tip(branch)
		if (tip == string(results[0].Commit)) == (tip == string(results[1].Commit)) {
			t.Errorf("branch at %s after %v", tip, results)
		}
		for i, text := range texts {
			if got := s.git("show", string(results[i].Import)+":"+issue); got != "# "+text {
				t.Errorf("import of %q holds %q", text, got)
			}
			s.git("merge-base", "--is-ancestor", string(results[i].Import), branch)
		}
		s.git("rev-parse", "--verify", branch+"^{tree}")
	}
}

func TestTheSameChangeTwiceAtOnce(t *testing.T) {
	s := newSite(t)
	var wait sync.WaitGroup
	results, errs := make([]gitops.Result, 2), make([]error, 2)
	for i := range results {
		r := s.open(gitops.Options{})
		state := s.fetch(r)
		wait.Go(func() { results[i], errs[i] = r.EnsureBranch(t.Context(), state, change("one")) })
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil || results[0].Commit != results[1].Commit {
		t.Errorf("%v, %v", results, err)
	}
	if n := s.git("rev-list", "--count", "master.."+branch); n != "1" {
		t.Errorf("%s commits", n)
	}
}

func TestFetchFailures(t *testing.T) {
	answer := func(status int, header, value, text string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			w.Header().Set(header, value)
			w.WriteHeader(status)
			io.WriteString(w, text)
		}
	}
	const advertisement, result = "application/x-git-receive-pack-advertisement", "application/x-git-upload-pack-result"
	for _, c := range []struct {
		name   string
		answer func(http.ResponseWriter, *http.Request)
		pack   bool // spoil the answer that holds the pack, not the first one
		want   gitops.Kind
		text   string
	}{
		{"401 with a token", answer(401, "WWW-Authenticate", `Basic realm="x"`, "no: "+token), false, gitops.Unauthorized, "does not accept the token; it may have expired: no: ***"},
		{"403", answer(403, "X", "", "Write access\nnot \x1b[1mgranted."), false, gitops.Forbidden, "the token may not push to xsf/site: Write access not [1mgranted;"},
		{"403 for haste", answer(403, "Retry-After", "7", "slow down"), false, gitops.Throttled, "too many requests: slow down"},
		{"404", answer(404, "X", "", ""), false, gitops.NotFound, "no repository xsf/site, or the token may not see it"},
		{"429", answer(429, "Retry-After", "7", ""), false, gitops.Throttled, "too many requests"},
		{"503", answer(503, "Retry-After", "7", ""), false, gitops.Transient, "503"},
		{"418", answer(418, "X", "", ""), false, gitops.Protocol, "418"},
		{"a login page", answer(200, "Content-Type", "text/html", "<html>"), false, gitops.Protocol, "login page or a proxy"},
		{"nothing", answer(200, "Content-Type", advertisement, ""), false, gitops.Protocol, "answered nothing"},
		{"half an answer", answer(200, "Content-Type", advertisement, "001f# service=git-receive-pack\n0000009e12"), false, gitops.Transient, "cut short"},
		{"not git's", answer(200, "Content-Type", advertisement, "nonsense that goes on and on"), false, gitops.Protocol, "not git's"},
		{"an error line", answer(200, "Content-Type", result, "0018ERR upload-pack: no\x1b\n"), true, gitops.Protocol, "refused: upload-pack: no"},
		{"nothing for a pack", answer(200, "Content-Type", result, ""), true, gitops.Protocol, "answered nothing"},
		{"half a pack", answer(200, "Content-Type", result, "00000008NAK\n0011\x01PACK\x00\x00\x00\x02\x00\x00\x00\x09"), true, gitops.Transient, "cut short"},
		{"an empty pack", answer(200, "Content-Type", result, "00000008NAK\n0025\x01PACK\x00\x00\x00\x02\x00\x00\x00\x00\x02\x9d\x08\x82\x3b\xd8\xa8\xea\xb5\x10\xad\x6a\xc7\x5c\x82\x3c\xfd\x3e\xd3\x1e0000"), true, gitops.Protocol, "left something out"},
		{"a broken connection", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, true, gitops.Transient, "broke"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
				if c.pack != strings.HasSuffix(r.URL.Path, "/git-upload-pack") {
					return false
				}
				drop(r)
				c.answer(w, r)
				return true
			})
			_, err := s.open(gitops.Options{Token: token}).Fetch(t.Context(), november)
			e := failure(t, err, c.want)
			if !strings.Contains(err.Error(), c.text) {
				t.Errorf("%v\nlacks %q", err, c.text)
			}
			if wait := e.RetryAfter; (c.want == gitops.Throttled || c.name == "503") != (wait == 7*time.Second) {
				t.Errorf("wait %v", wait)
			}
		})
	}
}

func TestUnreachableServer(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	r, err := gitops.Open(closed.URL+"/a/b", gitops.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Fetch(t.Context(), november)
	failure(t, err, gitops.Transient)
}

func TestCancelledPush(t *testing.T) {
	s := newSite(t)
	r := s.open(gitops.Options{})
	state := s.fetch(r)
	ctx, cancel := context.WithCancel(t.Context())
	s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
		if isPush(r) {
			drop(r) // the server notices a lost client only afterwards
			cancel()
			<-r.Context().Done()
		}
		return isPush(r)
	})
	_, err := r.EnsureBranch(ctx, state, change("one"))
	if failure(t, err, gitops.Unknown); !errors.Is(err, context.Canceled) {
		t.Errorf("%v is not context.Canceled", err)
	}
	if _, err = s.open(gitops.Options{}).Fetch(ctx, november); !errors.Is(err, context.Canceled) {
		t.Errorf("%v is not context.Canceled", err)
	}
}

func TestAnswersAreBounded(t *testing.T) {
	s := newSite(t)
	s.review("master", map[string]string{"zeros": strings.Repeat("\x00", 3<<20), "noise.txt": noise(64 << 10)}, "big")
	state := s.fetch(s.open(gitops.Options{}))
	for _, name := range []string{"zeros", "noise.txt"} { // one unfolds, the other is large as it is
		id, ok := state.Base.Blob(name)
		if !ok {
			t.Fatal(name)
		}
		_, err := s.open(gitops.Options{MaxPack: 32 << 10}).Read(t.Context(), id)
		if failure(t, err, gitops.Protocol); !strings.Contains(err.Error(), "larger than allowed") {
			t.Errorf("%s: %v", name, err)
		}
		if got, err := s.open(gitops.Options{}).Read(t.Context(), id); err != nil || len(got[id]) < 64<<10 {
			t.Errorf("%s: %d bytes, %v", name, len(got[id]), err)
		}
	}
}

// noise does not compress well.
func noise(n int) string {
	var b strings.Builder
	for x := uint64(1); b.Len() < n; x ^= x << 17 {
		x ^= x << 13
		x ^= x >> 7
		fmt.Fprintf(&b, "%x", x)
	}
	return b.String()
}
