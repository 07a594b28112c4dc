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

func startHackMD(t *testing.T) (*padtest.HackMD, *http.Client, *clock) {
	t.Helper()
	c := &clock{now: time.Now()}
	srv, net := padtest.NewHackMD(secret, c.time), padtest.NewInternet()
	t.Cleanup(srv.Close)
	t.Cleanup(net.Close)
	net.Handle("hackmd.io", srv.Handler())
	net.Handle("api.hackmd.io", srv.Handler())
	return srv, net.Client(), c
}

func TestHackMD(t *testing.T) {
	srv, client, c := startHackMD(t)
	const text = "# November\n\n- ünï <&> \"x\"\r\n"
	srv.Add(padtest.HackMDNote{ID: noteID, ShortID: "SysJb0yAY", Permalink: "news", Text: text})
	srv.Add(padtest.HackMDNote{ID: "AAAAAAAAAAAAAAAAAAAAAA", ShortID: "BBBBBBBBB", Team: "comm-team", Text: "# Team\n"})
	srv.Add(padtest.HackMDNote{ID: "CCCCCCCCCCCCCCCCCCCCCC", ShortID: "DDDDDDDDD", Public: true, Text: "# Open\n"})
	for _, a := range []struct{ address, token, text, url string }{
		{"https://hackmd.io/" + noteID + "?both", secret, text, "https://hackmd.io/" + noteID},
		{"https://hackmd.io/@somebody/news", secret, text, "https://hackmd.io/@somebody/news"},
		{"https://hackmd.io/@somebody/SysJb0yAY", secret, text, "https://hackmd.io/@somebody/SysJb0yAY"},
		{"https://hackmd.io/s/SysJb0yAY", secret, text, "https://hackmd.io/s/SysJb0yAY"},
		{"https://hackmd.io/@comm-team/BBBBBBBBB", secret, "# Team\n", "https://hackmd.io/@comm-team/BBBBBBBBB"},
		{"https://hackmd.io/CCCCCCCCCCCCCCCCCCCCCC", "", "# Open\n", "https://hackmd.io/CCCCCCCCCCCCCCCCCCCCCC"},
		{"https://hackmd.io/@somebody/DDDDDDDDD", "", "# Open\n", "https://hackmd.io/@somebody/DDDDDDDDD"},
		{"https://hackmd.io/s/DDDDDDDDD", "", "# Open\n", "https://hackmd.io/s/DDDDDDDDD"},
	} {
		s, err := fetch(t, a.address, pad.Options{Token: a.token, HTTP: client})
		if err != nil || string(s.Text) != a.text || s.URL != a.url || s.Title == "" || s.Revision == "" || a.token != "" && !s.Changed.Equal(c.now.Truncate(time.Millisecond)) {
			t.Errorf("%s: %+v, %v", a.address, s, err)
		}
	}
}

func TestHackMDRefusals(t *testing.T) {
	for _, c := range []struct {
		name, path, token string
		want              error
		says              string
	}{
		{"private, without a token", noteID, "", pad.ErrPrivate, "set PADPRESS_PAD_TOKEN"},
		{"missing, without a token", "gone", "", pad.ErrMissing, "set PADPRESS_PAD_TOKEN"},
		{"another token", noteID, "other-SECRET", pad.ErrToken, "does not accept"},
		{"missing", "AAAAAAAAAAAAAAAAAAAAAA", secret, pad.ErrMissing, "the token's account"},
		{"missing below a name", "@somebody/gone", secret, pad.ErrMissing, "the address that the editor shows"},
		{"empty", "EEEEEEEEEEEEEEEEEEEEEE", secret, pad.ErrEmpty, ""},
		{"too large", "FFFFFFFFFFFFFFFFFFFFFF", secret, pad.ErrTooLarge, "2000 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv, client, _ := startHackMD(t)
			srv.Add(padtest.HackMDNote{ID: noteID, Text: "# x\n"})
			srv.Add(padtest.HackMDNote{ID: "EEEEEEEEEEEEEEEEEEEEEE", Text: "\n"})
			srv.Add(padtest.HackMDNote{ID: "FFFFFFFFFFFFFFFFFFFFFF", Text: strings.Repeat("x", 2001)})
			_, err := fetch(t, "https://hackmd.io/"+c.path, pad.Options{Token: c.token, HTTP: client, Limit: 2000})
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "SECRET") {
				t.Errorf("%v, want %v with %q", err, c.want, c.says)
			}
		})
	}
	t.Run("one call too many", func(t *testing.T) {
		srv, client, clock := startHackMD(t)
		srv.Add(padtest.HackMDNote{ID: noteID, Text: "# x\n"})
		srv.Throttle(1)
		s, err := fetch(t, "https://hackmd.io/"+noteID, pad.Options{Token: secret, HTTP: client, Wait: clock.wait})
		if err != nil || string(s.Text) != "# x\n" || len(clock.pauses) != 1 || clock.pauses[0] < 29*time.Second || clock.pauses[0] > 30*time.Second {
			t.Errorf("%v after %v", err, clock.pauses)
		}
	})
	t.Run("an earlier text", func(t *testing.T) {
		if _, err := pad.Open("https://hackmd.io/"+noteID, pad.Options{At: time.Now()}); !errors.Is(err, pad.ErrHistory) || !strings.Contains(err.Error(), "--pad -") {
			t.Error(err)
		}
	})
	t.Run("a server of one's own", func(t *testing.T) {
		if _, err := pad.Open("https://pad.example.org/x", pad.Options{Kind: "hackmd"}); err == nil || !strings.Contains(err.Error(), "--pad-kind codimd") {
			t.Error(err)
		}
	})
}

func TestForges(t *testing.T) {
	net := padtest.NewInternet()
	defer net.Close()
	for _, c := range []struct{ page, host, file string }{
		{"https://github.com/xsf/xmpp.org/blob/master/content/a%20b.md?plain=1#L3", "raw.githubusercontent.com", "/xsf/xmpp.org/master/content/a%20b.md"},
		{"https://github.com/xsf/xmpp.org/edit/master/notes", "raw.githubusercontent.com", "/xsf/xmpp.org/master/notes"},
		{"https://gist.github.com/somebody/0123abcd", "gist.githubusercontent.com", "/somebody/0123abcd/raw"},
		{"https://gist.github.com/somebody/0123abcd/9876", "gist.githubusercontent.com", "/somebody/0123abcd/raw/9876"},
		{"https://gitlab.com/group/sub/site/-/blob/main/drafts/nov?ref_type=heads", "gitlab.com", "/group/sub/site/-/raw/main/drafts/nov"},
		{"https://codeberg.org/somebody/site/src/branch/main/nov.md", "codeberg.org", "/somebody/site/raw/branch/main/nov.md"},
		{"https://git.example.org/somebody/site/src/commit/0123abcd/nov.md", "git.example.org", "/somebody/site/raw/commit/0123abcd/nov.md"},
	} {
		var asked []string
		net.Handle(c.host, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.URL.RequestURI())
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Write([]byte("# x\n"))
		}))
		s, err := fetch(t, c.page, pad.Options{HTTP: net.Client(), Token: secret})
		page, _, _ := strings.Cut(strings.Split(c.page, "#")[0], "?")
		if err != nil || !slices.Equal(asked, []string{c.file}) || s.URL != page {
			t.Errorf("%s: %+v, %v, asked %q", c.page, s, err, asked)
		}
	}
	if _, err := pad.Open("https://gist.github.com/somebody/0123abcd#file-nov-md", pad.Options{}); err == nil || !strings.Contains(err.Error(), "button Raw") {
		t.Error(err)
	}
	if _, err := pad.Open("https://github.com/xsf/xmpp.org/blob/master/nov.md", pad.Options{At: time.Now()}); !errors.Is(err, pad.ErrHistory) || !strings.Contains(err.Error(), "a commit") {
		t.Error(err)
	}
}
