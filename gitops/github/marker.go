package github

import (
	"fmt"
	"strings"
)

// summaryMarker is the first line of the one comment that sums up.
func (c *Client) summaryMarker(number int) string {
	return fmt.Sprintf("<!-- padpress: %s#%d summary -->", c.repo(), number)
}

// lineMarker is the first line of a comment under a line.
func (c *Client) lineMarker(number int, fingerprints []string) string {
	return fmt.Sprintf("<!-- padpress: %s#%d %s -->", c.repo(), number, strings.Join(fingerprints, " "))
}

// postedMarker is the first line of a review's body: all that its comments say. Comments can be removed, a review cannot.
func (c *Client) postedMarker(number int, fingerprints []string) string {
	return c.lineMarker(number, append([]string{postedWord}, fingerprints...))
}

const postedWord = "posted"

// postedIn reads the first line of a review's body; nil if it is not our marker.
func (c *Client) postedIn(number int, body string) []string {
	words := c.fingerprints(number, body)
	if len(words) == 0 || words[0] != postedWord {
		return nil
	}
	return words[1:]
}

// fingerprints reads the first line of a comment; nil if it is not our marker for this repository and pull request.
func (c *Client) fingerprints(number int, body string) []string {
	inner, ok := strings.CutPrefix(firstLine(body), fmt.Sprintf("<!-- padpress: %s#%d ", c.repo(), number))
	if !ok {
		return nil
	}
	inner, ok = strings.CutSuffix(inner, " -->")
	if !ok {
		return nil
	}
	return strings.Fields(inner)
}

func firstLine(body string) string {
	line, _, _ := strings.Cut(body, "\n")
	return strings.TrimSuffix(line, "\r")
}

// checkFingerprint refuses what would not come back from a marker as it went in.
func checkFingerprint(s string) error {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/+=~-"
	stray := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune(allowed, r) })
	if s == "" || s == "summary" || s == postedWord || stray >= 0 || strings.Contains(s, "--") {
		return fmt.Errorf("fingerprint %q: want letters, digits and ._:/+=~- without two hyphens in a row", plain(s))
	}
	return nil
}
