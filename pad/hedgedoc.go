package pad

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// hedgedoc is a note on a HedgeDoc 1 server; CodiMD answers alike.
//
// Only addresses below the note are asked. The bare note would be created if it is missing and
// the server lets guests choose addresses.
type hedgedoc struct {
	client *client
	note   noteAddress
	named  bool // somebody said that it is HedgeDoc, so the server need not
	at     time.Time
}

func fitsHedgeDoc(t target) fit {
	if t.web == nil {
		return unfit
	}
	switch note, err := parseNote(t); {
	case err == nil && note.certain:
		return sure
	case err == nil && note.published:
		return likely
	}
	return possible
}

func openHedgeDoc(t target, o Options) (Source, error) {
	if t.web == nil {
		return nil, fmt.Errorf("%q is not the address of a HedgeDoc note; it starts with https://", t.text)
	}
	note, err := parseNote(t)
	if err != nil {
		return nil, err
	}
	return &hedgedoc{newClient(o, stay), note, t.sure, o.At}, nil
}

func (h *hedgedoc) String() string { return h.note.url }

func (h *hedgedoc) Fetch(ctx context.Context) (Snapshot, error) {
	s, err := h.fetch(ctx)
	if err != nil {
		return Snapshot{}, fmt.Errorf("fetch %s: %w", h, err)
	}
	return s, nil
}

func (h *hedgedoc) fetch(ctx context.Context) (Snapshot, error) {
	r, err := h.client.get(ctx, ask{url: h.note.ask + "/download"})
	if err != nil {
		return Snapshot{}, err
	}
	if err := h.check(r); err != nil {
		return Snapshot{}, err
	}
	if h.at.IsZero() { // else what the note holds now may well be what somebody wants to be rid of
		if err := h.checkText(r); err != nil {
			return Snapshot{}, err
		}
	}
	info := h.info(ctx)
	if changed := info.changed(); !h.at.IsZero() && (changed.IsZero() || changed.After(h.at)) {
		return h.earlier(ctx)
	}
	s := Snapshot{
		Text:     r.body,
		Title:    cmp.Or(dispositionTitle(r.header.Get("Content-Disposition")), cleanTitle(info.Title)),
		Revision: r.header.Get("ETag"),
		Changed:  info.changed(),
		URL:      h.note.url,
	}
	return s, h.checkText(r)
}

// check tells a note's text from everything else that servers answer.
func (h *hedgedoc) check(r *reply) error {
	if !h.named && !isHedgeDoc(r) && !asksForLogin(r) {
		return unlike(r, "HedgeDoc")
	}
	if to := r.location(); r.status >= 300 && r.status < 400 && to != nil {
		// The front page, where the private notes lead, is a page with status 200.
		if front := strings.TrimSuffix(to.EscapedPath(), "/"); front == "" || front == h.note.base {
			return problem(ErrPrivate, letGuestsRead)
		}
	}
	w := ways{"check the address, capital letters count; it was not created", letGuestsRead, letGuestsRead}
	if h.note.published {
		w.missing = "no note is published there; give the address that the editor shows"
	}
	if err := w.refuse(r); err != nil {
		return err
	}
	switch {
	case r.mediaType() == "text/html" || isWebPage(r.body):
		return r.page()
	case r.mediaType() != "text/markdown":
		return problem(ErrNotMarkdown, "it is of type “%s”; check the address", plain(r.header.Get("Content-Type")))
	}
	return nil
}

const letGuestsRead = "open the note and set its permission to freely, editable or locked"

func (h *hedgedoc) checkText(r *reply) error {
	if err := checkText(r.body, h.client.limit); err != nil {
		return err
	}
	return r.whole()
}

// isHedgeDoc knows HedgeDoc by what it writes on every answer but "busy".
func isHedgeDoc(r *reply) bool {
	return r.header.Get("HedgeDoc-Version") != "" || r.header.Get("CodiMD-Version") != "" ||
		r.status == http.StatusOK && r.mediaType() == "text/markdown"
}

// noteInfo is what HedgeDoc tells about a note beside its text.
type noteInfo struct {
	Title      string     `json:"title"`
	CreateTime time.Time  `json:"createtime"`
	UpdateTime *time.Time `json:"updatetime"` // null until the first edit in the editor
}

// info asks once; the text is good without it.
func (h *hedgedoc) info(ctx context.Context) (info noteInfo) {
	r, err := h.client.once(ctx, ask{url: h.note.ask + "/info", accept: "application/json"})
	if err != nil || r.status != http.StatusOK || json.Unmarshal(r.body, &info) != nil {
		return noteInfo{}
	}
	return info
}

func (i noteInfo) changed() time.Time {
	if i.UpdateTime != nil {
		return *i.UpdateTime
	}
	return i.CreateTime
}
