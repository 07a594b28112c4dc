package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad/padtest"
)

// A person who waits is told for what, and nobody else.
func TestWaitingForAPadIsTold(t *testing.T) {
	s := padtest.New()
	defer s.Close()
	n := s.Set("november", "# x\n")
	for _, terminal := range []bool{true, false} {
		n.Throttle(1, "40")
		var said bytes.Buffer
		e := quiet()
		e.err, e.terminal = &said, terminal
		if _, err := readText(t.Context(), e, n.URL(), padReading{}); err != nil {
			t.Fatal(err)
		}
		want := "asking " + n.URL() + " …\nthe pad does not answer yet; asking again in 40s …\n"
		if !terminal {
			want = ""
		}
		if said.String() != want {
			t.Errorf("said %q, want %q", said.String(), want)
		}
	}
}

func TestPadAt(t *testing.T) {
	e := quiet()
	e.now = func() time.Time { return time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC) }
	for value, want := range map[string]string{
		"":                              "0001-01-01T00:00:00Z",
		"2026-11-30":                    "2026-11-30T23:59:59.999Z",
		"2026-12-01":                    "2026-12-01T09:00:00Z", // it has not ended
		"2026-11-30 18:00":              "2026-11-30T18:00:00Z",
		"2026-11-30 18:00:30":           "2026-11-30T18:00:30Z",
		"2026-11-30T18:00":              "2026-11-30T18:00:00Z",
		"2026-11-30T18:00:00+01:00":     "2026-11-30T17:00:00Z",
		"2026-11-30T18:00:00.250-11:00": "2026-12-01T05:00:00.25Z",
	} {
		if at, err := e.padAt(value); err != nil || at.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("%q is %v (%v), want %s", value, at, err, want)
		}
	}
	for value, says := range map[string]string{
		"soon": "write 2026-11-30", "2026-13-01": "write 2026-11-30", "30.11.2026": "write", "2026-12-02": "has not come yet", "2026-12-01 09:01": "has not come yet",
	} {
		if at, err := e.padAt(value); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is %v (%v)", value, at, err)
		}
	}
}

func TestWaitingEndsWithTheRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	e := quiet()
	e.wait = wait
	if err := e.waitAloud(ctx, time.Hour); err == nil {
		t.Error("waited on")
	}
}
