package gitops_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// TestRights asks with every token, as one who pushes and as one who only reads.
func TestRights(t *testing.T) {
	s := newSite(t)
	s.Authorize = func(r *http.Request, name, service string) int {
		user, password, ok := r.BasicAuth()
		switch {
		case name != repo:
			return http.StatusNotFound
		case ok && user != "x-access-token", ok && password != token && password != "reader", !ok && service == "git-receive-pack":
			return http.StatusUnauthorized
		case service == "git-receive-pack" && password != token:
			return http.StatusForbidden
		}
		return http.StatusOK
	}
	for _, c := range []struct {
		name, token    string
		pushes, reads  bool
		push, readOnly gitops.Kind
		text           string
	}{
		{name: "writer", token: token, pushes: true, reads: true},
		{name: "reader", token: "reader", push: gitops.Forbidden, reads: true, text: "the token may not push to xsf/site: Write access"},
		{name: "nobody", push: gitops.Unauthorized, reads: true, text: "set GITHUB_TOKEN"},
		{name: "wrong", token: "wrong", push: gitops.Unauthorized, readOnly: gitops.Unauthorized, text: "may have expired"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := november
			if _, err := s.open(gitops.Options{Token: c.token}).Fetch(t.Context(), q); c.pushes != (err == nil) {
				t.Errorf("to push: %v", err)
			} else if err != nil {
				if failure(t, err, c.push); !strings.Contains(err.Error(), c.text) {
					t.Errorf("%v lacks %q", err, c.text)
				}
			}
			q.ReadOnly = true
			if state, err := s.open(gitops.Options{Token: c.token}).Fetch(t.Context(), q); c.reads != (err == nil) {
				t.Errorf("to read: %v", err)
			} else if err != nil {
				failure(t, err, c.readOnly)
			} else if string(state.Base.Commit) != s.base {
				t.Errorf("base at %s", state.Base.Commit)
			}
		})
	}
}

func TestReadOnlyKnowsOldAndNewServers(t *testing.T) {
	s := newSite(t)
	one := s.must(change("one"), gitops.Created)
	s.git("update-ref", "refs/heads/"+branch+"-2", s.base)
	s.git("update-ref", "refs/pull/1/head", s.base)
	q := november
	q.ReadOnly = true
	for name, old := range map[string]bool{"protocol 2": false, "protocol 0": true} {
		s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
			if old {
				r.Header.Del("Git-Protocol")
			}
			return false
		})
		s.ResetStats()
		state, err := s.open(gitops.Options{}).Fetch(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if state.Import == nil || state.Import.Tree.Commit != one.Import || state.Import.Version != "1.0.0" || state.Import.Source != change("").Source {
			t.Errorf("%s: import %+v", name, state.Import)
		}
		if would, err := state.Preview(change("two")); would.Outcome != gitops.Advanced || err != nil {
			t.Errorf("%s: %v, %v", name, would.Outcome, err)
		}
		if n := s.Stats().ReceivePack.Requests; n != 0 {
			t.Errorf("%s: %d requests to receive-pack", name, n)
		}
	}
}

func TestMissingBaseBranch(t *testing.T) {
	s := newSite(t)
	for _, readOnly := range []bool{false, true} {
		_, err := s.open(gitops.Options{}).Fetch(t.Context(), gitops.Query{Base: "main", Branch: branch, Path: issue, ReadOnly: readOnly})
		if failure(t, err, gitops.NotFound); !strings.Contains(err.Error(), "no branch main") {
			t.Error(err)
		}
	}
}

func TestServerThatCannotFilter(t *testing.T) {
	s := newSite(t)
	s.git("config", "uploadpack.allowFilter", "false")
	s.must(change("one"), gitops.Created)
	s.review(branch, map[string]string{"static/a.png": "a"}, "a picture")
	s.must(change("two"), gitops.Merged)
	s.must(change("two"), gitops.Unchanged)
	q := november
	q.ReadOnly = true
	r := s.open(gitops.Options{})
	state, err := r.Fetch(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	before := r.Traffic().Requests
	if got, err := r.Read(t.Context(), state.Import.File); err != nil || string(got[state.Import.File]) != "# two\n" || r.Traffic().Requests != before {
		t.Errorf("%q, %v, %d requests", got, err, r.Traffic().Requests-before)
	}
}

// A server of long ago does not know how to leave out the commits of a branch.
func TestServerWithoutDeepenNot(t *testing.T) {
	s := newSite(t)
	s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		if !bytes.Contains(body, []byte("deepen-not refs/")) {
			return false
		}
		w.Header().Set("Content-Type", "application/x-git-upload-pack-result")
		io.WriteString(w, "0034ERR upload-pack: protocol error, expected flush\n")
		return true
	})
	s.must(change("one"), gitops.Created)
	s.must(change("two"), gitops.Advanced)
	s.review(branch, map[string]string{"static/a.png": "a"}, "a picture")
	s.must(change("three"), gitops.Merged)
	s.must(change("three"), gitops.Unchanged)
}

func TestRenamedRepository(t *testing.T) {
	for _, code := range []int{301, 302, 307, 308} {
		s := newSite(t)
		s.url = strings.Replace(s.url, repo, "old/name", 1)
		redirects := 0
		s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasPrefix(r.URL.Path, "/old/name.git/") {
				return false
			}
			redirects++
			http.Redirect(w, r, strings.Replace(r.URL.String(), "old/name", repo, 1), code)
			return true
		})
		s.must(change("one"), gitops.Created)
		if redirects != 1 {
			t.Errorf("%d: %d redirects", code, redirects)
		}
		r := s.open(gitops.Options{})
		q := november
		q.ReadOnly = true // begins with a POST
		if _, err := r.Fetch(t.Context(), q); err != nil || !strings.HasSuffix(r.URL(), repo+".git") {
			t.Errorf("%d: %v, now at %s", code, err, r.URL())
		}
	}
}

func TestRepositoryThatMovedAway(t *testing.T) {
	asked := 0
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked++ }))
	defer elsewhere.Close()
	for name, target := range map[string]string{
		"another server":  elsewhere.URL + "/xsf/site.git/info/refs?service=git-receive-pack",
		"a login page":    "/login?back=1",
		"round and round": "",
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
				if target == "" {
					http.Redirect(w, r, r.URL.String(), http.StatusMovedPermanently)
				} else {
					http.Redirect(w, r, target, http.StatusMovedPermanently)
				}
				return true
			})
			_, err := s.open(gitops.Options{Token: token}).Fetch(t.Context(), november)
			failure(t, err, gitops.Moved)
			if asked != 0 {
				t.Error("the other server was asked")
			}
		})
	}
}

func TestOpenRefusesBadAddresses(t *testing.T) {
	for _, address := range []string{
		"https://x-access-token:" + token + "@github.com/xsf/xmpp.org", "https://" + token + "@github.com/a/b", "https://a:" + token + "@[bad/b",
		"git@github.com:xsf/xmpp.org.git", "ssh://git@github.com/xsf/xmpp.org", "/home/site", "https://github.com", "https://github.com/a/b?c",
		"file:///etc", "",
	} {
		if _, err := gitops.Open(address, gitops.Options{}); err == nil || strings.Contains(err.Error(), token) {
			t.Errorf("%q: %v", address, err)
		}
	}
}
