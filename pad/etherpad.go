package pad

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
)

// etherpad is a pad on an Etherpad server. Only its export as plain text gives Markdown back as it was typed: the plugin
// for Markdown escapes and doubles it, and makes pads that are missing.
type etherpad struct {
	client *client
	base   string // address of the folder of pads, with a slash at the end
	name   string // escaped
	named  bool   // whether the server need not tell what it is
	at     time.Time
}

// padName finds a pad's name in an address: what stands behind /p/, unless more follows than Etherpad has there.
func padName(elems []string) (at int, rest []string, ok bool) {
	for i := len(elems) - 2; i >= 0; i-- {
		if elems[i] == "p" {
			rest = elems[i+2:]
			page := len(rest) == 0 || len(rest) == 1 && rest[0] == "timeslider"
			export := len(rest) > 1 && rest[len(rest)-2] == "export" && len(rest) < 4
			return i + 1, rest, page || export
		}
	}
	return 0, nil, false
}

func fitsEtherpad(t target) fit {
	_, rest, ok := padName(t.elems())
	switch {
	case !ok:
		return unfit
	case len(rest) > 0:
		return sure
	}
	return likely
}

func openEtherpad(t target, o Options) (Source, error) {
	elems := t.elems()
	if len(elems) == 0 || elems[0] == "" {
		return nil, fmt.Errorf("%q is not the address of a pad; it looks like https://pad.example.org/p/name", plain(t.text))
	}
	i, rest, ok := padName(elems)
	if !ok {
		i, rest = len(elems)-1, nil // a server may show its pads without the /p/
	}
	if len(rest) == 3 {
		return nil, errors.New("the address names one revision; give the pad's own address, and the time with --pad-at")
	}
	base := t.below(append(slices.Clone(elems[:i]), "")...)
	return &etherpad{newClient(o, stay), base, elems[i], t.sure, o.At}, nil
}

func (e *etherpad) String() string { return e.base + e.name }

func (e *etherpad) Fetch(ctx context.Context) (Snapshot, error) {
	read := e.now
	if !e.at.IsZero() {
		read = e.earlier
	}
	s, err := read(ctx)
	if late := (errLate{}); errors.As(err, &late) {
		err = problem(ErrBusy, "%s; some Etherpads leave exports unanswered where somebody made more than ten in 90 seconds: try again in two minutes", err)
	}
	if err != nil {
		return Snapshot{}, fmt.Errorf("fetch %s: %w", e, err)
	}
	return s, nil
}

func (e *etherpad) now(ctx context.Context) (Snapshot, error) {
	r, err := e.export(ctx, "/export/txt")
	if err != nil {
		return Snapshot{}, err
	}
	return Snapshot{Text: r.body, Title: e.title(), Revision: r.header.Get("ETag"), URL: e.String()}, nil
}

// title is the pad's name, as people see it.
func (e *etherpad) title() string {
	name, err := url.PathUnescape(e.name)
	if err != nil {
		return ""
	}
	return cleanTitle(name)
}

// export reads the text, in a revision if the path names one.
func (e *etherpad) export(ctx context.Context, path string) (*reply, error) {
	r, err := e.ask(ctx, path, 0)
	if err != nil {
		return nil, err
	}
	switch {
	case r.mediaType() == "text/html" || isWebPage(r.body):
		return nil, r.page()
	case r.mediaType() != "text/plain":
		return nil, problem(ErrNotMarkdown, "it is of type “%s”; check the address", plain(r.header.Get("Content-Type")))
	}
	if err := checkText(r.body, e.client.limit); err != nil {
		return nil, err
	}
	return r, r.whole()
}

// ask reads an export. A name that Etherpad would not have given to a pad is asked for as it would have: its redirect
// leads to a wrong place.
func (e *etherpad) ask(ctx context.Context, path string, limit int64) (*reply, error) {
	r, err := e.client.get(ctx, ask{url: e.String() + path, limit: limit})
	if tidy := tidyName(e.name); err == nil && r.status == 302 && tidy != e.name {
		e.name = tidy
		r, err = e.client.get(ctx, ask{url: e.String() + path, limit: limit})
	}
	if err != nil {
		return nil, err
	}
	if !e.named && !isEtherpad(r) && !asksForLogin(r) {
		return nil, unlike(r, "Etherpad")
	}
	e.named = true
	const open = "open it for everybody, or copy its text and pipe it to --pad -"
	return r, ways{"check the address, capital letters count; it was not created", open, open}.refuse(r)
}

// tidyName is a name as Etherpad makes it.
func tidyName(name string) string {
	plain, err := url.PathUnescape(name)
	if err != nil {
		return name
	}
	var b strings.Builder
	var last rune
	for _, r := range plain {
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case r != ':':
			b.WriteRune(r)
			last = r
			continue
		}
		if last != r {
			b.WriteByte('_')
		}
		last = r
	}
	return url.PathEscape(b.String())
}

// isEtherpad knows Etherpad by the names of its exports, and by its words where there is none.
func isEtherpad(r *reply) bool {
	if r.status == 200 {
		return strings.Contains(r.header.Get("Content-Disposition"), "filename=") && !isWebPage(r.body)
	}
	for _, words := range []string{"/export/", "Such a padname is forbidden", "Can't touch this"} {
		if r.header.Get("HedgeDoc-Version") == "" && bytes.Contains(r.body, []byte(words)) {
			return true
		}
	}
	return false
}
