package gitops

import (
	"errors"
	"strings"
	"time"
	"unicode"
)

// Errors on which a caller acts. They come wrapped, with the names of what they are about.
var (
	// ErrGone is returned by EnsureBranch when people removed the file from the branch.
	ErrGone = errors.New("people removed it")

	// ErrNoBase is returned by EnsureBranch when people rewrote the branch's history, and the server does not have the
	// text any more that they and the pad both came from. Without it nothing can be merged.
	ErrNoBase = errors.New("its history was rewritten, and the pad's last import is not on the server any more")

	// ErrForeign is returned by EnsureBranch when the branch has commits of its own, and no import of this issue among
	// them that counts: it is somebody else's, or its history was rewritten.
	ErrForeign = errors.New("the branch holds commits of others and no import of this issue")

	// ErrPublished is returned by EnsureBranch when the file is on the base branch already.
	ErrPublished = errors.New("the issue is published")
)

// Kind says what a failure of the server or of the way to it means.
type Kind int

// The kinds of failure.
const (
	Unknown      Kind = iota // a push whose outcome nobody knows: its answer was lost or is not git's
	Conflict                 // the branch is not where it was when it was read
	Rejected                 // a hook, a rule or a protection refused the push; Text is what it said
	Unauthorized             // no token, or one that the server does not know
	Forbidden                // a token that may not do this
	NotFound                 // no such repository or branch, or the token may not see it
	Moved                    // the repository is on another server now
	Throttled                // too many requests; see RetryAfter
	Transient                // the same request may work later; nothing was written
	Protocol                 // the server answered something that git does not understand
)

// String is the kind in one word.
func (k Kind) String() string {
	return [...]string{"unknown", "conflict", "rejected", "unauthorized", "forbidden", "not found", "moved", "throttled", "transient", "protocol"}[k]
}

// Error is a failure of the server, or of the way to it. Its text is one line without control characters and without the token.
type Error struct {
	Kind       Kind
	Op         string        // deed and object: "push newsletter-november-2026 to xsf/xmpp.org"
	Text       string        // what happened and the way out, with the server's own words where it had some
	RetryAfter time.Duration // how long the server asked to wait, or 0
	Err        error         // the network's or the context's error, or nil

	gone bool // the server does not have an object that was asked for
}

// Error is the deed, what happened, the cause and the way out.
func (e *Error) Error() string {
	s := e.what()
	if out := e.wayOut(); out != "" {
		s = strings.TrimSuffix(s, ".") + "; " + out // servers end their sentences
	}
	return s
}

// what is the deed, what happened and the cause.
func (e *Error) what() string {
	s := e.Op + ": " + e.Text
	var inner *Error
	switch {
	case e.Err == nil:
		return s
	case errors.As(e.Err, &inner):
		return s + ": " + inner.what()
	}
	return s + ": " + clean(e.Err.Error(), "")
}

// wayOut is what a person can do, where Text does not say it.
func (e *Error) wayOut() string {
	switch e.Kind {
	case Unknown:
		return "whether it was applied is not known: run again, which looks first"
	case Conflict, Transient:
		return "run again"
	case Rejected:
		return "the repository's rules say who may push to this branch"
	case Unauthorized:
		return "set GITHUB_TOKEN to one that is valid"
	case Forbidden:
		return "the token needs the right to this repository's contents"
	case NotFound:
		return "check the name, and what the token may see: in a workflow it takes contents: read"
	case Throttled:
		if e.RetryAfter > 0 {
			return "run again in " + e.RetryAfter.String()
		}
		return "run again in some minutes"
	case Protocol:
		return "ask who runs the server, or the proxy before it"
	}
	return ""
}

// Unwrap is the network's or the context's error.
func (e *Error) Unwrap() error { return e.Err }

// IsKind reports whether err is, or wraps, an Error of the kind.
func IsKind(err error, k Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == k
}

// clean makes one short line of a text that others wrote, with no character that a terminal or a reader could mistake,
// and without the secret.
func clean(text, secret string) string {
	if secret != "" {
		text = strings.ReplaceAll(text, secret, "***")
	}
	text = strings.Map(func(c rune) rune {
		if unseen(c) {
			return ' '
		}
		return c
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	const most = 400
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return text
}

// unseen characters move a cursor, end a line, change the direction of writing, or are not shown at all. Those that ask
// for an emoji are none: people do write them.
func unseen(c rune) bool {
	if c == '\ufe0e' || c == '\ufe0f' {
		return false
	}
	return c == unicode.ReplacementChar || unicode.In(c, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// text is what the server said, fit for an error.
func (r *Repository) text(s string) string { return clean(s, r.token) }
