package pad

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// hedgedoc2 is a note on a HedgeDoc 2 server, read through its interface for programs. That answers nobody without a
// token, not even for notes that everybody may read.
type hedgedoc2 struct {
	client *client
	url    string // for people
	api    string
	token  string
	named  bool // whether the server need not tell what it is
	at     time.Time
}

// fitsHedgeDoc2 knows the pages of a note: for writing, for readers, and for an audience.
func fitsHedgeDoc2(t target) fit {
	elems := t.elems()
	if len(elems) < 2 {
		return unfit
	}
	switch elems[len(elems)-2] {
	case "n":
		return likely
	case "s", "p":
		return possible
	}
	return unfit
}

func openHedgeDoc2(t target, o Options) (Source, error) {
	elems := t.elems()
	if len(elems) == 0 || elems[0] == "" {
		return nil, fmt.Errorf("%q is not the address of a HedgeDoc note; it looks like https://pad.example.org/n/note", plain(t.text))
	}
	n := len(elems) - 1
	base := elems[:n]
	if fitsHedgeDoc2(t) != unfit {
		base = elems[:n-1]
	}
	api := append(slices.Clone(base), "api", "v2", "notes", elems[n])
	return &hedgedoc2{newClient(o, stay), t.below(elems...), t.below(api...), strings.TrimSpace(o.Token), t.sure, o.At}, nil
}

func (h *hedgedoc2) String() string { return h.url }

func (h *hedgedoc2) Fetch(ctx context.Context) (Snapshot, error) {
	s, err := h.fetch(ctx)
	if err != nil {
		return Snapshot{}, fmt.Errorf("fetch %s: %w", h, err)
	}
	return s, nil
}

func (h *hedgedoc2) fetch(ctx context.Context) (Snapshot, error) {
	if !h.named {
		// Without the token: a server gets it that says what it is.
		r, err := h.client.get(ctx, ask{url: h.api + "/content"})
		if err != nil {
			return Snapshot{}, err
		}
		if !isHedgeDoc2(r) {
			return Snapshot{}, unlike(r, "HedgeDoc 2")
		}
		h.named = true
	}
	if err := fitToken(h.token, h.api); err != nil {
		return Snapshot{}, err
	}
	if !h.at.IsZero() {
		return h.earlier(ctx)
	}
	r, err := h.get(ctx, "/content", 0)
	if err != nil {
		return Snapshot{}, err
	}
	switch {
	case r.mediaType() == "text/html" || isWebPage(r.body):
		return Snapshot{}, r.page()
	case r.mediaType() != "text/markdown":
		return Snapshot{}, problem(ErrNotMarkdown, "it is of type “%s”; check the address", plain(r.header.Get("Content-Type")))
	}
	if err := checkText(r.body, h.client.limit); err != nil {
		return Snapshot{}, err
	}
	s := Snapshot{Text: r.body, Revision: r.header.Get("ETag"), URL: h.url}
	var about struct {
		Title     string    `json:"title"`
		UpdatedAt time.Time `json:"updatedAt"`
	}
	if r, err := h.get(ctx, "/metadata", 0); err == nil && json.Unmarshal(r.body, &about) == nil { // the text is good without
		s.Title, s.Changed = cleanTitle(about.Title), about.UpdatedAt
	}
	return s, nil
}

// get asks for a part of the note.
func (h *hedgedoc2) get(ctx context.Context, part string, limit int64) (*reply, error) {
	r, err := h.client.get(ctx, ask{url: h.api + part, token: h.token, limit: limit})
	if err != nil {
		return nil, err
	}
	if err := r.refuseToken(); err != nil {
		return nil, err
	}
	const check = "check the address, capital letters count; it was not created"
	return r, ways{missing: check, login: check}.refuse(r)
}

// isHedgeDoc2 knows its interface by how it refuses whoever comes without a token.
func isHedgeDoc2(r *reply) bool {
	var refusal struct {
		StatusCode int    `json:"statusCode"`
		Name       string `json:"name"`
	}
	return (r.status == http.StatusUnauthorized || r.status == http.StatusForbidden) && r.mediaType() == "application/json" &&
		json.Unmarshal(r.body, &refusal) == nil && (refusal.StatusCode == r.status || refusal.Name != "")
}

// earlier is the note as it stood then.
func (h *hedgedoc2) earlier(ctx context.Context) (Snapshot, error) {
	r, err := h.get(ctx, "/revisions", historyLimit)
	if err != nil {
		return Snapshot{}, err
	}
	var list []struct {
		UUID      string    `json:"uuid"`
		CreatedAt time.Time `json:"createdAt"`
		Length    int       `json:"length"`
	}
	if err := r.history(&list); err != nil {
		return Snapshot{}, err
	}
	var all []version
	for _, v := range list {
		all = append(all, version{v.UUID, v.CreatedAt, v.Length})
	}
	slices.SortStableFunc(all, func(a, b version) int { return a.at.Compare(b.at) })
	v, err := versionAt(all, h.at)
	if err != nil {
		return Snapshot{}, err
	}
	if r, err = h.get(ctx, "/revisions/"+url.PathEscape(v.id), historyLimit); err != nil {
		return Snapshot{}, err
	}
	var kept struct{ UUID, Content string }
	if err := r.history(&kept); err != nil {
		return Snapshot{}, err
	}
	if kept.UUID != v.id {
		return Snapshot{}, problem(ErrHistory, "the server answered with another text than the one asked for; try again later")
	}
	if err := v.is(kept.Content); err != nil {
		return Snapshot{}, err
	}
	return v.snapshot(kept.Content, h.url, h.client.limit)
}
