package github

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// Between requests that create something lies a second. Requests that read are not held up.
func TestOneWriteASecond(t *testing.T) {
	w := newWorld(t)
	c, p := w.found(commToken)
	p, err := c.EnsurePull(ctx, p, w.spec()) // opens it, sets the label
	w.must(err)
	_, err = c.SyncReview(ctx, p, w.review(3))
	w.must(err)
	_, err = c.SyncSummary(ctx, p, "summary")
	w.must(err)
	if n := w.srv.Writes(); len(w.waits) != n-1 {
		t.Errorf("%d writes, pauses %v", n, w.waits)
	}
	for _, d := range w.waits {
		if d <= 0 || d > time.Second {
			t.Errorf("a pause of %v", d)
		}
	}
}

// A server that says “too quickly” is left alone for as long as it asks, and then asked again.
func TestTooQuick(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		header string
		body   string
		times  int // how often it is said
		pauses []time.Duration
		ok     bool
	}{
		{"429 with Retry-After", 429, "7", `{}`, 1, []time.Duration{7 * time.Second}, true},
		{"403 with Retry-After", 403, "30", `{}`, 2, []time.Duration{30 * time.Second, 30 * time.Second}, true},
		{"secondary limit", 403, "", `{"message":"You have exceeded a secondary rate limit."}`, 2, []time.Duration{time.Minute, 2 * time.Minute}, true},
		{"too quickly", 403, "", `{"message":"was submitted too quickly"}`, 1, []time.Duration{time.Minute}, true},
		{"again and again", 429, "1", `{}`, 9, []time.Duration{time.Second, time.Second, time.Second}, false},
		{"an hour", 403, "3600", `{}`, 1, nil, false},
		{"no rights", 403, "", `{"message":"Resource not accessible by integration"}`, 1, nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			said := 0
			w := newWorld(t, func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
					if !strings.HasSuffix(r.URL.Path, "/reviews") || said == tt.times {
						next.ServeHTTP(rw, r)
						return
					}
					said++
					if tt.header != "" {
						rw.Header().Set("Retry-After", tt.header)
					}
					http.Error(rw, tt.body, tt.status)
				})
			})
			_, p := w.ensured(commToken)
			c := w.client(commToken) // has written nothing yet
			w.waits = nil
			posted, err := c.SyncReview(ctx, p, w.review(3))
			if tt.ok != (err == nil && len(posted.New) == 1) {
				t.Errorf("%+v, %v", posted, err)
			}
			if tt.header != "" && !tt.ok && !errors.Is(err, ErrRateLimited) {
				t.Errorf("%v", err)
			}
			pauses := slices.DeleteFunc(slices.Clone(w.waits), func(d time.Duration) bool { return d < time.Second })
			if !slices.Equal(pauses, tt.pauses) {
				t.Errorf("pauses %v", w.waits)
			}
			if tt.ok && len(w.comments()) != 1 {
				t.Errorf("%d comments", len(w.comments()))
			}
		})
	}
}

// A pause ends with the run.
func TestPauseEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := pause(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
