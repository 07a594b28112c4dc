package main

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/pad"
)

// padReading is how a pad is to be read, as the flags say.
type padReading struct {
	kind string // one of pad.Kinds, "" to find out
	at   string // the time as of which, "" for now
}

// openPad makes the source of a pad's text. It asks no server; its errors are mistakes in the call.
func (e *env) openPad(address string, r padReading, client *http.Client) (pad.Source, error) {
	at, err := e.padAt(r.at)
	if err != nil {
		return nil, err
	}
	source, err := pad.Open(address, pad.Options{
		Kind: r.kind, At: at, Token: e.get("PADPRESS_PAD_TOKEN"), HTTP: client, Stdin: e.in, Agent: agent(), Wait: e.waitAloud,
	})
	if err != nil {
		return nil, usageError{err}
	}
	return source, nil
}

// fetchPad reads a pad, and tells a person who waits what for.
func (e *env) fetchPad(ctx context.Context, source pad.Source) (pad.Snapshot, error) {
	e.progress("asking %s …", source)
	return source.Fetch(ctx)
}

// waitAloud waits, and tells a person for how long.
func (e *env) waitAloud(ctx context.Context, d time.Duration) error {
	e.progress("the pad does not answer yet; asking again in %s …", d.Round(time.Second))
	return e.wait(ctx, d)
}

// padKindUsage is what help says of --pad-kind: the kinds that an address of the web may need.
func padKindUsage() string {
	kinds := slices.DeleteFunc(pad.Kinds(), func(k string) bool { return k == "stdin" || k == "file" })
	return strings.Join(kinds[:len(kinds)-1], ", ") + " or " + kinds[len(kinds)-1] + " (default: found out)"
}

// padAtUsage is what help says of --pad-at.
const padAtUsage = "the pad as it stood then (UTC): 2026-11-30, its end, or \"2026-11-30 18:00\""

// padAt reads the time of --pad-at, in UTC unless it says otherwise; a day means its end. The zero time means now.
func (e *env) padAt(value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	now, err := e.clock()
	if err != nil {
		return now, err
	}
	at, err := time.Time{}, error(nil)
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04"} {
		if at, err = time.Parse(layout, value); err == nil {
			break
		}
	}
	if day, no := time.Parse(time.DateOnly, value); err != nil && no == nil {
		at, err = day.AddDate(0, 0, 1).Add(-time.Millisecond), nil
		if !day.After(now) && at.After(now) {
			at = now // the day has not ended
		}
	}
	switch {
	case err != nil:
		return at, usagef("--pad-at is %q; write 2026-11-30, \"2026-11-30 18:00\" or 2026-11-30T18:00:00+01:00", value)
	case at.After(now):
		return at, usagef("--pad-at %s has not come yet; leave it out for the pad as it is", value)
	}
	return at, nil
}
