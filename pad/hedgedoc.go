package pad

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
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
}

func openHedgeDoc(t target, o Options) (Source, error) {
	if t.web == nil {
		return nil, fmt.Errorf("%q is not the address of a HedgeDoc note; it starts with https://", t.text)
	}
	note, err := parseNote(t.web)
	if err != nil {
		return nil, err
	}
	asIs := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &hedgedoc{newClient(o, asIs), note, note.certain || o.Kind != ""}, nil
}

func (h *hedgedoc) String() string { return h.note.url }

func (h *hedgedoc) Fetch(ctx context.Context) (Snapshot, error) {
	r, err := h.client.get(ctx, h.note.url+"/download")
	if err == nil {
		err = h.check(r)
	}
	if err != nil {
		return Snapshot{}, fmt.Errorf("fetch %s: %w", h, err)
	}
	info := h.info(ctx)
	return Snapshot{
		Text:     r.body,
		Title:    cmp.Or(dispositionTitle(r.header.Get("Content-Disposition")), cleanTitle(info.Title)),
		Revision: r.header.Get("ETag"),
		Changed:  info.changed(),
		URL:      h.note.url,
	}, nil
}

// check tells a note's text from everything else that servers answer.
func (h *hedgedoc) check(r *reply) error {
	if !h.named && !isHedgeDoc(r) && !asksForLogin(r) {
		return problem(ErrUnknown, "it does not answer as HedgeDoc does (status %d); for the address of a raw file say so with --pad-kind url", r.status)
	}
	switch {
	case r.status >= 300 && r.status < 400:
		return h.redirected(r)
	case r.status == http.StatusNotFound, r.status == http.StatusGone:
		return problem(ErrMissing, "check the address, capital letters count; it was not created")
	case r.status == http.StatusUnauthorized:
		return problem(ErrLogin, "padpress has none; %s", letGuestsRead)
	case r.status == http.StatusForbidden:
		return problem(ErrPrivate, "the server answered 403 Forbidden; %s", letGuestsRead)
	case r.status == http.StatusRequestEntityTooLarge:
		return problem(ErrTooLarge, "the server itself refuses to send it")
	case r.status != http.StatusOK:
		return fmt.Errorf("the server answered %d %s; try again later", r.status, http.StatusText(r.status))
	case r.mediaType() == "text/html" || isWebPage(r.body):
		return r.page()
	case r.mediaType() != "text/markdown":
		return problem(ErrNotMarkdown, "it is of type “%s”; check the address", plain(r.header.Get("Content-Type")))
	}
	if err := checkText(r.body, h.client.limit); err != nil {
		return err
	}
	if n, ok := taggedLength(r.header.Get("ETag")); ok && int64(len(r.body)) < n {
		return problem(ErrTruncated, "%d of %d bytes came; try again later", len(r.body), n)
	}
	return nil
}

const letGuestsRead = "open the note and set its permission to freely, editable or locked"

// redirected tells what a redirect means. It is never followed: the front page, where the
// private notes lead, is a page with status 200.
func (h *hedgedoc) redirected(r *reply) error {
	to, err := r.url.Parse(r.header.Get("Location"))
	if err != nil || r.header.Get("Location") == "" {
		return problem(ErrMoved, "it does not say which; check the address")
	}
	switch front := strings.TrimSuffix(to.EscapedPath(), "/"); {
	case front == "", front == h.note.base:
		return problem(ErrPrivate, letGuestsRead)
	case h.note.published && isNoteID(path.Base(to.Path)):
		// HedgeDoc makes a new note for an unknown published one, and leads there.
		return problem(ErrMissing, "no note is published there; give the address that the editor shows")
	case asksForLogin(r):
		return problem(ErrLogin, "padpress has none; %s", letGuestsRead)
	}
	return problem(ErrMoved, "give %s if that is the note", plain(strings.TrimSuffix(shown(to), "/download")))
}

// isLoginPath knows the places where servers and the proxies before them keep their logins.
func isLoginPath(p string) bool {
	for elem := range strings.SplitSeq(strings.ToLower(p), "/") {
		switch elem {
		case "login", "signin", "sign_in", "auth", "oauth", "oauth2", "saml", "sso":
			return true
		}
	}
	return false
}

// asksForLogin knows the answers of a login, which is often a proxy's before the pad.
func asksForLogin(r *reply) bool {
	if r.status >= 300 && r.status < 400 {
		to, err := r.url.Parse(r.header.Get("Location"))
		return err == nil && isLoginPath(to.Path)
	}
	return r.status == http.StatusUnauthorized || r.status == http.StatusOK && isWebPage(r.body) && isLoginPage(r.body)
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
	r, err := h.client.once(ctx, h.note.url+"/info")
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
