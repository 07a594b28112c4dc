package pad

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"syscall"
	"time"
)

const (
	tries    = 5               // requests for one text, at most
	patience = 2 * time.Minute // pauses between them, together
)

// client asks web servers for texts: again where they are busy or the connection dies, but not for ever. What it got
// once it does not have sent again, as long as the server says that nothing has changed.
type client struct {
	http    *http.Client
	agent   string
	limit   int64
	timeout time.Duration
	wait    func(context.Context, time.Duration) error
	kept    map[string]*reply // answers with an entity tag, by address
	closed  time.Time         // until when the server wants to be left alone
}

// ask is one question to a server.
type ask struct {
	url    string
	token  string // goes to the server as a bearer token; "" for none
	accept string // the types of answer that are wanted; "" for texts
	limit  int64  // of the answer, in bytes; 0 for that of a text
}

// reply is an answer, read to its end or to one byte more than the limit.
type reply struct {
	url    *url.URL // the one that answered, after redirects
	status int
	header http.Header
	body   []byte
}

func newClient(o Options, redirect func(*http.Request, []*http.Request) error) *client {
	c := &client{
		http:    &http.Client{},
		agent:   cmp.Or(o.Agent, "padpress"),
		limit:   o.limit(),
		timeout: cmp.Or(o.Timeout, 30*time.Second),
		wait:    o.Wait,
		kept:    map[string]*reply{},
	}
	if o.HTTP != nil {
		*c.http = *o.HTTP
	}
	if c.http.Jar == nil {
		// Without cookies HedgeDoc stores a session for each request.
		c.http.Jar, _ = cookiejar.New(nil)
	}
	c.http.CheckRedirect = redirect
	if c.wait == nil {
		c.wait = pause
	}
	return c
}

// stay follows no redirect: what it means is for the source to say, and a token goes to no other server.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// get asks until there is an answer that is not "later".
func (c *client) get(ctx context.Context, a ask) (*reply, error) {
	var waited time.Duration
	pause := func(d time.Duration) error {
		if waited += d; waited > patience {
			return problem(ErrBusy, "it asks to come back in %s", d)
		}
		return c.wait(ctx, d)
	}
	for try := 1; ; try++ {
		if d := time.Until(c.closed).Round(time.Second); d > 0 {
			c.closed = time.Time{}
			if err := pause(d); err != nil {
				return nil, err
			}
		}
		r, err := c.once(ctx, a)
		later := time.Second << (try - 1)
		switch {
		case err != nil:
			if try == tries || !isPassing(err) {
				return nil, err
			}
		case isBusy(r):
			if try == tries {
				return nil, problem(ErrBusy, "it answered %d times, the last one %d %s; try again later", tries, r.status, http.StatusText(r.status))
			}
			later = max(later, retryAfter(r.header, time.Now()), quotaReset(r.header, time.Now()))
		default:
			c.closed = time.Now().Add(quotaReset(r.header, time.Now()))
			return r, nil
		}
		if err := pause(later); err != nil {
			return nil, err
		}
	}
}

// once makes one request, bounded in time.
func (c *client) once(ctx context.Context, a ask) (*reply, error) {
	bounded, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(bounded, http.MethodGet, a.url, nil)
	if err != nil {
		return nil, bare(err)
	}
	req.Header.Set("Accept", cmp.Or(a.accept, "text/markdown, text/plain;q=0.9, */*;q=0.1"))
	req.Header.Set("User-Agent", c.agent)
	if a.token != "" {
		req.Header.Set("Authorization", "Bearer "+a.token)
	}
	kept := c.kept[a.url]
	if kept != nil {
		req.Header.Set("If-None-Match", kept.header.Get("ETag"))
	}
	resp, err := c.http.Do(req)
	if err == nil {
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusNotModified && kept != nil {
			return kept.renewed(resp.Header), nil
		}
		r := &reply{url: resp.Request.URL, status: resp.StatusCode, header: resp.Header}
		limit := cmp.Or(a.limit, c.limit)
		if r.body, err = readText(resp.Body, limit); err == nil {
			if r.status == http.StatusOK && r.header.Get("ETag") != "" && int64(len(r.body)) <= limit {
				c.kept[a.url] = r
			}
			return r, nil
		}
		if bounded.Err() == nil {
			return nil, problem(ErrTruncated, "%d bytes came, and the server had promised more; try again later", len(r.body))
		}
	}
	if ctx.Err() == nil && bounded.Err() != nil {
		return nil, errLate{c.timeout}
	}
	return nil, bare(err)
}

// renewed is an answer that the server says still holds, with what it says newly beside that, such as its limits.
func (r *reply) renewed(by http.Header) *reply {
	again := *r
	again.header = r.header.Clone()
	maps.Copy(again.header, by)
	return &again
}

// errLate is a request that took too long. It is not context.DeadlineExceeded, as the caller's context still has time.
type errLate struct{ limit time.Duration }

func (e errLate) Error() string { return "no full answer within " + e.limit.String() }
func (e errLate) Timeout() bool { return true }

// bare is an error of net/http without the address, which may hold a secret.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return lineError{err}
}

// isPassing tells whether the same request may well work a moment later.
func isPassing(err error) bool {
	var t interface{ Timeout() bool }
	return errors.Is(err, ErrTruncated) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.As(err, &t) && t.Timeout()
}

// mediaType is the answer's type without parameters, in lower case; empty if it has none.
func (r *reply) mediaType() string {
	t, _, _ := mime.ParseMediaType(r.header.Get("Content-Type"))
	return t
}

// page says which page came instead of a text.
func (r *reply) page() error {
	if isLoginPage(r.body) {
		return problem(ErrLogin, "padpress has none; make the text readable for guests, or give a file")
	}
	if title := pageTitle(r.body); title != "" {
		return problem(ErrNotMarkdown, "a web page called “%s” came; check the address", plain(title))
	}
	return problem(ErrNotMarkdown, "a web page came; check the address")
}

// whole says whether all of the body came, where the entity tag tells its length.
func (r *reply) whole() error {
	if n, ok := taggedLength(r.header.Get("ETag")); ok && int64(len(r.body)) < n {
		return problem(ErrTruncated, "%d of %d bytes came; try again later", len(r.body), n)
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
