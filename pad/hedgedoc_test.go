package pad_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/pad/padtest"
)

const noteID = "KsUxgX0uQFmBDtsMPucc6g"

func start(t *testing.T, options ...padtest.Option) *padtest.Server {
	t.Helper()
	s := padtest.New(options...)
	t.Cleanup(s.Close)
	return s
}

// patient notes the pauses instead of making them.
type patient struct{ pauses []time.Duration }

func (p *patient) wait(ctx context.Context, d time.Duration) error {
	p.pauses = append(p.pauses, d)
	return ctx.Err()
}

func fetch(t *testing.T, address string, o pad.Options) (pad.Snapshot, error) {
	t.Helper()
	if o.Wait == nil {
		o.Wait = new(patient).wait
	}
	source, err := pad.Open(address, o)
	if err != nil {
		t.Fatal(err)
	}
	s, err := source.Fetch(t.Context())
	if err != nil {
		if strings.ContainsAny(err.Error(), "\n\r\x1b\u202e") {
			t.Errorf("not one harmless line: %q", err)
		}
		if s.Text != nil {
			t.Error("text beside an error")
		}
	}
	return s, err
}

func TestHedgeDocSnapshot(t *testing.T) {
	now := time.Date(2026, 11, 22, 16, 25, 42, 721e6, time.UTC)
	srv := start(t, padtest.Clock(func() time.Time { return now }))
	const text = "\ufeff---\ntitle: XMPP Newsletter (November)\n---\r\n\r\nHello — ünï\u2028x\u00a0y\rz"
	n := srv.Set(noteID, text)
	s, err := fetch(t, n.URL(), pad.Options{Agent: "padpress/1"})
	if err != nil {
		t.Fatal(err)
	}
	if string(s.Text) != text {
		t.Errorf("text %q, want it untouched", s.Text)
	}
	if !strings.HasPrefix(s.Revision, `W/"`) || s.URL != n.URL() || !s.Changed.Equal(now) {
		t.Errorf("revision %q, URL %q, changed %v", s.Revision, s.URL, s.Changed)
	}
	want := []padtest.Request{{Method: "GET", Path: "/" + noteID + "/download", Status: 200}, {Method: "GET", Path: "/" + noteID + "/info", Status: 200}}
	if got := srv.Requests(); !slices.Equal(got, want) {
		t.Errorf("requests %v, want %v", got, want)
	}
	if srv.Sessions() != 1 {
		t.Errorf("%d sessions stored on the server, want 1", srv.Sessions())
	}

	before := s
	made := now
	now = now.Add(time.Hour)
	if s, err = fetch(t, n.URL(), pad.Options{}); err != nil || s.Revision != before.Revision || !s.Changed.Equal(made) {
		t.Errorf("unchanged note: %v, %q, %v", err, s.Revision, s.Changed)
	}
	srv.Set(noteID, "# Next\n")
	if s, err = fetch(t, n.URL(), pad.Options{}); err != nil || s.Revision == before.Revision || !s.Changed.Equal(now) || s.Title != "Next" {
		t.Errorf("changed note: %v, %q, %v, %q", err, s.Revision, s.Changed, s.Title)
	}
}

func TestHedgeDocTitles(t *testing.T) {
	srv := start(t)
	for text, want := range map[string]string{
		"---\ntitle: XMPP Newsletter (November) 2026\n---\nx\n": "XMPP Newsletter (November) 2026",
		"# Ünï+code 100% *&='!'\n":                              "Ünï+code 100% *&='!'",
		"no heading\n":                                          "",
		"---\ntitle: ../../etc/passwd\n---\nx\n":                "../../etc/passwd",
		"---\ntitle: \"a\\r\\nSet-Cookie: x\\e[2J\"\n---\nx\n":  "a Set-Cookie: x[2J",
		"---\ntitle: \"gpj.exe\\u202Efdp; filename=x\"\n---\nx": "gpj.exefdp; filename=x",
		"# " + strings.Repeat("long ", 100) + "\n":              strings.Repeat("long ", 40),
	} {
		n := srv.Set("pad", text)
		if s, err := fetch(t, n.URL(), pad.Options{}); err != nil || s.Title != want {
			t.Errorf("title %q, %v; want %q", s.Title, err, want)
		}
	}
}

// Each case is one of the rules for reading HedgeDoc, in its own words.
func TestHedgeDocRules(t *testing.T) {
	const text = "# November\n\n- a line\n"
	for _, c := range []struct {
		name  string
		setUp func(*padtest.Note)
		want  error
		says  string
		asked int // requests
	}{
		{"a quiet pad takes two requests", func(*padtest.Note) {}, nil, "", 2},
		{"a private note's redirect is not followed", func(n *padtest.Note) { n.Answer(padtest.Private) }, pad.ErrPrivate, "freely, editable or locked", 1},
		{"403 is private too", func(n *padtest.Note) { n.Answer(padtest.Forbidden) }, pad.ErrPrivate, "403", 1},
		{"a login page with status 200", func(n *padtest.Note) { n.Answer(padtest.Login) }, pad.ErrLogin, "guests", 1},
		{"HTML instead of Markdown", func(n *padtest.Note) { n.Answer(padtest.HTML) }, pad.ErrNotMarkdown, "“Back soon”", 1},
		{"a missing note", func(n *padtest.Note) { n.Answer(padtest.Missing) }, pad.ErrMissing, "check the address", 1},
		{"busy twice", func(n *padtest.Note) { n.Busy(2) }, nil, "", 4},
		{"busy for ever", func(n *padtest.Note) { n.Busy(100) }, pad.ErrBusy, "5 times", 5},
		{"a body that is cut off", func(n *padtest.Note) { n.Answer(padtest.Truncated) }, pad.ErrTruncated, "10 bytes came", 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv := start(t)
			n := srv.Set("november", text)
			c.setUp(n)
			s, err := fetch(t, n.URL()+"?both", pad.Options{})
			if !errors.Is(err, c.want) {
				t.Fatalf("error %v, want %v", err, c.want)
			}
			if c.want != nil && (!strings.HasPrefix(err.Error(), "fetch "+n.URL()+": ") || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("%q does not say %q", err, c.says)
			}
			if c.want == nil && string(s.Text) != text {
				t.Errorf("text %q", s.Text)
			}
			if got := len(srv.Requests()); got != c.asked {
				t.Errorf("%d requests, want %d: %v", got, c.asked, srv.Requests())
			}
			if srv.Edits() != 0 {
				t.Error("reading made a note")
			}
		})
	}
}

func TestHedgeDocTexts(t *testing.T) {
	srv := start(t)
	for _, c := range []struct {
		name, text string
		want       error
		says       string
	}{
		{"an emptied note", "", pad.ErrEmpty, "history"},
		{"blanks only", " \n\t\r\n\u00a0\u2028\n", pad.ErrEmpty, ""},
		{"a byte order mark and zero-width blanks only", "\ufeff\u200b\n", pad.ErrEmpty, ""},
		{"not UTF-8", "caf\xe9\n", pad.ErrEncoding, "byte 3"},
		{"half a character at the end", "caf\xc3", pad.ErrEncoding, "byte 3"},
		{"as large as allowed", strings.Repeat("x", 2000), nil, ""},
		{"a byte larger", strings.Repeat("x", 2001), pad.ErrTooLarge, "2000 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := srv.Set("november", c.text)
			if _, err := fetch(t, n.URL(), pad.Options{Limit: 2000}); !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want %v with %q", err, c.want, c.says)
			}
		})
	}
}

func TestMissingNotesAreNotMade(t *testing.T) {
	srv := start(t) // where opening a note's page would make it
	for _, path := range []string{"/no-such-alias", "/" + noteID, "/no-such-alias?both", "/no-such-alias/download", "/no-such-alias/publish", "/no-such-alias#part"} {
		if _, err := fetch(t, srv.URL+path, pad.Options{}); !errors.Is(err, pad.ErrMissing) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if srv.Edits() != 0 || srv.Has("no-such-alias") || srv.Has(noteID) {
		t.Errorf("made %d notes", srv.Edits())
	}
}

func TestMissingPublishedNote(t *testing.T) {
	srv := start(t)
	_, err := fetch(t, srv.URL+"/s/unknown", pad.Options{})
	if !errors.Is(err, pad.ErrMissing) || !strings.Contains(err.Error(), "the address that the editor shows") {
		t.Error(err)
	}
}

func TestInfoIsOptional(t *testing.T) {
	for name, info := range map[string]http.HandlerFunc{
		"missing":   http.NotFound,
		"not JSON":  func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) },
		"cut off":   func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "99") },
		"odd times": func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(`{"updatetime":"yesterday"}`)) },
	} {
		t.Run(name, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.HandleFunc("/"+noteID+"/download", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/markdown; charset=UTF-8")
				w.Write([]byte("# Text\n"))
			})
			asked := 0
			mux.HandleFunc("/"+noteID+"/info", func(w http.ResponseWriter, r *http.Request) { asked++; info(w, r) })
			srv := httptest.NewServer(mux)
			defer srv.Close()
			s, err := fetch(t, srv.URL+"/"+noteID, pad.Options{})
			if err != nil || string(s.Text) != "# Text\n" || !s.Changed.IsZero() || s.Revision != "" || s.Title != "" || asked != 1 {
				t.Errorf("%+v, %v, asked %d times", s, err, asked)
			}
		})
	}
}

// answer is a server that gives one answer, with {} for its own address, to everything.
func answer(t *testing.T, status int, body string, headers ...string) *httptest.Server {
	t.Helper()
	var srv *httptest.Server
	srv = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], strings.ReplaceAll(headers[i+1], "{}", srv.URL))
		}
		w.WriteHeader(status)
		w.Write([]byte(body))
	}))
	t.Cleanup(srv.Close)
	return srv
}

func TestRedirectsAreToldApart(t *testing.T) {
	for _, c := range []struct {
		name, path, location string
		want                 error
		says                 string
	}{
		{"the front page", "/" + noteID, "{}/", pad.ErrPrivate, "permission"},
		{"the front page of the configured domain", "/" + noteID, "https://pad.example.org/", pad.ErrPrivate, "permission"},
		{"the front page below a path", "/pad/" + noteID, "https://pad.example.org/pad/", pad.ErrPrivate, "permission"},
		{"a login", "/" + noteID, "https://sso.example.org/realms/x/login?state=SECRET", pad.ErrLogin, "permission"},
		{"another server", "/" + noteID, "https://new.example.org/" + noteID + "/download?t=SECRET#x", pad.ErrMoved, "give https://new.example.org/" + noteID + " if"},
		{"an address with a password", "/" + noteID, "https://u:SECRET@new.example.org/x", pad.ErrMoved, "give https://new.example.org/x if"},
		{"nowhere", "/" + noteID, "", pad.ErrMoved, "does not say"},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv := answer(t, 302, "", "Location", c.location)
			_, err := fetch(t, srv.URL+c.path, pad.Options{})
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "SECRET") {
				t.Errorf("%v, want %v with %q", err, c.want, c.says)
			}
		})
	}
}

func TestAnswersThatAreNoNote(t *testing.T) {
	const shaped, other = "/" + noteID, "/wiki/Newsletter"
	const hostile = "<!doctype html><title>\u202eevil\n::error::x ##[add-mask]y \x1b[2J" + "</title>"
	for _, c := range []struct {
		name, path string
		status     int
		body       string
		headers    []string
		want       error
		says       string
	}{
		{"Markdown needs its type", shaped, 200, "# x\n", []string{"Content-Type", "text/plain"}, pad.ErrNotMarkdown, "“text/plain”"},
		{"HTML that is called Markdown", shaped, 200, "\n<!DOCTYPE html>", []string{"Content-Type", "text/markdown"}, pad.ErrNotMarkdown, "web page"},
		{"a login page by its title", shaped, 200, "<html><title>Log in – Pads</title>", []string{"Content-Type", "text/html"}, pad.ErrLogin, ""},
		{"the words of a page are escaped", shaped, 200, hostile, []string{"Content-Type", "text/html"}, pad.ErrNotMarkdown, `“\u202eevil ::error::x ##\[add-mask]y \u001b[2J”`},
		{"401", shaped, 401, "", nil, pad.ErrLogin, "permission"},
		{"410", shaped, 410, "", nil, pad.ErrMissing, ""},
		{"413", shaped, 413, "", nil, pad.ErrTooLarge, "refuses"},
		{"a wiki's 404", other, 404, "", nil, pad.ErrUnknown, "--pad-kind url"},
		{"a wiki's page", other, 200, "<html><title>Newsletter</title>", nil, pad.ErrUnknown, "status 200"},
		{"a login before an unknown server", other, 200, `<html><input type='password'>`, nil, pad.ErrLogin, ""},
		{"a proxy that shortened the body", shaped, 200, "# No", []string{"Content-Type", "text/markdown", "ETag", `W/"a-iAmkNkwijCBxRyuVk2WqRXX0Kcg"`}, pad.ErrTruncated, "4 of 10 bytes"},
		{"a tag that is not Express's says nothing", shaped, 200, "# No", []string{"Content-Type", "text/markdown", "ETag", `W/"ffff-1"`}, nil, ""},
		{"CodiMD", other, 404, "", []string{"CodiMD-Version", "2.5"}, pad.ErrMissing, ""},
		{"an unknown server that answers Markdown", other, 200, "# x\n", []string{"Content-Type", "text/markdown"}, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv := answer(t, c.status, c.body, c.headers...)
			if _, err := fetch(t, srv.URL+c.path, pad.Options{}); !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %v with %q", err, c.want, c.says)
			}
		})
	}
	t.Run("another status is told as it is", func(t *testing.T) {
		srv := answer(t, 500, "")
		if _, err := fetch(t, srv.URL+shaped, pad.Options{}); err == nil || !strings.Contains(err.Error(), "500 Internal Server Error") {
			t.Error(err)
		}
	})
}
