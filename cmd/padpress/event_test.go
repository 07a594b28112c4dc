package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// The grammar of the commands, written down once more.
var commandForm = regexp.MustCompile(`^/padpress (import|accept|release [0-9]{4}-[0-9]{2}-[0-9]{2})$`)

// FuzzReadRequest: a command is the whole comment, but for blanks around it, and it is no code.
func FuzzReadRequest(f *testing.F) {
	for _, s := range []string{
		"/padpress import", " \r\n/padpress accept\n\n", "/padpress release 2026-12-07", "/padpress  import", "/Padpress import", "/padpress import.", "/padpress import\n/padpress accept",
		"    /padpress import", "\t/padpress import", "> /padpress import", "```\n/padpress import\n```", "/padpress release 2026-12-7", "/padpress release ２０２６-12-07", "\u200b/padpress import", "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, comment string) {
		r, ok := readRequest(comment)
		text := strings.TrimFunc(comment, unicode.IsSpace)
		if ok && (!commandForm.MatchString(text) || r.String() != text) {
			t.Errorf("%q is taken for %+v", comment, r)
		}
		if !ok && commandForm.MatchString(text) && strings.HasPrefix(comment, "/") {
			t.Errorf("%q is not taken", comment)
		}
	})
}

// FuzzEvent: whatever the file holds, it is an error in one line, a reason to pass over, or a command of a person.
func FuzzEvent(f *testing.F) {
	f.Add([]byte(`{"action":"created","issue":{"number":1,"state":"open","pull_request":{}},"comment":{"body":"/padpress import","user":{"login":"a","type":"User"}}}`))
	f.Add([]byte(`{"action":["created"]}`))
	f.Add([]byte(strings.Repeat("[", 100_000)))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "event.json")
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		vars := map[string]string{"GITHUB_EVENT_PATH": path, "GITHUB_EVENT_NAME": "issue_comment"}
		ev, err := readEvent(&env{get: func(name string) string { return vars[name] }})
		if err != nil {
			if json.Valid(text) && json.Unmarshal(text, &event{}) == nil {
				t.Errorf("%q is refused: %v", text, err)
			}
			checkLines(t, oneLine(err)+"\n")
			return
		}
		r, why := ev.request()
		if why == "" && (ev.Action != "created" || ev.Issue.PullRequest == nil || ev.Comment.User.Type != "User" || !commandForm.MatchString(r.String())) {
			t.Errorf("%q is the command %+v", text, r)
		}
	})
}
