package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptEvent writes what GitHub tells a workflow of a comment: event FILE LOGIN NUMBER BODY, and what is out of the
// ordinary: edited, changed, bot, issue, closed, elsewhere or huge.
func scriptEvent(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: event FILE LOGIN NUMBER BODY [what is odd]")
	}
	is := func(word string) bool { return slices.Contains(args[4:], word) }
	either := func(odd bool, a, b string) string {
		if odd {
			return a
		}
		return b
	}
	body := strings.NewReplacer(`\n`, "\n", `\r`, "\r").Replace(args[3])
	if is("huge") {
		body = strings.Repeat("a", maxEvent)
	}
	issue := map[string]any{"number": number(ts, args[2]), "state": either(is("closed"), "closed", "open"), "title": "@everyone"}
	if !is("issue") {
		issue["pull_request"] = map[string]any{"url": "https://api.example.org"}
	}
	text, err := json.Marshal(map[string]any{
		"action": either(is("edited"), "edited", "created"),
		"issue":  issue,
		"comment": map[string]any{
			"id": 1, "body": body, "created_at": "2026-12-01T09:00:00Z", "updated_at": either(is("changed"), "2026-12-01T09:01:00Z", "2026-12-01T09:00:00Z"),
			"user": map[string]any{"login": args[1], "type": either(is("bot"), "Bot", "User")},
		},
		"repository": map[string]any{"full_name": either(is("elsewhere"), "community/bare", sampleRepo)},
	})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o644))
}
