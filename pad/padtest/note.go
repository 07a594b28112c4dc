package padtest

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/goccy/go-yaml"
)

// Mode is how a note answers.
type Mode int

const (
	// Readable notes answer everybody.
	Readable Mode = iota
	// Private notes send guests to the front page, as private, limited and protected ones do.
	Private
	// Forbidden notes answer 403, as they do to people who are logged in as somebody else.
	Forbidden
	// Login is a proxy's login page instead of the note, with status 200.
	Login
	// HTML is some other page instead of the text, with status 200.
	HTML
	// Truncated ends the text in the middle of what was announced.
	Truncated
	// Missing answers 404, as if the note had been removed.
	Missing
	// Silent never answers.
	Silent
)

// Note is a note on a server.
type Note struct {
	ID      string // 22 characters
	Alias   string // the name that was chosen for it, if any
	ShortID string // the name of the page for readers

	server    *Server
	text      string
	created   time.Time
	changed   time.Time // zero until the first edit
	revisions []revision
	views     int

	mode     Mode
	busy     int
	throttle int
	after    string
}

type revision struct {
	at   time.Time
	text string
}

// URL is the note's address.
func (n *Note) URL() string { return n.server.URL + "/" + url.PathEscape(n.name()) }

// Text is what the note holds.
func (n *Note) Text() string {
	n.server.mu.Lock()
	defer n.server.mu.Unlock()
	return n.text
}

// Answer sets how the note answers from now on.
func (n *Note) Answer(m Mode) {
	n.server.mu.Lock()
	defer n.server.mu.Unlock()
	n.mode = m
}

// Busy answers the next requests for the note with 503, as an overloaded HedgeDoc does.
func (n *Note) Busy(times int) {
	n.server.mu.Lock()
	defer n.server.mu.Unlock()
	n.busy = times
}

// Throttle answers the next requests for the note with 429 and, unless it is empty, this Retry-After.
func (n *Note) Throttle(times int, retryAfter string) {
	n.server.mu.Lock()
	defer n.server.mu.Unlock()
	n.throttle, n.after = times, retryAfter
}

func (n *Note) name() string {
	if n.Alias != "" {
		return n.Alias
	}
	return n.ID
}

func (n *Note) published() string {
	if n.Alias != "" {
		return n.Alias
	}
	return n.ShortID
}

// keep stores a revision. The real one waits for minutes of quiet; milliseconds name both.
func (n *Note) keep() {
	at := n.created
	if !n.changed.IsZero() {
		at = n.changed
	}
	at = at.Truncate(time.Millisecond)
	if last := len(n.revisions) - 1; last >= 0 && !at.After(n.revisions[last].at) {
		n.revisions[last].text = n.text
		return
	}
	n.revisions = append(n.revisions, revision{at, n.text})
}

// at is the oldest revision that is not older than a time: that is how HedgeDoc looks it up.
func (n *Note) at(ms int64) (revision, bool) {
	for _, r := range n.revisions {
		if r.at.UnixMilli() >= ms {
			return r, true
		}
	}
	return revision{}, false
}

// heading is the note's title and description: from the front matter if it parses, else from the text.
func (n *Note) heading() (title, description string) {
	front, body := cutFrontMatter(n.text)
	var meta struct{ Title, Description string }
	if yaml.Unmarshal([]byte(front), &meta) != nil {
		meta.Title, meta.Description = "", ""
	}
	title, description = meta.Title, meta.Description
	if title == "" {
		title = firstHeading(body)
	}
	if description == "" {
		description = strings.ReplaceAll(firstUnits(body, 100), "\n", " ")
	}
	return title, description
}

func cutFrontMatter(text string) (front, body string) {
	rest, found := strings.CutPrefix(text, "---\n")
	if !found {
		return "", text
	}
	front, body, found = strings.Cut(rest, "\n---\n")
	if !found {
		return "", text
	}
	return front, strings.TrimLeft(body, "\n")
}

func firstHeading(body string) string {
	fenced := false
	for line := range strings.Lines(body) {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if h, found := strings.CutPrefix(line, "# "); found && !fenced {
			return strings.TrimSpace(h)
		}
	}
	return "Untitled"
}

// firstUnits is the start of a text, measured as JavaScript does.
func firstUnits(s string, n int) string {
	units := utf16.Encode([]rune(s))
	return string(utf16.Decode(units[:min(n, len(units))]))
}
