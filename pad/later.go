package pad

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// isBusy tells whether the server may answer otherwise in a moment. A 413 means that only with a Retry-After.
func isBusy(r *reply) bool {
	switch r.status {
	case http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported:
		return false
	case http.StatusRequestEntityTooLarge:
		return r.header.Get("Retry-After") != ""
	}
	return r.status >= 500
}

// longest bounds what servers ask for, so that no arithmetic overflows.
const longest = 24 * time.Hour

// retryAfter is how long the server asks to wait; zero if it does not say.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if s, err := strconv.ParseUint(value, 10, 64); err == nil {
		return time.Duration(min(s, uint64(longest/time.Second))) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(longest, max(0, at.Sub(theirs(h, now))))
}

// quotaReset is how long the server wants no more requests, because the last of those that it allows was made; zero if
// there are some left, or if it does not say.
func quotaReset(h http.Header, now time.Time) time.Duration {
	for _, prefix := range []string{"X-RateLimit-", "X-RateLimit-User"} {
		if strings.TrimSpace(h.Get(prefix+"Remaining")) != "0" {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(h.Get(prefix+"Reset")), 10, 64)
		switch {
		case err != nil || n < 0 || n > 1<<33:
		case n < 1<<30: // seconds to go, as Fastify counts; else since 1970
			return min(longest, time.Duration(n)*time.Second)
		default:
			return min(longest, max(0, time.Unix(n, 0).Sub(theirs(h, now))))
		}
	}
	return 0
}

// theirs is the time by the server's own clock, where it tells it: that makes ours irrelevant.
func theirs(h http.Header, now time.Time) time.Time {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		return date
	}
	return now
}
