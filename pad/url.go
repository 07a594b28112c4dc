package pad

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

const redirects = 5

// rawFile is a file on a web server, such as the raw view of a forge.
type rawFile struct {
	client *client
	url    *url.URL // for people
	ask    string   // where the file is as it is
}

func openURL(t target, o Options) (Source, error) {
	if t.web == nil {
		return nil, fmt.Errorf("%q is not a web address; it starts with https://", t.text)
	}
	ask, err := rawAddress(t)
	if err != nil {
		return nil, err
	}
	if ask == "" {
		bare := *t.web
		bare.Fragment, bare.RawFragment = "", ""
		ask = bare.String()
	}
	return &rawFile{newClient(o, follow), t.web, ask}, nil
}

func (f *rawFile) String() string { return shown(f.url) }

func (f *rawFile) Fetch(ctx context.Context) (Snapshot, error) {
	r, err := f.client.get(ctx, ask{url: f.ask})
	if err == nil {
		err = f.check(r)
	}
	if err != nil {
		return Snapshot{}, fmt.Errorf("fetch %s: %w", f, err)
	}
	s := Snapshot{Text: r.body, Revision: r.header.Get("ETag"), URL: f.String()}
	if t, err := http.ParseTime(r.header.Get("Last-Modified")); err == nil {
		s.Changed = t
	}
	return s, nil
}

func (f *rawFile) check(r *reply) error {
	w := ways{"check the address; a file of a private repository looks the same", "give a public address, or a file", "give a public address, or a file"}
	if err := w.refuse(r); err != nil {
		return err
	}
	if r.mediaType() == "text/html" || isWebPage(r.body) {
		if isHedgeDoc(r) {
			return problem(ErrNotMarkdown, "it is a page of HedgeDoc; say so with --pad-kind hedgedoc")
		}
		return r.page()
	}
	if t := r.mediaType(); t != "" && t != "application/octet-stream" && !strings.HasPrefix(t, "text/") {
		return problem(ErrNotMarkdown, "it is of type “%s”; give the address of a Markdown file", plain(t))
	}
	return checkText(r.body, f.client.limit)
}

// follow goes where the server sends us, within reason.
func follow(next *http.Request, via []*http.Request) error {
	// net/http names the last address there, with a query that may hold a secret.
	next.Header.Del("Referer")
	last := via[len(via)-1].URL
	switch {
	case len(via) > redirects:
		return problem(ErrMoved, "more than %d times; give the last address", redirects)
	case next.URL.Scheme != "https" && next.URL.Scheme != "http":
		return problem(ErrMoved, "of the kind “%s”, which padpress does not read", plain(next.URL.Scheme))
	case last.Scheme == "https" && next.URL.Scheme == "http":
		return problem(ErrMoved, "from https to unprotected http, which is not followed")
	case next.URL.User != nil:
		return problem(ErrMoved, "with a password in it, which is not followed")
	}
	return nil
}
