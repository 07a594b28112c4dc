package pad_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/pad/padtest"
)

const secret = "hd2.SECRET-token"

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv.URL
}

func startHedgeDoc2(t *testing.T, now func() time.Time) *padtest.HedgeDoc2 {
	srv := padtest.NewHedgeDoc2(secret, now)
	t.Cleanup(srv.Close)
	return srv
}

func TestHedgeDoc2(t *testing.T) {
	now := time.Date(2026, 11, 28, 18, 0, 0, 0, time.UTC)
	srv := startHedgeDoc2(t, func() time.Time { return now })
	address := srv.Set("xmpp-nov", "# November\n\n- ünï\r\n")
	for _, c := range []struct{ address, kind string }{
		{address, ""}, {address, "hedgedoc2"}, {address + "?both", "hedgedoc2"}, {srv.URL + "/s/xmpp-nov", ""}, {srv.URL + "/p/xmpp-nov", ""},
		{srv.URL + "/xmpp-nov", "hedgedoc2"},
	} {
		s, err := fetch(t, c.address, pad.Options{Token: " " + secret + "\n", Kind: c.kind})
		if err != nil || string(s.Text) != "# November\n\n- ünï\r\n" || s.Title != "November" || !s.Changed.Equal(now) || !strings.HasSuffix(s.URL, "/xmpp-nov") {
			t.Errorf("%s: %+v, %v", c.address, s, err)
		}
	}
}

func TestHedgeDoc2Refusals(t *testing.T) {
	for _, c := range []struct {
		name  string
		path  string
		token string
		setUp func(*padtest.HedgeDoc2)
		want  error
		says  string
	}{
		{"no token", "/n/nov", "", nil, pad.ErrToken, "set PADPRESS_PAD_TOKEN"},
		{"a token that is none", "/n/nov", "two words", nil, pad.ErrToken, "copy it again"},
		{"another token", "/n/nov", "wrong", nil, pad.ErrPrivate, "PADPRESS_PAD_TOKEN may not read it"},
		{"401", "/n/nov", secret, func(s *padtest.HedgeDoc2) { s.Refuse(401) }, pad.ErrToken, "does not accept the one in PADPRESS_PAD_TOKEN"},
		{"403", "/n/nov", secret, func(s *padtest.HedgeDoc2) { s.Refuse(403) }, pad.ErrPrivate, "may not read it"},
		{"no such note", "/n/gone", secret, nil, pad.ErrMissing, "it was not created"},
		{"an emptied note", "/n/nov", secret, func(s *padtest.HedgeDoc2) { s.Set("nov", " \n") }, pad.ErrEmpty, ""},
		{"too large a note", "/n/nov", secret, func(s *padtest.HedgeDoc2) { s.Set("nov", strings.Repeat("x", 3000)) }, pad.ErrTooLarge, "2000 bytes"},
		{"busy for ever", "/n/nov", secret, func(s *padtest.HedgeDoc2) { s.Throttle(100) }, pad.ErrBusy, "5 times"},
		{"busy twice", "/n/nov", secret, func(s *padtest.HedgeDoc2) { s.Throttle(2) }, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv := startHedgeDoc2(t, nil)
			srv.Set("nov", "# x\n")
			if c.setUp != nil {
				c.setUp(srv)
			}
			_, err := fetch(t, srv.URL+c.path, pad.Options{Token: c.token, Limit: 2000})
			if !errors.Is(err, c.want) || err != nil && (!strings.Contains(err.Error(), c.says) || c.token != "" && strings.Contains(err.Error(), c.token)) {
				t.Errorf("%v, want %v with %q", err, c.want, c.says)
			}
		})
	}
}

func TestHedgeDoc2At(t *testing.T) {
	now := time.Date(2026, 11, 28, 18, 0, 0, 0, time.UTC)
	srv := startHedgeDoc2(t, func() time.Time { return now })
	srv.Set("nov", "# one 😀\n")
	now = now.Add(time.Hour)
	address := srv.Set("nov", "")
	for at, want := range map[time.Duration]string{-time.Hour: "# one 😀\n", -time.Second: "# one 😀\n"} {
		s, err := fetch(t, address, pad.Options{Token: secret, At: now.Add(at)})
		if err != nil || string(s.Text) != want || !s.Changed.Equal(now.Add(-time.Hour)) {
			t.Errorf("%v: %+v, %v", at, s, err)
		}
	}
	if _, err := fetch(t, address, pad.Options{Token: secret, At: now}); !errors.Is(err, pad.ErrEmpty) {
		t.Error(err)
	}
	if _, err := fetch(t, address, pad.Options{Token: secret, At: now.Add(-2 * time.Hour)}); !errors.Is(err, pad.ErrHistory) {
		t.Error(err)
	}
}

// A token goes to the server that said it is HedgeDoc 2, and nowhere else.
func TestTokensStayAtHome(t *testing.T) {
	var seen []string
	note := func(r *http.Request) { seen = append(seen, r.URL.Path+" "+r.Header.Get("Authorization")) }
	elsewhere := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { note(r) }))
	t.Run("not to a stranger", func(t *testing.T) {
		seen = nil
		srv := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { note(r); http.NotFound(w, r) }))
		_, err := fetch(t, srv+"/n/nov", pad.Options{Token: secret})
		if !errors.Is(err, pad.ErrUnknown) || !strings.Contains(err.Error(), "none of hedgedoc2, hedgedoc does") || strings.Contains(strings.Join(seen, ""), "SECRET") || len(seen) != 2 {
			t.Errorf("%v, seen %q", err, seen)
		}
	})
	t.Run("not after a redirect", func(t *testing.T) {
		seen = nil
		srv := serve(t, http.RedirectHandler(elsewhere+"/x", http.StatusFound))
		if _, err := fetch(t, srv+"/n/nov", pad.Options{Token: secret, Kind: "hedgedoc2"}); !errors.Is(err, pad.ErrMoved) || len(seen) > 0 {
			t.Errorf("%v, seen %q", err, seen)
		}
	})
	t.Run("not unencrypted", func(t *testing.T) {
		net := padtest.NewInternet()
		defer net.Close()
		_, err := fetch(t, "http://pad.example.org/n/nov", pad.Options{Token: secret, Kind: "hedgedoc2", HTTP: net.Client()})
		if !errors.Is(err, pad.ErrToken) || !strings.Contains(err.Error(), "https://") || len(net.Asked()) > 0 {
			t.Errorf("%v, asked %q", err, net.Asked())
		}
	})
	t.Run("not to HedgeDoc 1", func(t *testing.T) {
		seen = nil
		srv := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			note(r)
			w.Header().Set("HedgeDoc-Version", "1.12.0")
			w.Header().Set("Content-Type", "text/markdown")
			w.Write([]byte("# x\n"))
		}))
		if _, err := fetch(t, srv+"/"+noteID, pad.Options{Token: secret}); err != nil || strings.Contains(strings.Join(seen, ""), "SECRET") {
			t.Errorf("%v, seen %q", err, seen)
		}
	})
}
