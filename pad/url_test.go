package pad_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
)

func TestRawFile(t *testing.T) {
	var agent string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		if r.URL.RawQuery != "token=SECRET" {
			http.Error(w, "no token", http.StatusForbidden)
			return
		}
		w.Header().Set("ETag", `"abc"`)
		w.Header().Set("Last-Modified", "Sun, 22 Nov 2026 16:28:14 GMT")
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		io.WriteString(w, "# x\r\n")
	}))
	defer srv.Close()
	s, err := fetch(t, srv.URL+"/raw/nov.md?token=SECRET#line", pad.Options{Agent: "padpress/1"})
	if err != nil {
		t.Fatal(err)
	}
	if string(s.Text) != "# x\r\n" || s.Revision != `"abc"` || s.URL != srv.URL+"/raw/nov.md" || agent != "padpress/1" ||
		!s.Changed.Equal(time.Date(2026, 11, 22, 16, 28, 14, 0, time.UTC)) {
		t.Errorf("%+v, agent %q", s, agent)
	}
}

func TestRawFileAnswers(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		kind   string
		body   string
		limit  int64
		want   error
		says   string
	}{
		{"Markdown", 200, "text/markdown", "# x\n", 0, nil, ""},
		{"plain text", 200, "text/plain; charset=utf-8", "# x\n", 0, nil, ""},
		{"bytes", 200, "application/octet-stream", "# x\n", 0, nil, ""},
		{"HTML", 200, "text/html", "<p>x", 0, pad.ErrNotMarkdown, "check the address"},
		{"HTML called text", 200, "text/plain", "\ufeff \n<HTML>", 0, pad.ErrNotMarkdown, "web page"},
		{"a login page", 200, "text/html", `<!doctype html><form><input type="password">`, 0, pad.ErrLogin, "a file"},
		{"a picture", 200, "image/png", "\x89PNG", 0, pad.ErrNotMarkdown, "image/png"},
		{"nothing", 200, "text/plain", "", 0, pad.ErrEmpty, ""},
		{"not UTF-8", 200, "text/plain", "x\xff", 0, pad.ErrEncoding, "byte 1"},
		{"too much", 200, "text/plain", "four!", 4, pad.ErrTooLarge, "4 bytes"},
		{"missing", 404, "text/plain", "", 0, pad.ErrMissing, "private repository"},
		{"401", 401, "text/plain", "", 0, pad.ErrLogin, ""},
		{"403", 403, "text/plain", "", 0, pad.ErrPrivate, "403"},
		{"413", 413, "text/plain", "", 0, pad.ErrTooLarge, ""},
		{"busy", 502, "text/plain", "", 0, pad.ErrBusy, "502 Bad Gateway"},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv := answer(t, c.status, c.body, "Content-Type", c.kind)
			_, err := fetch(t, srv.URL+"/nov.md", pad.Options{Limit: c.limit})
			if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %v with %q", err, c.want, c.says)
			}
		})
	}
	t.Run("a HedgeDoc note with a file's name", func(t *testing.T) {
		srv := answer(t, 200, "<!doctype html>", "Content-Type", "text/html", "HedgeDoc-Version", "1.12.0")
		if _, err := fetch(t, srv.URL+"/nov.md", pad.Options{}); !errors.Is(err, pad.ErrNotMarkdown) || !strings.Contains(err.Error(), "--pad-kind hedgedoc") {
			t.Error(err)
		}
	})
	t.Run("a body that is cut off", func(t *testing.T) {
		srv := answer(t, 200, "# x\n", "Content-Type", "text/plain", "Content-Length", "9")
		if _, err := fetch(t, srv.URL+"/nov.md", pad.Options{}); !errors.Is(err, pad.ErrTruncated) {
			t.Error(err)
		}
	})
}

func TestRawFileFollowsFiveRedirects(t *testing.T) {
	var referers []string
	mux := http.NewServeMux()
	mux.HandleFunc("/{n}", func(w http.ResponseWriter, r *http.Request) {
		referers = append(referers, r.Referer())
		var n int
		fmt.Sscanf(r.PathValue("n"), "%d.md", &n)
		if n == 0 {
			io.WriteString(w, "# x\n")
			return
		}
		http.Redirect(w, r, fmt.Sprintf("/%d.md?token=SECRET", n-1), http.StatusFound)
	})
	srv := httptest.NewServer(mux)
	defer srv.Close()
	if s, err := fetch(t, srv.URL+"/5.md", pad.Options{}); err != nil || s.URL != srv.URL+"/5.md" {
		t.Errorf("%q, %v", s.URL, err)
	}
	if strings.Join(referers, "") != "" {
		t.Errorf("told the next server where we came from: %q", referers)
	}
	if _, err := fetch(t, srv.URL+"/6.md", pad.Options{}); !errors.Is(err, pad.ErrMoved) || !strings.Contains(err.Error(), "more than 5 times") {
		t.Error(err)
	}
}

func TestRawFileRedirectsRefused(t *testing.T) {
	target := answer(t, 200, "# x\n")
	for _, c := range []struct{ name, location, says string }{
		{"from https to http", target.URL + "/x.md?token=SECRET", "from https to unprotected http"},
		{"to another scheme", "file:///etc/passwd", "of the kind “file”"},
		{"to a password", "https://u:SECRET@example.org/x.md", "with a password in it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv := httptest.NewTLSServer(http.RedirectHandler(c.location, http.StatusFound))
			defer srv.Close()
			_, err := fetch(t, srv.URL+"/x.md", pad.Options{HTTP: srv.Client()})
			if !errors.Is(err, pad.ErrMoved) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "SECRET") {
				t.Error(err)
			}
		})
	}
}
