package linkcheck

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzAnswers: whatever servers say, each address gets a verdict with a reason, a moved one gets an address of the web, and
// the way there is bounded.
func FuzzAnswers(f *testing.F) {
	f.Add("http://h.example/a#b", 301, "/c", "text/html", "<p id=b>")
	f.Add("http://h.example", 302, "http://h.example/?x", "", "")
	f.Add("https://h.example/%zz", 429, "", "text/html", "<script>")
	f.Add("http://h.example/#%", 200, "", "text/html", "<a name='%'")
	f.Add("http://\x00", 308, "javascript:alert(1)", "", "")
	f.Fuzz(func(t *testing.T, address string, status int, location, kind, text string) {
		if status < 200 || status > 999 {
			return
		}
		requests := 0
		client, stop := serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			requests++
			w.Header().Set("Location", strings.Map(printable, location))
			w.Header().Set("Retry-After", strings.Map(printable, location))
			w.Header().Set("Content-Type", strings.Map(printable, kind))
			w.WriteHeader(status)
			w.Write([]byte(text))
		}))
		c := &Checker{HTTP: client, Patience: time.Nanosecond, Pace: time.Nanosecond, Timeout: time.Second}
		r := c.Check(t.Context(), []string{address})[0]
		stop()
		if !isVerdict(r.Verdict) || r.URL != address || (r.Verdict == Broken || r.Verdict == Unknown) != (r.Why != "") {
			t.Errorf("%+v", r)
		}
		if (r.Verdict == Moved) != (r.To != "") || r.To != "" && !strings.HasPrefix(r.To, "http://") && !strings.HasPrefix(r.To, "https://") {
			t.Errorf("%+v", r)
		}
		if requests > 40 {
			t.Errorf("%d requests", requests)
		}
	})
}

func printable(r rune) rune {
	if r < ' ' || r == 0x7f {
		return -1
	}
	return r
}

// FuzzCache: no file makes a reader fail other than by saying so, and what is read can be saved.
func FuzzCache(f *testing.F) {
	f.Add([]byte(cacheHead + "\n{\"url\":\"http://h.example/\",\"verdict\":\"live\",\"asked\":\"2026-11-30T12:00:00Z\"}\n"))
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "links")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := OpenCache(path)
		if err != nil {
			return
		}
		for key := range c.entries {
			c.changed[key] = true
		}
		if err := c.Save(noon); err != nil {
			t.Error(err)
		}
	})
}
