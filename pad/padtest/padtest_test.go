package padtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// recorded is the note whose answers were recorded from HedgeDoc 1.12.0.
const recorded = "---\ntitle: XMPP Newsletter November 2026\ndescription: \"draft\"\nlang: en\ntags: newsletter, xmpp\n---\n\n" +
	"# November\n\nHello *world* — ünï\n\nNo newline at end"

func start(t *testing.T, options ...Option) *Server {
	t.Helper()
	s := New(options...)
	t.Cleanup(s.Close)
	return s
}

// ask makes one request and follows nothing.
func ask(t *testing.T, method, url, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	c := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(b)
}

func TestDownloadAnswersAsRecorded(t *testing.T) {
	s := start(t)
	s.Set("xmpp-nov", recorded)
	resp, body := ask(t, "GET", s.URL+"/xmpp-nov/download", "")
	if body != recorded {
		t.Errorf("body %q", body)
	}
	for name, want := range map[string]string{
		"HedgeDoc-Version":              "1.12.0",
		"Access-Control-Allow-Origin":   "*",
		"Access-Control-Allow-Headers":  "Range",
		"Access-Control-Expose-Headers": "Cache-Control, Content-Encoding, Content-Range",
		"Content-Type":                  "text/markdown; charset=utf-8",
		"Cache-Control":                 "private",
		"Content-Disposition":           "attachment; filename=XMPP%20Newsletter%20November%202026.md",
		"X-Robots-Tag":                  "noindex, nofollow",
		"Content-Length":                "153",
		"Etag":                          `W/"99-zDYn/Dnc8YM1bxCfWXBxnVjNb0k"`,
		"Vary":                          "Accept-Encoding",
	} {
		if got := resp.Header.Get(name); got != want {
			t.Errorf("%s: %q, recorded %q", name, got, want)
		}
	}
}

func TestInfoAndRevisionsAnswerAsRecorded(t *testing.T) {
	made := time.Date(2026, 11, 22, 16, 25, 42, 721e6, time.UTC)
	now := made
	s := start(t, Clock(func() time.Time { return now }))
	s.Set("xmpp-nov", recorded)
	check := func(path, want string) {
		t.Helper()
		if resp, body := ask(t, "GET", s.URL+path, ""); body != want || resp.Header.Get("Content-Type") != "application/json; charset=utf-8" {
			t.Errorf("%s: %s\nwant %s", path, body, want)
		}
	}
	check("/xmpp-nov/info", `{"title":"XMPP Newsletter November 2026","description":"draft","viewcount":0,"createtime":"2026-11-22T16:25:42.721Z","updatetime":null}`)
	check("/xmpp-nov/revision", fmt.Sprintf(`{"revision":[{"time":%d,"length":149}]}`, made.UnixMilli()))
	content, _ := json.Marshal(recorded)
	check(fmt.Sprintf("/xmpp-nov/revision/%d", made.UnixMilli()), `{"content":`+string(content)+`,"patch":[],"authorship":[]}`)
	check("/xmpp-nov/revision/0", `{"content":`+string(content)+`,"patch":[],"authorship":[]}`)

	now = now.Add(time.Minute)
	s.Set("xmpp-nov", "# Later\n")
	check("/xmpp-nov/info", `{"title":"Later","description":"# Later ","viewcount":0,"createtime":"2026-11-22T16:25:42.721Z","updatetime":"2026-11-22T16:26:42.721Z"}`)
	check("/xmpp-nov/revision", fmt.Sprintf(`{"revision":[{"time":%d,"length":8},{"time":%d,"length":149}]}`, now.UnixMilli(), made.UnixMilli()))
	check(fmt.Sprintf("/xmpp-nov/revision/%d", now.UnixMilli()), `{"content":"# Later\n","patch":[],"authorship":[]}`)
	if resp, _ := ask(t, "GET", fmt.Sprintf("%s/xmpp-nov/revision/%d", s.URL, now.UnixMilli()+1), ""); resp.StatusCode != 404 {
		t.Errorf("a time after the last revision: %d", resp.StatusCode)
	}
}

func TestStatusesAndRedirects(t *testing.T) {
	const id = "KsUxgX0uQFmBDtsMPucc6g"
	s := start(t)
	byAlias := s.Set("xmpp-nov", "# A\n")
	byID := s.Set(id, "# B\n")
	s.Set("private", "x").Answer(Private)
	s.Set("forbidden", "x").Answer(Forbidden)
	s.Set("login", "x").Answer(Login)
	s.Set("page", "x").Answer(HTML)
	s.Set("gone", "x").Answer(Missing)
	for _, c := range []struct {
		path   string
		status int
		to     string // Location below the server
		kind   string
	}{
		{"/", 200, "", "text/html"},
		{"/_health", 200, "", "application/json"},
		{"/status", 302, "/", "text/plain"},
		{"/xmpp-nov", 200, "", "text/html"},
		{"/xmpp-nov?both", 200, "", "text/html"},
		{"/xmpp-nov/download/", 301, "/xmpp-nov/download", "text/plain"},
		{"/xmpp-nov/bogus", 302, "/xmpp-nov", "text/plain"},
		{"/xmpp-nov/publish", 302, "/s/xmpp-nov", "text/plain"},
		{"/" + byAlias.ID, 302, "/xmpp-nov", "text/plain"},
		{"/" + byAlias.ID + "/download", 200, "", "text/markdown"},
		{"/XMPP-NOV/download", 404, "", "text/html"},
		{"/" + id + "/publish", 302, "/s/" + byID.ShortID, "text/plain"},
		{"/s/" + byID.ShortID, 200, "", "text/html"},
		{"/s/" + byID.ShortID + "/download", 200, "", "text/markdown"},
		{"/s/" + byID.ShortID + "/edit", 302, "/" + id + "?both", "text/plain"},
		{"/s/" + byAlias.ShortID, 302, "/s/xmpp-nov", "text/plain"},
		{"/missing/download", 404, "", "text/html"},
		{"/missing/info", 404, "", "text/html"},
		{"/robots.txt/download", 404, "", "text/html"},
		{"/private", 302, "/", "text/plain"},
		{"/private/download", 302, "/", "text/plain"},
		{"/private/info", 302, "/", "text/plain"},
		{"/forbidden/download", 403, "", "text/html"},
		{"/login/download", 200, "", "text/html"},
		{"/page/download", 200, "", "text/html"},
		{"/gone/download", 404, "", "text/html"},
	} {
		t.Run(c.path, func(t *testing.T) {
			resp, _ := ask(t, "GET", s.URL+c.path, "")
			if resp.StatusCode != c.status {
				t.Errorf("status %d, want %d", resp.StatusCode, c.status)
			}
			if to, _ := strings.CutPrefix(resp.Header.Get("Location"), s.URL); to != c.to {
				t.Errorf("leads to %q, want %q", to, c.to)
			}
			if kind, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";"); kind != c.kind {
				t.Errorf("type %q, want %q", kind, c.kind)
			}
		})
	}
	if s.Edits() != 0 {
		t.Errorf("reading made %d notes", s.Edits())
	}
}

func TestConditionalHeadAndCompressedReads(t *testing.T) {
	s := start(t)
	long := strings.Repeat("many words\n", 500)
	s.Set("long", long)
	url := s.URL + "/long/download"
	plain, body := ask(t, "GET", url, "")
	if body != long {
		t.Fatal("not the note's text")
	}
	tag := plain.Header.Get("ETag")
	if resp, body := ask(t, "GET", url, "", "If-None-Match", tag); resp.StatusCode != 304 || body != "" || resp.Header.Get("Content-Type") != "" {
		t.Errorf("If-None-Match: %d, %d bytes, %v", resp.StatusCode, len(body), resp.Header)
	}
	if resp, body := ask(t, "HEAD", url, ""); resp.StatusCode != 200 || body != "" || resp.ContentLength != int64(len(long)) {
		t.Errorf("HEAD: %d, %d bytes of %d", resp.StatusCode, len(body), resp.ContentLength)
	}
	resp, body := ask(t, "GET", url, "", "Accept-Encoding", "gzip")
	if resp.Header.Get("Content-Encoding") != "gzip" || len(body) >= len(long) || resp.Header.Get("ETag") != tag {
		t.Errorf("gzip: %v, %d bytes", resp.Header, len(body))
	}
}

func TestOpeningAMissingPageMakesANote(t *testing.T) {
	t.Run("where guests choose addresses", func(t *testing.T) {
		s := start(t)
		if resp, _ := ask(t, "GET", s.URL+"/created-by-get", ""); resp.StatusCode != 302 || resp.Header.Get("Location") != s.URL+"/created-by-get" {
			t.Fatalf("%d, leads to %q", resp.StatusCode, resp.Header.Get("Location"))
		}
		resp, body := ask(t, "GET", s.URL+"/created-by-get/download", "")
		if resp.StatusCode != 200 || body != "" || resp.Header.Get("ETag") != `W/"0-2jmj7l5rSw0yVb/vlWAYkK/YBwk"` ||
			resp.Header.Get("Content-Disposition") != "attachment; filename=Untitled.md" || s.Edits() != 1 {
			t.Errorf("%d %q %v, %d edits", resp.StatusCode, body, resp.Header, s.Edits())
		}
	})
	t.Run("not where they cannot", func(t *testing.T) {
		s := start(t, WithoutFreeURL())
		if resp, _ := ask(t, "GET", s.URL+"/alias", ""); resp.StatusCode != 404 || s.Edits() != 0 || s.Has("alias") {
			t.Errorf("%d, %d edits", resp.StatusCode, s.Edits())
		}
	})
	t.Run("published, under another address", func(t *testing.T) {
		s := start(t, WithoutFreeURL())
		resp, _ := ask(t, "GET", s.URL+"/s/missing/download", "")
		if to := strings.TrimPrefix(resp.Header.Get("Location"), s.URL+"/"); resp.StatusCode != 302 || len(to) != 22 || !s.Has(to) || s.Edits() != 1 {
			t.Errorf("%d, leads to %q, %d edits", resp.StatusCode, to, s.Edits())
		}
	})
}

func TestPost(t *testing.T) {
	const markdown = "text/markdown"
	free, strict := start(t), start(t, WithoutFreeURL())
	free.Set("taken", "x")
	for _, c := range []struct {
		name, path, kind, body string
		server                 *Server
		status                 int
		text                   string // of the note that it leads to
	}{
		{"an id of its own", "/new", markdown, "# A\n", free, 302, "# A\n"},
		{"an alias", "/new/fresh", markdown, "# B", free, 302, "# B"},
		{"carriage returns are lost, and a mark", "/new/cr", markdown, "\ufeff# BOM title\r\nx\ry\n\n\n", free, 302, "# BOM title\nxy\n\n\n"},
		{"a form's type leaves it empty", "/new/form", "application/x-www-form-urlencoded", "# C\n", free, 302, ""},
		{"an alias that is taken", "/new/taken", markdown, "x", free, 409, ""},
		{"100,000 characters", "/new/long", markdown, strings.Repeat("ü", longest), free, 302, strings.Repeat("ü", longest)},
		{"one more", "/new/longer", markdown, strings.Repeat("ü", longest+1), free, 413, ""},
		{"11 MB", "/new/huge", markdown, strings.Repeat("x", 11<<20), free, 413, ""},
		{"an alias where guests have none", "/new/alias", markdown, "x", strict, 302, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := c.server.Edits()
			resp, _ := ask(t, "POST", c.server.URL+c.path, c.body, "Content-Type", c.kind)
			to := strings.TrimPrefix(resp.Header.Get("Location"), c.server.URL+"/")
			if resp.StatusCode != c.status {
				t.Fatalf("status %d, want %d", resp.StatusCode, c.status)
			}
			if to == "" {
				if c.server.Edits() != before {
					t.Error("a note was made")
				}
				return
			}
			if got := c.server.Note(to).Text(); got != c.text || c.server.Edits() != before+1 {
				t.Errorf("the note holds %.40q, want %.40q", got, c.text)
			}
		})
	}
}

func TestPostLimit(t *testing.T) {
	now := time.Date(2026, 11, 22, 16, 25, 42, 0, time.UTC)
	s := start(t, Clock(func() time.Time { return now }))
	for i := range 20 {
		if resp, _ := ask(t, "POST", s.URL+"/new", "", "Content-Type", "text/markdown"); resp.StatusCode != 302 || resp.Header.Get("X-RateLimit-Remaining") != fmt.Sprint(19-i) {
			t.Fatalf("post %d: %d, %v", i+1, resp.StatusCode, resp.Header)
		}
	}
	now = now.Add(78 * time.Second)
	resp, _ := ask(t, "POST", s.URL+"/new", "", "Content-Type", "text/markdown")
	if resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "222" || resp.Header.Get("X-RateLimit-Remaining") != "0" {
		t.Errorf("%d, %v", resp.StatusCode, resp.Header)
	}
	now = now.Add(222 * time.Second)
	if resp, _ := ask(t, "POST", s.URL+"/new", "", "Content-Type", "text/markdown"); resp.StatusCode != 302 {
		t.Errorf("after the wait: %d", resp.StatusCode)
	}
}

func TestBusyAndThrottled(t *testing.T) {
	s := start(t)
	n := s.Set("pad", "text\n")
	n.Busy(1)
	resp, body := ask(t, "GET", n.URL()+"/download", "")
	if resp.StatusCode != 503 || body != "I'm busy right now, try again later." || resp.Header.Get("HedgeDoc-Version") != "" || resp.Header.Get("Retry-After") != "" ||
		resp.Header.Get("ETag") != `W/"24-0XZDmIRD+VT7J6l4s+wKRDPJbEg"` {
		t.Errorf("busy: %d %q %v", resp.StatusCode, body, resp.Header)
	}
	n.Throttle(1, "7")
	if resp, _ := ask(t, "GET", n.URL()+"/download", ""); resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "7" {
		t.Errorf("throttled: %d %v", resp.StatusCode, resp.Header)
	}
	if resp, body := ask(t, "GET", n.URL()+"/download", ""); resp.StatusCode != 200 || body != "text\n" {
		t.Errorf("then: %d %q", resp.StatusCode, body)
	}
}

func TestPageShowsTheTextEscaped(t *testing.T) {
	s := start(t)
	n := s.Set("pad", "# <script>alert(1)</script>\n\na & b\n")
	_, body := ask(t, "GET", n.URL(), "")
	if strings.Contains(body, "<script>") || !strings.Contains(body, "<pre># &lt;script&gt;alert(1)&lt;/script&gt;\n\na &amp; b\n</pre>") {
		t.Error(body)
	}
}

func TestLogSessionsAndPrefix(t *testing.T) {
	s := start(t, Under("/pad"))
	s.Set("nov", "x").Answer(Private)
	resp, _ := ask(t, "GET", s.URL+"/nov/download?x=1", "")
	if resp.Header.Get("Location") != s.URL+"/" || !strings.HasSuffix(s.URL, "/pad") {
		t.Errorf("leads to %q", resp.Header.Get("Location"))
	}
	ask(t, "GET", s.URL+"/nov/info", "", "Cookie", "connect.sid=1")
	want := []Request{{"GET", "/pad/nov/download?x=1", 302}, {"GET", "/pad/nov/info", 302}}
	if got := s.Requests(); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("log %v, want %v", got, want)
	}
	if s.Sessions() != 1 {
		t.Errorf("%d sessions", s.Sessions())
	}
	s.Reset()
	if len(s.Requests()) != 0 {
		t.Error("the log survived")
	}
}
