package pad_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/pad/padtest"
)

func TestPauses(t *testing.T) {
	const s = time.Second
	for _, c := range []struct {
		name   string
		setUp  func(*padtest.Note)
		want   error
		pauses []time.Duration
	}{
		{"no pause without need", func(n *padtest.Note) {}, nil, nil},
		{"busy: longer each time", func(n *padtest.Note) { n.Busy(4) }, nil, []time.Duration{s, 2 * s, 4 * s, 8 * s}},
		{"busy: not for ever", func(n *padtest.Note) { n.Busy(5) }, pad.ErrBusy, []time.Duration{s, 2 * s, 4 * s, 8 * s}},
		{"429 with seconds", func(n *padtest.Note) { n.Throttle(2, "30") }, nil, []time.Duration{30 * s, 30 * s}},
		{"429 without", func(n *padtest.Note) { n.Throttle(1, "") }, nil, []time.Duration{s}},
		{"429 with nonsense", func(n *padtest.Note) { n.Throttle(1, "soon") }, nil, []time.Duration{s}},
		{"429 with less than our pause", func(n *padtest.Note) { n.Throttle(1, "0") }, nil, []time.Duration{s}},
		{"429 that asks for more than we have", func(n *padtest.Note) { n.Throttle(1, "222") }, pad.ErrBusy, nil},
		{"429 that asks for more than is left", func(n *padtest.Note) { n.Throttle(5, "50") }, pad.ErrBusy, []time.Duration{50 * s, 50 * s}},
		{"429 that asks for years", func(n *padtest.Note) { n.Throttle(1, "18446744073709551615") }, pad.ErrBusy, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := start(t).Set("november", "# x\n")
			c.setUp(n)
			p := new(patient)
			if _, err := fetch(t, n.URL(), pad.Options{Wait: p.wait}); !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if !slices.Equal(p.pauses, c.pauses) {
				t.Errorf("pauses %v, want %v", p.pauses, c.pauses)
			}
		})
	}
}

func TestRetryAfterDateIsReadByTheServersClock(t *testing.T) {
	asked := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked++; asked == 1 {
			w.Header().Set("Date", "Thu, 01 Jan 2099 00:00:00 GMT")
			w.Header().Set("Retry-After", "Thu, 01 Jan 2099 00:00:40 GMT")
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		w.Header().Set("Content-Type", "text/markdown")
		io.WriteString(w, "# x\n")
	}))
	defer srv.Close()
	p := new(patient)
	if _, err := fetch(t, srv.URL+"/"+noteID, pad.Options{Wait: p.wait}); err != nil || !slices.Equal(p.pauses, []time.Duration{40 * time.Second}) {
		t.Errorf("%v, pauses %v", err, p.pauses)
	}
}

func TestASilentServerIsGivenUp(t *testing.T) {
	srv := start(t)
	n := srv.Set("november", "# x\n")
	n.Answer(padtest.Silent)
	_, err := fetch(t, n.URL(), pad.Options{Timeout: 20 * time.Millisecond})
	if err == nil || !strings.Contains(err.Error(), "no full answer within 20ms") || errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if got := len(srv.Requests()); got != 5 {
		t.Errorf("%d requests, want 5", got)
	}
}

func TestABodyThatStallsIsGivenUp(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/markdown")
		io.WriteString(w, "# half")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	defer srv.Close()
	_, err := fetch(t, srv.URL+"/"+noteID, pad.Options{Timeout: 20 * time.Millisecond})
	if err == nil || !strings.Contains(err.Error(), "no full answer") {
		t.Error(err)
	}
}

func TestTheCallersContextEndsEverything(t *testing.T) {
	srv := start(t)
	n := srv.Set("november", "# x\n")
	n.Busy(100)
	source, err := pad.Open(n.URL(), pad.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond) // shorter than the first pause
	defer cancel()
	if _, err := source.Fetch(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	srv.Reset()
	if _, err := source.Fetch(ctx); !errors.Is(err, context.Canceled) || len(srv.Requests()) > 0 {
		t.Errorf("%v after %d requests", err, len(srv.Requests()))
	}
}

func TestConnectionsThatDie(t *testing.T) {
	deaths := 2
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if deaths--; deaths >= 0 {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("Content-Type", "text/markdown")
		io.WriteString(w, "# x\n")
	}))
	defer srv.Close()
	o := pad.Options{HTTP: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}}
	if s, err := fetch(t, srv.URL+"/"+noteID, o); err != nil || string(s.Text) != "# x\n" {
		t.Errorf("%q, %v", s.Text, err)
	}
}

func TestNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	p := new(patient)
	_, err = fetch(t, fmt.Sprintf("http://%s/%s?token=SECRET", l.Addr(), noteID), pad.Options{Wait: p.wait})
	if err == nil || !strings.Contains(err.Error(), "refused") || strings.Contains(err.Error(), "SECRET") || len(p.pauses) != 0 {
		t.Errorf("%v after %v", err, p.pauses)
	}
}

func TestCompressedTexts(t *testing.T) {
	srv := start(t)
	long := strings.Repeat("# many words\n", 1000)
	n := srv.Set("november", long)
	s, err := fetch(t, n.URL(), pad.Options{})
	if err != nil || string(s.Text) != long {
		t.Errorf("%d bytes, %v", len(s.Text), err)
	}
	// What counts is what comes out, or a small answer could fill the memory.
	if _, err := fetch(t, n.URL(), pad.Options{Limit: 12_999}); !errors.Is(err, pad.ErrTooLarge) {
		t.Error(err)
	}
}

func TestTheClientIsCopied(t *testing.T) {
	n := start(t).Set("november", "# x\n")
	shared := &http.Client{}
	if _, err := fetch(t, n.URL(), pad.Options{HTTP: shared}); err != nil {
		t.Fatal(err)
	}
	if shared.Jar != nil || shared.CheckRedirect != nil {
		t.Error("the caller's client was changed")
	}
}
