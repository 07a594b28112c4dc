package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// maxPullEvent bounds what is read of an event's file, in bytes: GitHub sends no larger one.
const maxPullEvent = 25 << 20

// eventPull is the number of the pull request that a workflow's event is about. The event must be one of the repository.
func eventPull(e *env, repo string) (int, error) {
	file := e.get("GITHUB_EVENT_PATH")
	if file == "" {
		return 0, usagef("--pull is missing, and no event names a pull request (GITHUB_EVENT_PATH is not set)")
	}
	f, err := os.Open(file)
	if err != nil {
		return 0, fmt.Errorf("read the event: %w", err)
	}
	defer f.Close()
	var event struct {
		PullRequest struct{ Number int } `json:"pull_request"`
		Repository  struct {
			FullName string `json:"full_name"`
		}
	}
	if err := json.NewDecoder(io.LimitReader(f, maxPullEvent)).Decode(&event); err != nil {
		return 0, fmt.Errorf("read the event %s: %w", file, err)
	}
	switch {
	case event.PullRequest.Number < 1:
		return 0, usagef("the event in %s is about no pull request; name one with --pull", file)
	case !strings.EqualFold(event.Repository.FullName, repo):
		return 0, usagef("the event in %s is about %q, and not about %s", file, event.Repository.FullName, repo)
	}
	return event.PullRequest.Number, nil
}
