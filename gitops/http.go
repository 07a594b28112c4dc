package gitops

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	uploadPack  = "git-upload-pack"
	receivePack = "git-receive-pack"
)

// call is one request of git's smart protocol. A call without a body asks for the advertisement of the service.
type call struct {
	op      string // for errors
	service string
	body    []byte
	v2      bool // speak protocol version 2
}

func (c call) write() bool { return c.service == receivePack && c.body != nil }

// do sends the call and returns the body of the answer, which is of the type that git's protocol has for it.
func (r *Repository) do(ctx context.Context, c call) (*body, error) {
	for range 5 {
		res, err := r.send(ctx, c)
		if err != nil {
			return nil, r.broken(c, err)
		}
		moved, err := r.follow(c, res)
		if moved {
			continue
		}
		if err == nil {
			err = r.refused(c, res)
		}
		if err != nil {
			res.Body.Close()
			return nil, err
		}
		return &body{src: res.Body, left: r.maxPack, read: &r.traffic.Down}, nil
	}
	return nil, &Error{Kind: Moved, Op: c.op, Text: "the server sends from one address to the next without end"}
}

func (c call) path() string {
	if c.body == nil {
		return "/info/refs"
	}
	return "/" + c.service
}

// contentType is the type that the answer must have.
func (c call) contentType() string {
	if c.body == nil {
		return "application/x-" + c.service + "-advertisement"
	}
	return "application/x-" + c.service + "-result"
}

func (r *Repository) send(ctx context.Context, c call) (*http.Response, error) {
	method, address, content := http.MethodPost, r.url+c.path(), io.Reader(bytes.NewReader(c.body))
	if c.body == nil {
		method, address, content = http.MethodGet, address+"?service="+c.service, nil
	}
	req, err := http.NewRequestWithContext(ctx, method, address, content)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "git/"+r.agent) // GitHub answers pages for people to agents that do not begin so
	req.Header.Set("Accept", c.contentType())
	if c.body != nil {
		req.Header.Set("Content-Type", "application/x-"+c.service+"-request")
	}
	if c.v2 {
		req.Header.Set("Git-Protocol", "version=2")
	}
	if r.token != "" {
		req.SetBasicAuth("x-access-token", r.token)
	}
	r.traffic.Requests++
	r.traffic.Up += int64(len(c.body))
	return r.client.Do(req)
}

// follow takes over the address of a repository that was renamed on the same server; the call is then to be sent again.
// Another server never gets the token.
func (r *Repository) follow(c call, res *http.Response) (bool, error) {
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return false, nil
	}
	to, err := res.Location()
	if err != nil {
		return false, &Error{Kind: Moved, Op: c.op, Text: "the server says that the repository moved, but not where to"}
	}
	from, path, ok := res.Request.URL, "", false
	if to.Scheme == from.Scheme && to.Host == from.Host && to.User == nil {
		path, ok = strings.CutSuffix(to.EscapedPath(), c.path())
	}
	if !ok || strings.Trim(path, "/") == "" {
		to.User, to.RawQuery = nil, ""
		return false, &Error{Kind: Moved, Op: c.op, Text: "the repository moved to " + r.text(to.String()) + "; give its new address"}
	}
	res.Body.Close()
	r.url = to.Scheme + "://" + to.Host + path
	return true, nil
}

// broken is the error for a request that got no answer.
func (r *Repository) broken(c call, err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	e := &Error{Kind: Transient, Op: c.op, Text: "the server cannot be reached", Err: err}
	var dial *net.OpError
	if sent := !errors.As(err, &dial) || dial.Op != "dial"; sent {
		e.Text = "the connection broke before the answer"
		if c.write() {
			e.Kind = Unknown
		}
	}
	return e
}

// refused is the error for an answer that is not git's, or nil.
func (r *Repository) refused(c call, res *http.Response) error {
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	if res.StatusCode == http.StatusOK && kind == c.contentType() {
		return nil
	}
	e := &Error{Kind: Protocol, Op: c.op}
	said := ""
	if kind == "text/plain" {
		text, _ := io.ReadAll(io.LimitReader(res.Body, 4096))
		if said = r.text(string(text)); said != "" {
			said = ": " + said
		}
	}
	wait := retryAfter(res.Header, time.Now())
	switch status := res.StatusCode; {
	case status == http.StatusUnauthorized && r.token == "":
		e.Kind, e.Text = Unauthorized, "the server wants a token"
	case status == http.StatusUnauthorized:
		e.Kind, e.Text = Unauthorized, "the server does not accept the token; it may have expired"+said
	case status == http.StatusTooManyRequests, status == http.StatusForbidden && (wait > 0 || res.Header.Get("X-RateLimit-Remaining") == "0"):
		e.Kind, e.Text, e.RetryAfter = Throttled, "too many requests"+said, wait
	case status == http.StatusForbidden && c.service == receivePack:
		e.Kind, e.Text = Forbidden, "the token may not push to "+r.name+said
	case status == http.StatusForbidden:
		e.Kind, e.Text = Forbidden, "the token may not read "+r.name+said
	case status == http.StatusNotFound:
		e.Kind, e.Text = NotFound, "no repository "+r.name+", or the token may not see it"
	case status == http.StatusOK:
		e.Text = "the answer is not git's; is " + r.url + " the repository's address, and is there a login page or a proxy before it?"
	default:
		e.Text, e.RetryAfter = "the server answered "+strconv.Itoa(status)+said, wait
		if status >= 500 {
			e.Kind = Transient
		}
	}
	if c.write() && (e.Kind == Transient || res.StatusCode == http.StatusOK) {
		e.Kind = Unknown
	}
	return e
}

// retryAfter is how long the header asks to wait, in whole seconds or up to a date.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if s, err := strconv.ParseUint(v, 10, 31); err == nil {
		return time.Duration(s) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil && t.After(now) {
		return t.Sub(now)
	}
	return 0
}
