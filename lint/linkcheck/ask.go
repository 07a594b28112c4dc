package linkcheck

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// answer is what one request brought, as far as the queue of its host has to know.
type answer struct {
	answered bool          // a server spoke
	silent   bool          // nobody did, for as long as was waited
	noHost   bool          // there is no such host
	pause    time.Duration // the server wants to be left alone for so long
}

// step makes the next request of p. Either it settles p, or it sets the request that is to follow.
func (c *Checker) step(ctx context.Context, p *page) answer {
	wait := c.Timeout - p.used
	if p.method == http.MethodHead {
		wait = min(wait, c.Timeout/3) // servers that cannot do HEAD may answer GET
	}
	began := time.Now()
	limited, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	hop := Hop{Method: p.method, URL: p.at.String()}
	resp, err := c.send(limited, p)
	if err != nil {
		p.used += time.Since(began)
		hop.Error = reason(err)
		p.Hops = append(p.Hops, hop)
		return c.fail(ctx, p, err)
	}
	defer resp.Body.Close()
	hop.Status = resp.StatusCode
	p.Hops = append(p.Hops, hop)
	pause := c.judge(p, resp)
	p.used += time.Since(began)
	return answer{answered: true, pause: pause}
}

func (c *Checker) send(ctx context.Context, p *page) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, p.method, p.at.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "text/html, */*;q=0.8")
	return c.HTTP.Do(req)
}

// fail decides on a request that brought no answer.
func (c *Checker) fail(ctx context.Context, p *page, err error) answer {
	var dns *net.DNSError
	var names x509.HostnameError
	timeout := errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded)
	switch {
	case ctx.Err() != nil:
		p.giveUp(overWhy(ctx))
		return answer{}
	case errors.Is(err, ErrForbidden):
		p.settle(Unknown, reason(err))
	case errors.As(err, &dns) && dns.IsNotFound:
		p.settle(Broken, "there is no host "+p.at.Hostname())
		return answer{noHost: true}
	case errors.As(err, &names):
		p.settle(Broken, "the certificate of "+p.at.Hostname()+" is for other names")
		return answer{answered: true}
	case p.method == http.MethodHead:
		p.method = http.MethodGet
	default:
		p.settle(Unknown, reason(err))
	}
	return answer{silent: timeout && p.settled}
}

// judge decides on an answer. It returns how long the server wants to be left alone.
func (c *Checker) judge(p *page, resp *http.Response) time.Duration {
	status := resp.StatusCode
	switch {
	case isRedirect(status) && resp.Header.Get("Location") != "":
		c.follow(p, resp)
	case status/100 == 2:
		if p.method == http.MethodGet {
			c.read(p, resp)
		}
		p.arrive()
	case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable && resp.Header.Get("Retry-After") != "":
		return c.putOff(p, resp)
	case p.method == http.MethodHead:
		p.method = http.MethodGet // it may only dislike HEAD
	case status == http.StatusNotFound || status == http.StatusGone:
		p.settle(Broken, "the server says "+words(status))
	default:
		p.settle(Unknown, "the server says "+words(status))
	}
	return 0
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// follow goes where a redirect leads.
func (c *Checker) follow(p *page, resp *http.Response) {
	next, err := p.at.Parse(resp.Header.Get("Location"))
	if err != nil {
		p.settle(Unknown, "it is redirected to what is no address")
		return
	}
	next.Fragment, next.RawFragment = "", ""
	key, u, why := readAddress(next.String())
	if why != "" {
		p.settle(Unknown, "it is redirected to what is no address of the web")
		return
	}
	redirects := 0
	for _, h := range p.Hops {
		if isRedirect(h.Status) {
			redirects++
		}
		if h.Method == p.method && h.URL == key && h.Status != http.StatusTooManyRequests {
			p.settle(Unknown, "it is redirected in a circle")
			return
		}
	}
	if redirects > c.Follow {
		p.settle(Unknown, fmt.Sprintf("it is redirected more than %d times", c.Follow))
		return
	}
	p.at = u
}

// putOff waits as long as the server asks, if that is not too long.
func (c *Checker) putOff(p *page, resp *http.Response) time.Duration {
	const retries = 3
	pause := retryAfter(resp, time.Second<<p.retries)
	if p.waited += pause; p.retries == retries || p.waited > c.Patience {
		p.settle(Unknown, "the server says "+words(resp.StatusCode))
		return min(pause, c.Patience)
	}
	p.retries++
	return pause
}

// retryAfter reads how long a server asks to wait, by its own clock where it names a time.
func retryAfter(resp *http.Response, otherwise time.Duration) time.Duration {
	text := strings.TrimSpace(resp.Header.Get("Retry-After"))
	if n, err := strconv.Atoi(text); err == nil && n >= 0 {
		return time.Duration(min(n, 1<<20)) * time.Second
	}
	at, err := http.ParseTime(text)
	now, err2 := http.ParseTime(resp.Header.Get("Date"))
	if err != nil || err2 != nil || at.Before(now) {
		return otherwise
	}
	return at.Sub(now)
}

// read looks for the fragments in the page, and reads what is left of a short one so that the connection can serve again.
func (c *Checker) read(p *page, resp *http.Response) {
	const rest = 64 << 10
	if len(p.anchors) == 0 {
		io.CopyN(io.Discard, resp.Body, rest)
		return
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if kind != "text/html" && kind != "application/xhtml+xml" {
		return
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, c.Page+1))
	search(text, err == nil && int64(len(text)) <= c.Page, p.anchors)
}

// words are a status in words: "404 Not Found".
func words(status int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
}

// reason is why no answer came, in a few words.
func reason(err error) string {
	var dns *net.DNSError
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var names x509.HostnameError
	switch {
	case errors.Is(err, ErrForbidden):
		_, why, _ := strings.Cut(err.Error(), ErrForbidden.Error())
		return ErrForbidden.Error() + why
	case errors.As(err, &dns) && dns.IsNotFound:
		return "no such host"
	case errors.As(err, &dns):
		return "its name could not be looked up"
	case errors.As(err, &names):
		return "the certificate is for other names"
	case errors.As(err, &authority):
		return "nobody knows who signed its certificate"
	case errors.As(err, &invalid):
		return "its certificate is not valid"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return "the server took too long"
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		return "no connection: " + op.Err.Error()
	}
	return "the server ended the talk"
}

func overWhy(ctx context.Context) string {
	if errors.Is(context.Cause(ctx), errBudget) {
		return "not asked, since the time was over"
	}
	return "not asked, since the run was ended"
}

// errBudget ends a run whose time is over.
var errBudget = errors.New("the time is over")
