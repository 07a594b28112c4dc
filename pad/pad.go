// Package pad knows where a newsletter's text comes from.
//
// A [Source] answers with a [Snapshot]: the bytes that people wrote, untouched, and what
// the server tells about them. Whatever is not plainly the text of a note — a login page, an
// emptied pad, a body that was cut off — is an error that says what to do, so that nothing
// of it can reach a repository.
package pad

import (
	"context"
	"io"
	"net/http"
	"time"
)

// Snapshot is the text of a pad as it was at one moment.
type Snapshot struct {
	// Text is what the pad holds, byte for byte: valid UTF-8, not blank, perhaps with a
	// byte order mark, carriage returns and other separators of lines.
	Text []byte

	// Title is the pad's own name for the text, without control characters; empty if the
	// pad has none. It was written by people: escape it like the text.
	Title string

	// Revision is the server's mark of this version (an ETag, kept as it was sent);
	// equal marks mean equal text. Empty if the server gives none.
	Revision string

	// Changed is when the text was last changed, zero if nobody says. HedgeDoc is asked
	// after the text was read, so that an edit in between makes it a little too late. Of a text as it stood at
	// [Options.At] it is when that text was kept.
	Changed time.Time

	// URL is where people find the pad. It is written into commits: no query, no fragment, no user.
	// For a file it is the base name, for standard input the words "standard input".
	URL string
}

// Source is a place that a newsletter's text comes from.
type Source interface {
	// Fetch reads the text as it is now, or as it stood at [Options.At]. It changes nothing there, and may be called
	// again, one call after the other: a server then need not send what has not changed. Callers do not write into
	// the text. Its errors wrap the package's sentinels and read as one line.
	Fetch(ctx context.Context) (Snapshot, error)

	// String is the source's name for people: the URL of its snapshots.
	String() string
}

// Options say how sources are read. The zero value is good for everything but standard input.
type Options struct {
	// HTTP asks the servers; nil means a new client. Sources copy it, and set redirects
	// and cookies as they need them.
	HTTP *http.Client

	// Stdin is read for the address "-".
	Stdin io.Reader

	// Limit is the largest text accepted, in bytes; zero means 1 MiB.
	Limit int64

	// Kind is one of [Kinds]; empty means that the address tells, or else the server.
	Kind string

	// At asks for the text as it stood then; the zero time means now. Sources without a history refuse it.
	At time.Time

	// Token is the caller's at a HackMD or HedgeDoc 2 server; empty if there is none. It is sent to the pad's own
	// server only, over an encrypted connection unless that is this machine, and never after a redirect.
	Token string

	// Agent is the User-Agent; empty means "padpress".
	Agent string

	// Timeout bounds one request with its body; zero means 30 seconds.
	Timeout time.Duration

	// Wait pauses between tries and returns early with the context's error; nil means a timer.
	Wait func(ctx context.Context, d time.Duration) error
}

func (o Options) limit() int64 {
	if o.Limit > 0 {
		return o.Limit
	}
	return 1 << 20
}
