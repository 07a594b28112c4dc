package github

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestNewRefuses(t *testing.T) {
	tests := []struct {
		name, repo string
		o          Options
	}{
		{"no owner", "xmpp.org", Options{}},
		{"path", "xsf/xmpp.org/pulls", Options{}},
		{"blank", "xsf/xmpp org", Options{}},
		{"token over plain HTTP", "xsf/xmpp.org", Options{APIURL: "http://api.example.org", Token: "t"}},
		{"GraphQL over plain HTTP", "xsf/xmpp.org", Options{APIURL: "https://api.example.org", GraphQLURL: "http://api.example.org/graphql", Token: "t"}},
		{"user in the address", "xsf/xmpp.org", Options{APIURL: "https://me:secret@api.example.org", Token: "t"}},
		{"no address", "xsf/xmpp.org", Options{APIURL: "api.example.org"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := New(tt.repo, tt.o); err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("error %v", err)
			}
		})
	}
	for _, o := range []Options{{}, {APIURL: "https://ghe.example.org/api/v3/", Token: "t"}, {APIURL: "http://[::1]:1/", Token: "t"}} {
		if _, err := New("xsf/xmpp.org", o); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func TestGraphQLAddress(t *testing.T) {
	for api, want := range map[string]string{
		"":                                "https://api.github.com/graphql",
		"https://ghe.example.org/api/v3":  "https://ghe.example.org/api/graphql",
		"https://ghe.example.org/api/v3/": "https://ghe.example.org/api/graphql",
	} {
		c, err := New("xsf/xmpp.org", Options{APIURL: api})
		if err != nil || c.graphQL != want {
			t.Errorf("%q: %s, %v", api, c.graphQL, err)
		}
	}
}

// served is a client of a server that answers everything in the same way.
func served(t *testing.T, answer http.HandlerFunc) *Client {
	t.Helper()
	srv := httptest.NewServer(answer)
	t.Cleanup(srv.Close)
	c, err := New("xsf/xmpp.org", Options{APIURL: srv.URL, Token: "the-token", Wait: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTokenStaysOnItsServer(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.Errorf("%s %s arrived elsewhere with %q", r.Method, r.URL, r.Header.Get("Authorization"))
	}))
	defer elsewhere.Close()
	sameServer := false
	c := served(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/repositories/7") {
			sameServer = r.Header.Get("Authorization") == "Bearer the-token"
			w.Write([]byte("[]"))
			return
		}
		to := elsewhere.URL
		if r.URL.Query().Get("state") == "all" {
			to = "/repositories/7/pulls"
		}
		http.Redirect(w, r, to, http.StatusTemporaryRedirect)
	})
	if _, err := c.findOurs(ctx, PullSpec{Head: branch}); err != nil || !sameServer {
		t.Errorf("a redirect on the same server: %v, token sent %t", err, sameServer)
	}
	_, err := c.Pull(ctx, 1)
	if err == nil || !strings.Contains(err.Error(), "not the server that was set") || strings.Contains(err.Error(), "the-token") {
		t.Errorf("a redirect to another server: %v", err)
	}
	if _, err := c.EnsurePull(ctx, &Pull{State: None}, PullSpec{Head: "b", Base: "m", Title: "t"}); err == nil {
		t.Error("a write was redirected to another server")
	}
}

func TestPauses(t *testing.T) {
	in := func(d time.Duration) string { return time.Now().Add(d).UTC().Format("2006-01-02 15:04") }
	tests := []struct {
		name   string
		status int
		header map[string]string
		body   string
		until  time.Duration
	}{
		{"429 with Retry-After", 429, map[string]string{"Retry-After": "7200"}, "{}", 2 * time.Hour},
		{"429 without", 429, nil, "{}", time.Minute},
		{"403 with Retry-After", 403, map[string]string{"Retry-After": "7200"}, "{}", 2 * time.Hour},
		{"secondary limit", 403, map[string]string{"Retry-After": "7200"}, `{"documentation_url":"https://docs.github.com/x#secondary-rate-limits"}`, 2 * time.Hour},
		{"primary limit", 403, map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "60", "X-RateLimit-Reset": "4102444800"}, "{}", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			served := served(t, func(w http.ResponseWriter, r *http.Request) {
				for k, v := range tt.header {
					w.Header().Set(k, v)
				}
				http.Error(w, tt.body, tt.status)
			})
			_, err := served.Pull(ctx, 1)
			want := []string{"2100-01-01 00:00"}
			if tt.until != 0 {
				want = []string{in(tt.until), in(tt.until - 5*time.Second)} // the minute may turn
			}
			if !errors.Is(err, ErrRateLimited) || !strings.Contains(err.Error(), "try again after "+want[0]) && !strings.Contains(err.Error(), "try again after "+want[len(want)-1]) {
				t.Errorf("%v, want %v", err, want)
			}
		})
	}
}

func TestServerTextIsMadePlain(t *testing.T) {
	c := served(t, func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, `{"message":"bad\n::error::x \u001b[31m\u202eevil`+strings.Repeat("y", 5000)+`"}`, http.StatusUnprocessableEntity)
	})
	_, err := c.Pull(ctx, 1)
	if err == nil || len(err.Error()) > 500 || strings.ContainsAny(err.Error(), "\n\x1b\u202e") || !strings.Contains(err.Error(), "bad ::error::x [31mevil") {
		t.Errorf("%q", err)
	}
}

func TestGraphQLErrorsInAnAnswer(t *testing.T) {
	for body, want := range map[string]error{
		`{"data":null,"errors":[{"type":"FORBIDDEN","message":"no"}]}`:    ErrPermission,
		`{"data":null,"errors":[{"type":"NOT_FOUND","message":"no"}]}`:    ErrNotFound,
		`{"data":null,"errors":[{"type":"RATE_LIMITED","message":"no"}]}`: ErrRateLimited,
	} {
		c := served(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(body)) })
		if err := c.ask(ctx, "ask", "query{}", nil, &struct{}{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// A server that ignores the filter by head, as some do, must not make somebody else's pull request ours.
func TestServerThatIgnoresTheFilter(t *testing.T) {
	c := served(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(`[{"number":7,"state":"open","head":{"ref":"other","repo":{"full_name":"xsf/xmpp.org"}}},
			{"number":8,"state":"open","head":{"ref":"` + branch + `","repo":{"full_name":"fork/xmpp.org"}}},
			{"number":9,"state":"open","head":{"ref":"` + branch + `","repo":null}}]`))
	})
	if p, err := c.findOurs(ctx, PullSpec{Head: branch}); err != nil || p.State != None {
		t.Errorf("%+v, %v", p, err)
	}
}
