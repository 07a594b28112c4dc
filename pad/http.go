package pad

import (
	"cmp"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	tries    = 5               // requests for one text, at most
	patience = 2 * time.Minute // pauses between them, together
)

// client asks web servers for texts: again where they are busy or the connection dies, but not for ever.
type client struct {
	http    *http.Client
	agent   string
	accept  string
	limit   int64
	timeout time.Duration
	wait    func(context.Context, time.Duration) error
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
		accept:  "text/markdown, text/plain;q=0.9, */*;q=0.1",
		limit:   o.limit(),
		timeout: cmp.Or(o.Timeout, 30*time.Second),
		wait:    o.Wait,
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

// get asks until there is an answer that is not "later".
func (c *client) get(ctx context.Context, address string) (*reply, error) {
	var waited time.Duration
	for try := 1; ; try++ {
		r, err := c.once(ctx, address)
		later := time.Second << (try - 1)
		switch {
		case err != nil:
			if try == tries || !isPassing(err) {
				return nil, err
			}
		case isBusy(r):
			asked := retryAfter(r.header, time.Now())
			if waited+asked > patience {
				return nil, problem(ErrBusy, "it asks to come back in %s", asked)
			}
			if try == tries {
				return nil, problem(ErrBusy, "it answered %d times, the last one %d %s; try again later", tries, r.status, http.StatusText(r.status))
			}
			later = max(later, asked)
		default:
			return r, nil
		}
		if err := c.wait(ctx, later); err != nil {
			return nil, err
		}
		waited += later
	}
}

// once makes one request, bounded in time.
func (c *client) once(ctx context.Context, address string) (*reply, error) {
	bounded, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(bounded, http.MethodGet, address, nil)
	if err != nil {
		return nil, bare(err)
	}
	req.Header.Set("Accept", c.accept)
	req.Header.Set("User-Agent", c.agent)
	resp, err := c.http.Do(req)
	if err == nil {
		defer resp.Body.Close()
		r := &reply{url: resp.Request.URL, status: resp.StatusCode, header: resp.Header}
		if r.body, err = readText(resp.Body, c.limit); err == nil {
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

// isBusy tells whether the server wants us to come back. A 413 means that only with a Retry-After.
func isBusy(r *reply) bool {
	switch r.status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	case http.StatusRequestEntityTooLarge:
		return r.header.Get("Retry-After") != ""
	}
	return false
}

// retryAfter is how long the server asks to wait; zero if it does not say.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if s, err := strconv.ParseUint(value, 10, 64); err == nil {
		return time.Duration(min(s, 24*60*60)) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	// The server's own clock, where it tells it, makes ours irrelevant.
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return max(0, at.Sub(now))
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
