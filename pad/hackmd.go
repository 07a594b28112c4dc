package pad

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// hackmd is a note on hackmd.io. With a token it is read through HackMD's interface; without, from the address at which
// everybody may download a public note.
type hackmd struct {
	client *client
	note   noteAddress
	owner  string // of an address such as /@owner/note; "" if it is the note's own id
	name   string // the note's id, or its name below the owner
	token  string
}

const hackmdAPI = "https://api.hackmd.io/v1"

func fitsHackMD(t target) fit {
	return surely(t.web != nil && strings.TrimPrefix(t.web.Hostname(), "www.") == "hackmd.io")
}

func openHackMD(t target, o Options) (Source, error) {
	if fitsHackMD(t) == unfit {
		return nil, errors.New("HackMD is the server hackmd.io; for a server of your own say --pad-kind codimd")
	}
	note, err := parseNote(t)
	if err != nil {
		return nil, err
	}
	if !note.published {
		note.ask = note.url // for a public note /@owner/note/download is the way
	}
	h := &hackmd{client: newClient(o, stay), note: note, token: strings.TrimSpace(o.Token)}
	elems := strings.Split(strings.TrimPrefix(note.url, t.below()), "/")
	h.name = elems[len(elems)-1]
	if owner, found := strings.CutPrefix(elems[0], "@"); found && len(elems) == 2 {
		h.owner = owner
	}
	return h, nil
}

func (h *hackmd) String() string { return h.note.url }

func (h *hackmd) Fetch(ctx context.Context) (Snapshot, error) {
	read := h.public
	if h.token != "" {
		read = h.own
	}
	s, err := read(ctx)
	if err == nil {
		err = checkText(s.Text, h.client.limit)
	}
	if err != nil {
		return Snapshot{}, fmt.Errorf("fetch %s: %w", h, err)
	}
	return s, nil
}

// public reads a note that everybody may read.
func (h *hackmd) public(ctx context.Context) (Snapshot, error) {
	r, err := h.client.get(ctx, ask{url: h.note.ask + "/download"})
	if err != nil {
		return Snapshot{}, err
	}
	const set = "if it is not for everybody to read, set " + TokenVariable + " to a token of your account"
	if to := r.location(); r.status >= 300 && r.status < 400 && to != nil && strings.Trim(to.Path, "/") == "" {
		return Snapshot{}, problem(ErrPrivate, set)
	}
	if err := (ways{"check the address; " + set, set, set}).refuse(r); err != nil {
		return Snapshot{}, err
	}
	if t := r.mediaType(); t == "text/html" || isWebPage(r.body) {
		return Snapshot{}, r.page()
	} else if t != "text/markdown" && t != "text/plain" {
		return Snapshot{}, problem(ErrNotMarkdown, "it is of type “%s”; check the address", plain(r.header.Get("Content-Type")))
	}
	return Snapshot{
		Text: r.body, Title: dispositionTitle(r.header.Get("Content-Disposition")), Revision: r.header.Get("ETag"), URL: h.note.url,
	}, r.whole()
}

// hackmdNote is a note as HackMD's interface tells it; lists leave the content out.
type hackmdNote struct {
	ID            string `json:"id"`
	Title         string `json:"title"`
	Content       string `json:"content"`
	Permalink     string `json:"permalink"`
	ShortID       string `json:"shortId"`
	LastChangedAt moment `json:"lastChangedAt"`
}

// own reads a note that the token's account may read.
func (h *hackmd) own(ctx context.Context) (Snapshot, error) {
	if err := fitToken(h.token, hackmdAPI); err != nil {
		return Snapshot{}, err
	}
	id, err := h.id(ctx)
	if err != nil {
		return Snapshot{}, err
	}
	var n hackmdNote
	r, err := h.api(ctx, "/notes/"+id, &n)
	if err != nil {
		return Snapshot{}, err
	}
	return Snapshot{
		Text: []byte(n.Content), Title: cleanTitle(n.Title), Revision: cmp.Or(r.header.Get("ETag"), n.LastChangedAt.String()),
		Changed: n.LastChangedAt.Time, URL: h.note.url,
	}, nil
}

// id is what the interface calls the note. It knows none by owner and name, so those are looked for in the lists of the
// account's notes and of the team's.
func (h *hackmd) id(ctx context.Context) (string, error) {
	if h.owner == "" && !h.note.published {
		return h.name, nil
	}
	lists := []string{"/notes"}
	if h.owner != "" {
		lists = append(lists, "/teams/"+h.owner+"/notes")
	}
	for _, list := range lists {
		var notes []hackmdNote
		if _, err := h.api(ctx, list, &notes); errors.Is(err, ErrMissing) || errors.Is(err, ErrPrivate) {
			continue // no team, but a person
		} else if err != nil {
			return "", err
		}
		for _, n := range notes {
			if n.ID != "" && (n.ID == h.name || n.ShortID == h.name || n.Permalink == h.name) {
				return n.ID, nil
			}
		}
	}
	return "", problem(ErrMissing, "the account of the token in %s has none of that name; give the address that the editor shows", TokenVariable)
}

// api asks HackMD's interface. A JSON text may be several times as long as what it says.
func (h *hackmd) api(ctx context.Context, path string, into any) (*reply, error) {
	limit := max(8*h.client.limit, 8<<20)
	r, err := h.client.get(ctx, ask{url: hackmdAPI + path, token: h.token, accept: "application/json", limit: limit})
	if err != nil {
		return nil, err
	}
	if err := r.refuseToken(); err != nil {
		return nil, err
	}
	const check = "check the address; the token's account or its team must have the note"
	if err := (ways{missing: check}).refuse(r); err != nil {
		return nil, err
	}
	switch {
	case int64(len(r.body)) > limit:
		return nil, problem(ErrTooLarge, "it has more than %d bytes; look whether it is the right pad", h.client.limit)
	case r.whole() != nil:
		return nil, r.whole()
	case json.Unmarshal(r.body, into) != nil:
		return nil, problem(ErrNotMarkdown, "HackMD's interface did not answer as documented; try again later")
	}
	return r, nil
}

// moment is a time that is written in milliseconds, as HackMD documents it, or as text, as its own library has it.
type moment struct{ time.Time }

func (m *moment) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	if ms, err := strconv.ParseInt(s, 10, 64); err == nil {
		m.Time = time.UnixMilli(ms)
	} else if at, err := time.Parse(time.RFC3339, s); err == nil {
		m.Time = at
	}
	return nil // the text is good without
}
