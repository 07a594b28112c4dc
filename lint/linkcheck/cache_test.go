package linkcheck

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var noon = time.Date(2026, time.November, 30, 12, 0, 0, 0, time.UTC)

// countingWeb is a web that counts what it is asked, and whose answer can be changed.
type countingWeb struct {
	mu     sync.Mutex
	asked  int
	status int
}

func (c *countingWeb) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	w.WriteHeader(c.status)
}

// check asks one address through the cache at path, at some time.
func (c *countingWeb) check(t *testing.T, path string, now time.Time, set func(*Checker)) Result {
	t.Helper()
	client, stop := serve(c)
	defer stop()
	cache, err := OpenCache(path)
	if err != nil {
		t.Fatal(err)
	}
	checker := &Checker{HTTP: client, Cache: cache, Now: func() time.Time { return now }}
	if set != nil {
		set(checker)
	}
	r := checker.Check(t.Context(), []string{"http://h.example/page"})
	if err := cache.Save(now); err != nil {
		t.Fatal(err)
	}
	return r[0]
}

func TestCacheExpires(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "links")
	web := &countingWeb{status: 200}
	for i, step := range []struct {
		after  time.Duration
		status int
		asked  int // so far
		want   Verdict
		since  time.Duration
	}{
		{0, 200, 1, Live, 0},
		{2 * 24 * time.Hour, 404, 1, Live, 0},                // still known
		{4 * 24 * time.Hour, 404, 3, Broken, 96 * time.Hour}, // HEAD and GET
		{4*24*time.Hour + 30*time.Minute, 200, 3, Broken, 96 * time.Hour},
		{4*24*time.Hour + 2*time.Hour, 404, 5, Broken, 96 * time.Hour}, // dead since then
		{4*24*time.Hour + 4*time.Hour, 500, 7, Broken, 96 * time.Hour}, // nothing certain: it stays dead
		{4*24*time.Hour + 6*time.Hour, 200, 8, Live, 0},
		{4*24*time.Hour + 20*24*time.Hour, 403, 10, Unknown, 0},
		{4*24*time.Hour + 20*24*time.Hour + time.Hour, 200, 10, Unknown, 0},
	} {
		web.status = step.status
		r := web.check(t, path, noon.Add(step.after), nil)
		var since time.Time
		if step.since > 0 {
			since = noon.Add(step.since)
		}
		if r.Verdict != step.want || web.asked != step.asked || !r.Since.Equal(since) {
			t.Errorf("step %d: %s since %v after %d requests", i, r.Verdict, r.Since, web.asked)
		}
	}
}

// TestFresh: what is older than wanted is asked anew, and --offline takes what there is.
func TestFresh(t *testing.T) {
	path := filepath.Join(t.TempDir(), "links")
	web := &countingWeb{status: 200}
	web.check(t, path, noon, nil)
	web.check(t, path, noon.Add(2*time.Hour), func(c *Checker) { c.Fresh = time.Hour })
	if web.asked != 2 {
		t.Error(web.asked)
	}
	r := web.check(t, path, noon.AddDate(0, 2, 0), func(c *Checker) { c.Offline = true })
	if web.asked != 2 || r.Verdict != Live || !r.Asked.Equal(noon.Add(2*time.Hour)) {
		t.Error(web.asked, r)
	}
	r = web.check(t, filepath.Join(t.TempDir(), "empty"), noon, func(c *Checker) { c.Offline = true })
	if web.asked != 2 || r.Verdict != Unknown || !strings.Contains(r.Why, "not in the cache") {
		t.Error(web.asked, r)
	}
}

// TestClockJump: an answer from the future does not count, and is replaced.
func TestClockJump(t *testing.T) {
	path := filepath.Join(t.TempDir(), "links")
	web := &countingWeb{status: 404}
	web.check(t, path, noon.AddDate(5, 0, 0), nil) // the clock was wrong
	r := web.check(t, path, noon, nil)
	if web.asked != 4 || !r.Since.Equal(noon) {
		t.Error(web.asked, r.Since)
	}
	if r = web.check(t, path, noon.Add(time.Minute), nil); web.asked != 4 || !r.Since.Equal(noon) {
		t.Error("the right time did not win", web.asked, r.Since)
	}
	if web.check(t, path, noon.AddDate(-3, 0, 0), nil); web.asked != 6 {
		t.Error("the past believes in the future", web.asked)
	}
}

// TestCorruptCache: what is damaged is not there, what is another's is left alone.
func TestCorruptCache(t *testing.T) {
	path := filepath.Join(t.TempDir(), "links")
	web := &countingWeb{status: 200}
	web.check(t, path, noon, nil)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{
		"empty": {}, "cut": whole[:len(whole)-9], "no line end": bytes.TrimRight(whole, "\n"),
		"noise": append([]byte(cacheHead+"\n\x00\xff{{{\n[]\n\"x\"\nnull\n{\"url\":\"http://h.example/page\",\"verdict\":\"fine\"}\n"), 0xfe),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
			if r := web.check(t, path, noon, nil); r.Verdict != Live {
				t.Error(r)
			}
			again, err := os.ReadFile(path)
			if err != nil || name != "no line end" && !bytes.Equal(again, whole) {
				t.Errorf("%v: %q", err, again)
			}
		})
	}
	for _, text := range []string{"# A newsletter\n", "padpress: links, 2\n", "x"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenCache(path); !errors.Is(err, ErrNotCache) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := OpenCache(t.TempDir()); err == nil {
		t.Error("a folder was read")
	}
}

// TestTwoProcesses: what two runs learn at the same time is all kept.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "links")
	var runs sync.WaitGroup
	for n := range 8 {
		runs.Go(func() {
			for k := range 5 {
				c, err := OpenCache(path)
				if err != nil {
					t.Error(err)
					return
				}
				key := fmt.Sprintf("http://h.example/%d/%d", n, k)
				c.entries[key] = entry{Key: key, Verdict: Live, Asked: noon}
				c.changed[key] = true
				if err := c.Save(noon); err != nil {
					t.Error(err)
				}
			}
		})
	}
	runs.Wait()
	c, err := OpenCache(path)
	if err != nil || len(c.entries) != 40 {
		t.Errorf("%d entries, %v", len(c.entries), err)
	}
}

// TestBoundedCache: what nobody has asked for long goes.
func TestBoundedCache(t *testing.T) {
	entries := map[string]entry{"old": {Key: "old", Asked: noon.AddDate(-1, 0, 0)}}
	for n := range maxEntries + 10 {
		key := fmt.Sprint(n)
		entries[key] = entry{Key: key, Asked: noon.Add(-time.Duration(n) * time.Second)}
	}
	kept := newest(entries, noon)
	if len(kept) != maxEntries {
		t.Error(len(kept))
	}
	for _, e := range kept {
		if e.Key == "old" || noon.Sub(e.Asked) > maxEntries*time.Second {
			t.Error(e)
		}
	}
}
