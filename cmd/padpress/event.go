package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// event is what GitHub says of a comment in the file that GITHUB_EVENT_PATH names. Anybody may have written the comment.
type event struct {
	Action string
	Issue  struct {
		Number      int
		State       string
		PullRequest *struct{} `json:"pull_request"` // nil for an issue that is none
	}
	Comment struct {
		Body      string
		CreatedAt string `json:"created_at"`
		UpdatedAt string `json:"updated_at"`
		User      struct{ Login, Type string }
	}
	Repository struct {
		Name string `json:"full_name"`
	}
}

// maxEvent bounds the file, in bytes. It holds a comment and the body of what it is about, each of at most 65,536
// characters, and descriptions of accounts and repositories.
const maxEvent = 4 << 20

// decodeEvent reads the file of an event. Whoever caused the event may have written what is in it.
func decodeEvent(path string, into any) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read the event: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxEvent+1))
	switch {
	case err != nil:
		return fmt.Errorf("read the event: %w", err)
	case len(text) > maxEvent:
		return fmt.Errorf("read the event: it has more than %d bytes, which no event has that padpress is for", maxEvent)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("read the event: it is not GitHub's JSON: %w", err)
	}
	return nil
}

func readEvent(e *env) (event, error) {
	var ev event
	path := e.get("GITHUB_EVENT_PATH")
	if name := e.get("GITHUB_EVENT_NAME"); path == "" || name != "issue_comment" {
		return ev, usagef("answer runs in a workflow with “on: {issue_comment: {types: [created]}}”; GITHUB_EVENT_NAME is %q", name)
	}
	return ev, decodeEvent(path, &ev)
}

// request is the command that the event is about, or else why it is none of ours. Of the comment nothing else is used.
func (ev event) request() (request, string) {
	c := ev.Comment
	switch {
	case ev.Action != "created" || c.CreatedAt != c.UpdatedAt:
		return request{}, "only new comments are commands, not changed ones"
	case ev.Issue.PullRequest == nil || ev.Issue.State != "open" || ev.Issue.Number < 1:
		return request{}, "it is not on an open pull request"
	case c.User.Type != "User":
		return request{}, "programs give no commands"
	}
	r, ok := readRequest(c.Body)
	if !ok {
		return request{}, "the comment is not one of the commands alone: " + strings.Join(requests, ", ")
	}
	return r, ""
}

// requests are the commands, for people.
var requests = []string{"/padpress import", "/padpress accept", "/padpress release 2026-12-07"}

// request is a command.
type request struct {
	verb string // import, accept or release
	day  string // of release, such as 2026-12-07; it need not be one
}

// readRequest reads a comment that is a command and nothing else. In a quote or in code it is none.
func readRequest(comment string) (request, bool) {
	text := strings.TrimSpace(comment)
	before, _, _ := strings.Cut(comment, text)
	if before = before[strings.LastIndexByte(before, '\n')+1:]; strings.HasPrefix(before, "    ") || strings.Contains(before, "\t") {
		return request{}, false
	}
	switch text {
	case "/padpress import", "/padpress accept":
		return request{verb: strings.TrimPrefix(text, "/padpress ")}, true
	}
	day, ok := strings.CutPrefix(text, "/padpress release ")
	return request{"release", day}, ok && hasDayForm(day)
}

func hasDayForm(s string) bool {
	for i, r := range s {
		if dash := i == 4 || i == 7; dash != (r == '-') || !dash && (r < '0' || r > '9') {
			return false
		}
	}
	return len(s) == len("2026-12-07")
}

func (r request) String() string { return strings.TrimSpace("/padpress " + r.verb + " " + r.day) }
