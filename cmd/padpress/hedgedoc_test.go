package main

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/pad/padtest"
)

// TestLiveHedgeDoc takes a note of a real server to a pull request, and again, which must write nothing. Nothing on the
// server is changed but for the note that the test makes.
func TestLiveHedgeDoc(t *testing.T) {
	server := os.Getenv("HEDGEDOC_URL")
	if server == "" {
		t.Skip("HEDGEDOC_URL names no live HedgeDoc 1; for example HEDGEDOC_URL=http://localhost:3000")
	}
	hedgeDocStory(t, server)
}

// TestEmbeddedHedgeDoc is the same story on the embedded pad.
func TestEmbeddedHedgeDoc(t *testing.T) {
	server := padtest.New()
	defer server.Close()
	hedgeDocStory(t, server.URL)
}

func hedgeDocStory(t *testing.T, server string) {
	t.Helper()
	needGit(t)
	note := newNote(t, strings.TrimSuffix(server, "/"), sampleText("pad.md"))
	s, err := newWorld(t)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	now, err := time.Parse(time.RFC3339, sampleTime)
	if err != nil {
		t.Fatal(err)
	}
	out, err := line(t, s, now, submitOptions{pad: note})
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Log("\n" + out)
	if pulls := s.site.Pulls(); len(pulls) != 1 || pulls[0].Milestone != 3 {
		t.Errorf("the pull requests are %+v", pulls)
	}
	s.forge.ResetRequests()
	if out, err = line(t, s, now, submitOptions{pad: note}); err != nil || s.forge.Writes() > 0 {
		t.Errorf("the second run wrote %d times: %v\n%s", s.forge.Writes(), err, out)
	}

	// As it stands, and as it stood before there was such a note.
	e := quiet()
	e.now = func() time.Time { return time.Now().Add(time.Hour) }
	at := padReading{at: time.Now().Add(time.Minute).UTC().Format(time.RFC3339)}
	if text, err := readText(t.Context(), e, note, at); err != nil || string(text) != sampleText("pad.md") {
		t.Errorf("%s: %d bytes, %v", at.at, len(text), err)
	}
	if _, err := readText(t.Context(), e, note, padReading{at: "2020-01-01"}); !errors.Is(err, pad.ErrHistory) {
		t.Errorf("before there was such a note: %v", err)
	}
}

// newNote makes a note with this text and returns its address.
func newNote(t *testing.T, server, text string) string {
	client := &http.Client{
		Timeout:       time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Post(server+"/new", "text/markdown", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	at, err := answer.Location()
	if err != nil {
		t.Fatalf("POST %s/new: %s: %v", server, answer.Status, err)
	}
	return at.String()
}
