package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	gh "github.com/google/go-github/v60/github"
)

// What a caller can act on; ask with errors.Is.
var (
	ErrToken       = errors.New("GITHUB_TOKEN was refused")
	ErrPermission  = errors.New("the token may not do this")
	ErrRateLimited = errors.New("GitHub asks for a pause")
	ErrNotFound    = errors.New("not found, or the token may not see it")
	ErrHeadMoved   = errors.New("the pull request's head has moved")
	ErrTheirs      = errors.New("somebody else's pull request holds this issue")
	ErrClosed      = errors.New("a person closed this pull request, and it is not reopened")
	ErrMerged      = errors.New("this pull request is merged")
	ErrSeveral     = errors.New("several open pull requests hold this issue")
)

// PullError says which pull request stands in the way; it wraps ErrTheirs, ErrClosed or ErrMerged.
type PullError struct {
	Pull *Pull
	Err  error
}

// Error names the pull request, its author and its address.
func (e *PullError) Error() string {
	return fmt.Sprintf("%v: #%d by %s, %s", e.Err, e.Pull.Number, plain(e.Pull.Author), plain(e.Pull.URL))
}

// Unwrap returns the reason.
func (e *PullError) Unwrap() error { return e.Err }

// SeveralError says which open pull requests hold the month's issue; it wraps ErrSeveral.
type SeveralError struct{ Pulls []*Pull }

// Error names them all, and says what to do.
func (e *SeveralError) Error() string {
	var names []string
	for _, p := range e.Pulls {
		names = append(names, fmt.Sprintf("#%d by %s, %s", p.Number, plain(p.Author), plain(p.URL)))
	}
	return fmt.Sprintf("%v: %s; nothing was written (close all but one of them)", ErrSeveral, strings.Join(names, "; "))
}

// Unwrap returns ErrSeveral.
func (e *SeveralError) Unwrap() error { return ErrSeveral }

// explain says what was being done and what a person can do about an error of the client library.
func explain(deed string, err error) error {
	var (
		limit  *gh.RateLimitError
		abuse  *gh.AbuseRateLimitError
		answer *gh.ErrorResponse
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &limit):
		return paused(deed, limit.Rate.Reset.Time)
	case errors.As(err, &abuse):
		wait := time.Minute
		if abuse.RetryAfter != nil {
			wait = *abuse.RetryAfter
		}
		return paused(deed, time.Now().Add(wait))
	case errors.As(err, &answer) && answer.Response != nil:
		return explainAnswer(deed, answer)
	}
	return fmt.Errorf("%s: %w", deed, err)
}

func explainAnswer(deed string, e *gh.ErrorResponse) error {
	status, header := e.Response.StatusCode, e.Response.Header
	text := sentence(e)
	switch {
	case status == http.StatusTooManyRequests, status == http.StatusForbidden && header.Get("Retry-After") != "":
		return paused(deed, retryTime(header))
	case status == http.StatusUnauthorized:
		return fmt.Errorf("%s: %w (%s): make a new token, or run without one to read only", deed, ErrToken, text)
	case status == http.StatusForbidden:
		return fmt.Errorf("%s: %w (%s): %s", deed, ErrPermission, text, wayOut(text, header.Get("X-Accepted-GitHub-Permissions")))
	case status == http.StatusNotFound:
		return fmt.Errorf("%s: %w", deed, ErrNotFound)
	}
	return fmt.Errorf("%s: %w", deed, &answerError{status, text})
}

// answerError is a refusal that has no sentinel of its own.
type answerError struct {
	status int
	text   string
}

func (e *answerError) Error() string { return fmt.Sprintf("GitHub answered %d: %s", e.status, e.text) }

// retryTime is when a server that asked for a pause wants to be asked again.
func retryTime(h http.Header) time.Time {
	if s, err := strconv.Atoi(h.Get("Retry-After")); err == nil && s >= 0 {
		return time.Now().Add(time.Duration(s) * time.Second)
	}
	if at, err := http.ParseTime(h.Get("Retry-After")); err == nil {
		return at
	}
	if s, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64); err == nil && h.Get("X-RateLimit-Remaining") == "0" {
		return time.Unix(s, 0)
	}
	return time.Now().Add(time.Minute) // what GitHub asks for where it names no time
}

func paused(deed string, until time.Time) error {
	return fmt.Errorf("%s: %w: try again after %s", deed, ErrRateLimited, until.UTC().Format("2006-01-02 15:04:05 UTC"))
}

// wayOut says how to get a permission that GitHub names as "issues=write; pull_requests=write". Where that for pull requests
// would do it is named, as nothing goes without it.
func wayOut(text, accepted string) string {
	if strings.Contains(text, "not permitted to create") {
		return `allow it under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests", or use a person's token`
	}
	name, level := "pull_requests", "write"
	for i, one := range strings.Split(plain(accepted), ";") {
		if n, l, ok := strings.Cut(strings.TrimSpace(one), "="); ok && (i == 0 || n == "pull_requests") {
			name, level = n, l
		}
	}
	key := strings.ReplaceAll(name, "_", "-")
	return fmt.Sprintf("in a workflow add %q under permissions; a person's token needs the permission %q on this repository, and its owner the right", key+": "+level, name+"="+level)
}

// sentence is what the server said: its message and the messages of its errors, fit to be shown.
func sentence(e *gh.ErrorResponse) string {
	words := []string{e.Message}
	for _, one := range e.Errors {
		switch {
		case one.Message != "":
			words = append(words, one.Message)
		case one.Field != "":
			words = append(words, one.Field+" "+one.Code)
		case one.Code != "":
			words = append(words, one.Code)
		}
	}
	text := plain(strings.Join(words, ": "))
	if text == "" {
		return "no reason given"
	}
	return text
}

// plain makes text from outside fit for one line of a log: no control, invisible or bidirectional characters, not long.
func plain(s string) string {
	const most = 300
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case r == '\ufe0e', r == '\ufe0f': // text or emoji
			return r
		case r == unicode.ReplacementChar,
			unicode.In(r, unicode.Cf, unicode.Co, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// denied reports whether an error means that rights are missing.
func denied(err error) bool { return errors.Is(err, ErrPermission) || errors.Is(err, ErrNotFound) }

// unknown reports whether a write may have happened although it ended in this error.
func unknown(ctx context.Context, err error) bool {
	var answer *answerError
	if errors.As(err, &answer) {
		return answer.status >= 500
	}
	return ctx.Err() == nil && !denied(err) && !errors.Is(err, ErrToken) && !errors.Is(err, ErrRateLimited)
}

// unprocessable reports whether GitHub refused the content of a request.
func unprocessable(err error) bool {
	var answer *answerError
	return errors.As(err, &answer) && answer.status == http.StatusUnprocessableEntity
}

// conflicting reports whether GitHub refused because of what is there.
func conflicting(err error) bool {
	var answer *answerError
	return errors.As(err, &answer) && answer.status == http.StatusConflict
}

// alreadyExists reports whether a 422 says that the thing is there.
func alreadyExists(err error) bool {
	return unprocessable(err) && (strings.Contains(err.Error(), "already_exists") || strings.Contains(err.Error(), "already exists"))
}
