package pad

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// earlier is the note as it stood then. HedgeDoc keeps a version some minutes after people stopped typing.
//
// Asked for a time, it answers with the oldest version that is not older, which would be younger than asked; so the list
// is read, and asked is for exactly the time of the one that is meant.
func (h *hedgedoc) earlier(ctx context.Context) (Snapshot, error) {
	var list struct {
		Revision []struct {
			Time   int64 `json:"time"` // in milliseconds
			Length int   `json:"length"`
		} `json:"revision"`
	}
	if err := h.past(ctx, "/revision", &list); err != nil {
		return Snapshot{}, err
	}
	var all []version
	for _, r := range slices.Backward(list.Revision) { // they come newest first
		all = append(all, version{strconv.FormatInt(r.Time, 10), time.UnixMilli(r.Time), r.Length})
	}
	v, err := versionAt(all, h.at)
	if err != nil {
		return Snapshot{}, err
	}
	var kept struct{ Content string }
	if err := h.past(ctx, "/revision/"+v.id, &kept); err != nil {
		return Snapshot{}, err
	}
	if err := v.is(kept.Content); err != nil {
		return Snapshot{}, err
	}
	return v.snapshot(kept.Content, h.note.url, h.client.limit)
}

// past reads a part of the note's history.
func (h *hedgedoc) past(ctx context.Context, path string, into any) error {
	r, err := h.client.get(ctx, ask{url: h.note.ask + path, accept: "application/json", limit: historyLimit})
	if err != nil {
		return err
	}
	return r.history(into)
}

// historyLimit bounds what servers tell of a history, in bytes. A list of years has some megabytes.
const historyLimit = 32 << 20

// history reads an answer about a pad's history.
func (r *reply) history(into any) error {
	switch {
	case r.status != 200:
		return problem(ErrHistory, "the server answered %d when asked for its history", r.status)
	case len(r.body) > historyLimit:
		return problem(ErrHistory, "its history has more than %d bytes; copy the older text in the browser and pipe it to --pad -", historyLimit)
	case json.Unmarshal(r.body, into) != nil:
		return problem(ErrHistory, "what the server tells of its history cannot be read")
	}
	return nil
}

// snapshot is the version with its text.
func (v version) snapshot(text, url string, limit int64) (Snapshot, error) {
	s := Snapshot{Text: []byte(text), Revision: v.id, Changed: v.at, URL: url}
	if err := checkText(s.Text, limit); err != nil {
		return Snapshot{}, err
	}
	return s, nil
}
