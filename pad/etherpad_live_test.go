package pad_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/pad/padtest"
)

// TestLiveEtherpad holds a real Etherpad 1.8 and its stand-in to the same story. The server must be fresh: the story
// ends with the eleventh export within 90 seconds.
func TestLiveEtherpad(t *testing.T) {
	t.Run("stand-in", func(t *testing.T) {
		srv := padtest.NewEtherpad(padtest.Etherpad1, nil)
		defer srv.Close()
		etherpadStory(t, srv.URL, func(name, text string) { srv.Set(name, text) })
	})
	t.Run("live", func(t *testing.T) {
		server, key := strings.TrimSuffix(os.Getenv("ETHERPAD_URL"), "/"), os.Getenv("ETHERPAD_APIKEY")
		if server == "" || key == "" {
			t.Skip("set ETHERPAD_URL and ETHERPAD_APIKEY to those of an Etherpad 1.8 that just started; .ci/etherpad does")
		}
		etherpadStory(t, server, func(name, text string) {
			call := func(method string) int {
				resp, err := http.PostForm(server+"/api/1.2.13/"+method, url.Values{"apikey": {key}, "padID": {name}, "text": {text}})
				if err != nil {
					t.Fatal(err)
				}
				defer resp.Body.Close()
				var answer struct{ Code int }
				if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
					t.Fatal(err)
				}
				return answer.Code
			}
			if call("createPad") != 0 && call("setText") != 0 {
				t.Fatalf("the server does not take the text of %s", name)
			}
		})
	})
}

func etherpadStory(t *testing.T, server string, set func(name, text string)) {
	exports := 0
	read := func(address string, o pad.Options, asks int) (pad.Snapshot, error) {
		exports += asks
		return fetch(t, server+address, o)
	}
	const text = "---\ntitle: November\n---\n\n# Live\n\n- *ünï* — 😀 <b>\n"
	set("live_one", text)
	first, err := read("/p/live_one", pad.Options{}, 1)
	if err != nil || strings.TrimRight(string(first.Text), "\n") != strings.TrimRight(text, "\n") || first.Revision == "" {
		t.Fatalf("%+v, %v", first, err)
	}
	if s, err := read("/p/live%20one", pad.Options{}, 1); err != nil || s.Revision != first.Revision || s.URL != server+"/p/live_one" {
		t.Errorf("another way to write its name: %+v, %v", s, err)
	}
	before := time.Now()
	for !time.Now().After(before.Add(2 * time.Millisecond)) { // Etherpad counts milliseconds
	}
	set("live_one", "# Another text\n")
	if s, err := read("/p/live_one", pad.Options{At: before}, 2); err != nil || string(s.Text) != string(first.Text) || s.Changed.After(before) {
		t.Errorf("as it stood before: %+v, %v", s, err)
	}
	if s, err := read("/p/live_one", pad.Options{At: time.Now().Add(time.Minute)}, 2); err != nil || !strings.HasPrefix(string(s.Text), "# Another text\n") {
		t.Errorf("as it stands: %+v, %v", s, err)
	}
	for range 2 { // the first must not make it
		if _, err := read("/p/live_missing", pad.Options{}, 1); !errors.Is(err, pad.ErrMissing) {
			t.Error(err)
		}
	}
	for exports < 10 {
		if _, err := read("/p/live_one", pad.Options{}, 1); err != nil {
			t.Fatalf("export %d: %v", exports, err)
		}
	}
	var asked time.Duration
	enough := errors.New("enough")
	_, err = read("/p/live_one", pad.Options{Wait: func(_ context.Context, d time.Duration) error { asked = d; return enough }}, 1)
	if !errors.Is(err, enough) || asked < 60*time.Second || asked > 92*time.Second {
		t.Errorf("the eleventh export: %v, asked to wait for %s", err, asked)
	}
}
