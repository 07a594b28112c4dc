package pad_test

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
)

// TestServersGiveBackWhatWasWritten holds the stand-in and a real HedgeDoc 1 to the same story:
// make notes, read them back, and look for notes that are not there.
func TestServersGiveBackWhatWasWritten(t *testing.T) {
	t.Run("stand-in", func(t *testing.T) { writeAndRead(t, start(t).URL) })
	t.Run("live", func(t *testing.T) {
		server := strings.TrimSuffix(os.Getenv("HEDGEDOC_URL"), "/")
		if server == "" {
			t.Skip("set HEDGEDOC_URL to the address of a HedgeDoc 1 server that lets guests make notes")
		}
		writeAndRead(t, server)
	})
}

func writeAndRead(t *testing.T, server string) {
	text := "---\ntitle: XMPP Newsletter (Live) 2026\n---\n\n# Live\n\nünï — \u00a0\u2028x\n\n" + strings.Repeat("- a line of the newsletter\n", 200) + "no newline at the end"
	address := post(t, server+"/new", text)
	o := pad.Options{Timeout: 10 * time.Second}
	read := func(address string) pad.Snapshot {
		t.Helper()
		source, err := pad.Open(address, o)
		if err != nil {
			t.Fatal(err)
		}
		s, err := source.Fetch(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := read(address)
	if string(first.Text) != text {
		t.Errorf("%d bytes came back of %d", len(first.Text), len(text))
	}
	if first.Title != "XMPP Newsletter (Live) 2026" || first.Revision == "" || first.URL != address || time.Since(first.Changed).Abs() > time.Hour {
		t.Errorf("title %q, revision %q, URL %q, changed %v", first.Title, first.Revision, first.URL, first.Changed)
	}
	for _, same := range []string{address, address + "?both", address + "/publish", address + "/download"} {
		if s := read(same); s.Revision != first.Revision || string(s.Text) != text {
			t.Errorf("%s: revision %q, then %q", same, first.Revision, s.Revision)
		}
	}
	for _, missing := range []string{"/AAAAAAAAAAAAAAAAAAAAAA", "/padpress-no-such-note"} {
		for range 2 { // the first must not make it
			source, err := pad.Open(server+missing, o)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := source.Fetch(t.Context()); !errors.Is(err, pad.ErrMissing) {
				t.Errorf("%s: %v", missing, err)
			}
		}
	}
	empty, err := pad.Open(post(t, server+"/new", ""), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := empty.Fetch(t.Context()); !errors.Is(err, pad.ErrEmpty) {
		t.Error(err)
	}
}

// post makes a note and says where it is.
func post(t *testing.T, url, text string) string {
	t.Helper()
	c := http.Client{
		Timeout:       10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := c.Post(url, "text/markdown", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	to, err := resp.Location()
	if err != nil {
		t.Fatalf("POST %s answered %s", url, resp.Status)
	}
	return to.String()
}
