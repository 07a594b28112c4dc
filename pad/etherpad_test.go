package pad_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/pad/padtest"
)

// bothEtherpads runs a test on each of the Etherpads whose answers were recorded. Waiting moves their clock.
func bothEtherpads(t *testing.T, test func(*testing.T, *padtest.Etherpad, *clock)) {
	for _, version := range []padtest.EtherpadVersion{padtest.Etherpad1, padtest.Etherpad2} {
		t.Run(string(version), func(t *testing.T) {
			c := &clock{now: time.Now()}
			srv := padtest.NewEtherpad(version, c.time)
			t.Cleanup(srv.Close)
			test(t, srv, c)
		})
	}
}

// clock goes on only when somebody waits.
type clock struct {
	mu     sync.Mutex
	now    time.Time
	pauses []time.Duration
}

func (c *clock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) wait(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.pauses = c.now.Add(d), append(c.pauses, d)
	return ctx.Err()
}

func TestEtherpad(t *testing.T) {
	bothEtherpads(t, func(t *testing.T, srv *padtest.Etherpad, _ *clock) {
		const text = "---\ntitle: November\n---\r\n\r\nHello *world* — ünï\n"
		address := srv.Set("xmpp-nov", text)
		for _, form := range []string{"", "/", "?showChat=false", "/timeslider#4", "/export/txt", "/export/html"} {
			s, err := fetch(t, address+form, pad.Options{})
			if err != nil || string(s.Text) != text || s.URL != address || s.Title != "xmpp-nov" || !strings.HasPrefix(s.Revision, `W/"`) {
				t.Errorf("%s: %+v, %v", form, s, err)
			}
		}
		if srv.Pads() != 1 {
			t.Error("reading made a pad")
		}
	})
}

func TestEtherpadNames(t *testing.T) {
	bothEtherpads(t, func(t *testing.T, srv *padtest.Etherpad, _ *clock) {
		srv.Set("My_Pad_nov", "# tidy\n")
		s, err := fetch(t, srv.URL+"/p/My%20%20Pad:nov", pad.Options{})
		if err != nil || string(s.Text) != "# tidy\n" || s.URL != srv.URL+"/p/My_Pad_nov" {
			t.Errorf("%+v, %v", s, err)
		}
		srv.Set("r.0123", "# read-only\n")
		if s, err := fetch(t, srv.URL+"/p/r.0123", pad.Options{}); err != nil || string(s.Text) != "# read-only\n" {
			t.Errorf("%+v, %v", s, err)
		}
	})
}

func TestEtherpadRefusals(t *testing.T) {
	bothEtherpads(t, func(t *testing.T, srv *padtest.Etherpad, _ *clock) {
		closed := srv.Set("closed", "# x\n")
		srv.Forbid("closed")
		for _, c := range []struct {
			name, address, kind string
			want                error
			says                string
		}{
			{"no such pad", srv.URL + "/p/gone", "", pad.ErrMissing, "it was not created"},
			{"no such pad, and its kind is said", srv.URL + "/p/gone", "etherpad", pad.ErrMissing, ""},
			{"a name that cannot be", srv.URL + "/p/a$b", "", pad.ErrMissing, "check the address"},
			{"a pad of a group", closed, "", pad.ErrPrivate, "pipe it to --pad -"},
			{"an empty pad", srv.Set("empty", ""), "", pad.ErrEmpty, "history"},
			{"not UTF-8", srv.Set("odd", "caf\xe9"), "", pad.ErrEncoding, "byte 3"},
			{"the address of no pad", srv.URL + "/somewhere", "etherpad", pad.ErrMissing, ""},
		} {
			if _, err := fetch(t, c.address, pad.Options{Kind: c.kind}); !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v, want %v with %q", c.name, err, c.want, c.says)
			}
		}
		if srv.Pads() != 3 {
			t.Error("reading made a pad")
		}
		if _, err := pad.Open(closed+"/7/export/txt", pad.Options{}); err == nil || !strings.Contains(err.Error(), "--pad-at") {
			t.Errorf("the address of a revision: %v", err)
		}
	})
}

// Etherpad lets ten exports in 90 seconds through. The older one then says so, and the newer one never answers.
func TestEtherpadLimit(t *testing.T) {
	bothEtherpads(t, func(t *testing.T, srv *padtest.Etherpad, c *clock) {
		address := srv.Set("nov", "# x\n")
		source, err := pad.Open(address, pad.Options{Wait: c.wait, Timeout: 10 * time.Second})
		if err != nil {
			t.Fatal(err)
		}
		for n := range 12 {
			if _, err := source.Fetch(t.Context()); err != nil {
				t.Fatalf("fetch %d: %v", n+1, err)
			}
		}
		if got := c.pauses; len(got) != 1 || got[0] < 85*time.Second || got[0] > 95*time.Second {
			t.Errorf("pauses %v, want one, before the eleventh", got)
		}
	})
}

// Where others used the limit up, nobody has told us.
func TestEtherpadLimitUsedUpByOthers(t *testing.T) {
	bothEtherpads(t, func(t *testing.T, srv *padtest.Etherpad, c *clock) {
		address := srv.Set("nov", "# x\n")
		for range 10 {
			resp, err := http.Get(address + "/export/txt")
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
		}
		s, err := fetch(t, address, pad.Options{Wait: c.wait, Timeout: 50 * time.Millisecond})
		switch last := srv.Requests()[10]; {
		case last.Status == 0: // silence
			if !errors.Is(err, pad.ErrBusy) || !strings.Contains(err.Error(), "no full answer within 50ms; some Etherpads leave exports unanswered") {
				t.Error(err)
			}
		case err != nil || string(s.Text) != "# x\n" || len(c.pauses) != 1 || c.pauses[0].Round(10*time.Second) != 90*time.Second:
			t.Errorf("%v after %v", err, c.pauses)
		}
	})
}

func TestEtherpadAt(t *testing.T) {
	bothEtherpads(t, func(t *testing.T, srv *padtest.Etherpad, c *clock) {
		c.now = time.Date(2026, 11, 28, 18, 0, 0, 250e6, time.UTC)
		first := c.now
		srv.Set("nov", "# one — ünï 😀\n")
		c.now = c.now.Add(time.Hour)
		srv.Set("nov", "# two, and longer\n")
		second := c.now
		c.now = c.now.Add(time.Hour)
		address := srv.Set("nov", "# three\n")
		for _, when := range []struct {
			at      time.Time
			text    string
			changed time.Time
		}{
			{first, "# one — ünï 😀\n", first},
			{second.Add(-time.Millisecond), "# one — ünï 😀\n", first},
			{second, "# two, and longer\n", second},
			{c.now.Add(time.Hour), "# three\n", c.now},
		} {
			s, err := fetch(t, address, pad.Options{At: when.at})
			if err != nil || string(s.Text) != when.text || !s.Changed.Equal(when.changed) || s.URL != address {
				t.Errorf("%v: %+v, %v", when.at, s, err)
			}
		}
		if _, err := fetch(t, address, pad.Options{At: first.Add(-time.Second)}); !errors.Is(err, pad.ErrHistory) || !strings.Contains(err.Error(), "its oldest text is of 2026-11-28 18:00:00 UTC") {
			t.Error(err)
		}
		if _, err := fetch(t, srv.URL+"/p/gone", pad.Options{At: first}); !errors.Is(err, pad.ErrMissing) {
			t.Error(err)
		}
	})
}

func TestEtherpadThatForgetsTheRevision(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/p/nov/export/etherpad", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Disposition", `attachment; filename="nov.etherpad"`)
		w.Write([]byte(`{"pad:nov":{},"pad:nov:revs:10":{"changeset":"Z:7>2=1*0+2$xx","meta":{"timestamp":1795394425000}},` +
			`"pad:nov:revs:9":{"changeset":"Z:1>6+6$# one\n","meta":{"timestamp":1795394420000}},"pad:nov:chat:0":{}}`))
	})
	mux.HandleFunc("/p/nov/9/export/txt", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="nov.txt"`)
		w.Write([]byte("# onexx\n\n"))
	})
	srv := serve(t, mux)
	_, err := fetch(t, srv+"/p/nov", pad.Options{At: time.UnixMilli(1795394421000)})
	if !errors.Is(err, pad.ErrHistory) || !strings.Contains(err.Error(), "another text") {
		t.Error(err)
	}
}
