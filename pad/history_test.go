package pad_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/pad/padtest"
)

func TestHedgeDocAt(t *testing.T) {
	for _, kind := range []string{"HedgeDoc", "CodiMD"} {
		t.Run(kind, func(t *testing.T) {
			now := time.Date(2026, 11, 28, 18, 0, 0, 777e6, time.UTC)
			options := []padtest.Option{padtest.Clock(func() time.Time { return now })}
			if kind == "CodiMD" {
				options = append(options, padtest.AsCodiMD())
			}
			srv := start(t, options...)
			first := now
			n := srv.Set("nov", "# one — ünï 😀\n")
			now = now.Add(time.Hour)
			second := now
			srv.Set("nov", "# two\n")
			now = now.Add(time.Hour)
			third := now
			srv.Set("nov", "") // emptied
			for _, c := range []struct {
				at      time.Time
				text    string
				changed time.Time
				want    error
			}{
				{first.Add(-time.Millisecond), "", time.Time{}, pad.ErrHistory},
				{first, "# one — ünï 😀\n", first, nil},
				{second.Add(-time.Millisecond), "# one — ünï 😀\n", first, nil},
				{second, "# two\n", second, nil},
				{third.Add(-time.Millisecond), "# two\n", second, nil},
				{third, "", time.Time{}, pad.ErrEmpty},
			} {
				s, err := fetch(t, n.URL(), pad.Options{At: c.at})
				if !errors.Is(err, c.want) || string(s.Text) != c.text || err == nil && (!s.Changed.Equal(c.changed) || s.URL != n.URL()) {
					t.Errorf("%v: %+v, %v", c.at, s, err)
				}
			}
			srv.Set("nov", "# four\n")
			if s, err := fetch(t, n.URL(), pad.Options{At: now.Add(time.Hour)}); err != nil || string(s.Text) != "# four\n" || !strings.HasPrefix(s.Revision, "W/") {
				t.Errorf("what was not changed since: %+v, %v", s, err)
			}
			for mode, want := range map[padtest.Mode]error{padtest.Private: pad.ErrPrivate, padtest.Missing: pad.ErrMissing} {
				n.Answer(mode)
				if _, err := fetch(t, n.URL(), pad.Options{At: first}); !errors.Is(err, want) {
					t.Error(err)
				}
			}
			if srv.Edits() != 0 {
				t.Error("reading made a note")
			}
		})
	}
}

// Servers answer with some other text without a word.
func TestHedgeDocAtIsChecked(t *testing.T) {
	for _, c := range []struct {
		name, list, revision string
		status               int
		says                 string
	}{
		{"another text", `{"revision":[{"time":2000,"length":9},{"time":1000,"length":4}]}`, `{"content":"# other\n"}`, 200, "another text than that of 1970-01-01 00:00:01 UTC (8 characters for 4)"},
		{"no list", `<html>`, ``, 200, "cannot be read"},
		{"an empty list", `{"revision":[]}`, ``, 200, "kept no earlier text"},
		{"a list that is refused", ``, ``, 403, "answered 403"},
	} {
		t.Run(c.name, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.HandleFunc("/"+noteID+"/download", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/markdown")
				w.Write([]byte("# now\n"))
			})
			mux.HandleFunc("/"+noteID+"/revision", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(c.status); w.Write([]byte(c.list)) })
			mux.HandleFunc("/"+noteID+"/revision/1000", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(c.revision)) })
			if _, err := fetch(t, serve(t, mux)+"/"+noteID, pad.Options{At: time.UnixMilli(1999)}); !errors.Is(err, pad.ErrHistory) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %q", err, c.says)
			}
		})
	}
}

func TestSourcesWithoutAHistory(t *testing.T) {
	for address, says := range map[string]string{"-": "piped", "nov.md": "older file", "https://example.org/nov.md": "a commit"} {
		_, err := pad.Open(address, pad.Options{At: time.Now(), Stdin: strings.NewReader("# x\n")})
		if !errors.Is(err, pad.ErrHistory) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// What has not changed is not sent again.
func TestTheSecondFetchIsConditional(t *testing.T) {
	srv := start(t)
	n := srv.Set("november", "# x\n")
	source, err := pad.Open(n.URL(), pad.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first, err := source.Fetch(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	srv.Reset()
	again, err := source.Fetch(t.Context())
	if err != nil || string(again.Text) != string(first.Text) || again.Revision != first.Revision || again.Title != first.Title || !again.Changed.Equal(first.Changed) {
		t.Errorf("%+v, then %+v, %v", first, again, err)
	}
	var statuses []int
	for _, r := range srv.Requests() {
		statuses = append(statuses, r.Status)
	}
	if !slices.Equal(statuses, []int{304, 304}) {
		t.Errorf("answered %v, want 304 twice", statuses)
	}
	srv.Set("november", "# y\n")
	if s, err := source.Fetch(t.Context()); err != nil || string(s.Text) != "# y\n" {
		t.Errorf("%+v, %v", s, err)
	}
	n.Answer(padtest.Private)
	if _, err := source.Fetch(t.Context()); !errors.Is(err, pad.ErrPrivate) {
		t.Error(err)
	}
}

func TestCryptPad(t *testing.T) {
	for _, address := range []string{
		"https://cryptpad.fr/code/#/2/code/edit/SECRET/", "https://pad.example.org/pad/#/2/pad/view/SECRET/p/", "https://cryptpad.example.org/code/",
		"https://docs.cryptpad.example/x",
	} {
		for _, kind := range []string{"", "hedgedoc"} {
			_, err := pad.Open(address, pad.Options{Kind: kind})
			if kind == "" && (!errors.Is(err, pad.ErrEncrypted) || !strings.Contains(err.Error(), "Export") || !strings.Contains(err.Error(), "--pad -")) {
				t.Errorf("%s: %v", address, err)
			}
			if err != nil && strings.Contains(err.Error(), "SECRET") {
				t.Error("told the key: ", err)
			}
		}
	}
	srv := padtest.NewCryptPad()
	defer srv.Close()
	if _, err := fetch(t, srv.URL+"/code/", pad.Options{}); !errors.Is(err, pad.ErrEncrypted) {
		t.Error(err)
	}
	// A note on another server may well have an anchor.
	if _, err := pad.Open("https://pad.example.org/xmpp-nov#/2026", pad.Options{}); err != nil {
		t.Error(err)
	}
}

// A server may have slides where another has pads: each is asked in a way that makes nothing there.
func TestAddressesThatSeveralKindsHave(t *testing.T) {
	srv := start(t)
	n := srv.Set("november", "# slides\n")
	for _, path := range []string{"/p/november", "/p/" + n.ShortID, "/s/november", "/s/" + n.ShortID, "/s/november/edit", "/s/november/download"} {
		if s, err := fetch(t, srv.URL+path, pad.Options{}); err != nil || string(s.Text) != "# slides\n" {
			t.Errorf("%s: %+v, %v", path, s, err)
		}
	}
	for _, path := range []string{"/p/unknown", "/s/unknown", "/n/unknown", "/unknown"} {
		if _, err := fetch(t, srv.URL+path, pad.Options{}); !errors.Is(err, pad.ErrMissing) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if srv.Edits() != 0 {
		t.Errorf("asking made %d notes", srv.Edits())
	}
}
