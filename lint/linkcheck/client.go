// Package linkcheck asks the web about addresses that anybody may have written.
//
// A pad can be edited by everybody, so whoever runs padpress must not become the way into the network that it runs in.
// [Client] makes the one HTTP client that pictures are fetched and links are checked with.
package linkcheck

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// ErrForbidden means that an address is not asked: it leads into a private network, or is of a kind that the web has not.
var ErrForbidden = errors.New("not an address of the public web")

// ErrTooLarge means that an answer has more bytes than [Options.MaxBody].
var ErrTooLarge = errors.New("the answer is too large")

// ErrRedirects means that an address leads on and on.
var ErrRedirects = errors.New("redirected too often")

// Options say what a client may do. The zero value is good for everything but tests.
type Options struct {
	// Agent is the User-Agent of requests that have none; empty means "padpress".
	Agent string

	// Timeout bounds a request with its redirects and its body; zero means 30 seconds.
	Timeout time.Duration

	// MaxBody bounds an answer's body in bytes, as it is after decompression; zero means 16 MiB. Reading on is ErrTooLarge.
	MaxBody int64

	// MaxHeader bounds an answer's header in bytes; zero means 64 KiB.
	MaxHeader int64

	// Redirects is how many are followed; zero means 5, less than zero none.
	Redirects int

	// Proxy says which proxy to ask for a request, such as http.ProxyFromEnvironment; nil asks none. What the proxy
	// connects to is for the proxy to guard: only the hosts that this machine can look up are checked.
	Proxy func(*http.Request) (*url.URL, error)

	// Loopback is for tests and for the demonstration: this machine is all that is reached, and no name is looked up.
	Loopback bool

	// Connections is how many are kept open for each host, to ask it again; zero means 2.
	Connections int

	resolver *net.Resolver // for tests; nil is the system's

	// For tests: what connects instead, to anything.
	dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Client makes a client that asks, by GET and HEAD, for what strangers' addresses lead to, and reaches nothing but the
// public web by http and https. Each address is checked when it is connected to, after its name was looked up and after
// each redirect, so that no name can change its meaning in between. It sends no cookies, no credentials and no referrer.
// Errors wrap [ErrForbidden], [ErrTooLarge] and [ErrRedirects].
//
// A copy of the client with another CheckRedirect, Jar or Timeout is as safe.
func Client(o Options) *http.Client {
	g := newGuard(o)
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: g.connect, Resolver: o.resolver}
	if o.Proxy != nil {
		dialer.Control = nil // the address is the proxy's
	}
	g.next = &http.Transport{
		Proxy:                  o.Proxy,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    10 * time.Second,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: cmp.Or(o.MaxHeader, 64<<10),
		MaxIdleConnsPerHost:    o.Connections,
	}
	if o.dial != nil {
		g.next.(*http.Transport).DialContext = o.dial
	}
	follow := cmp.Or(o.Redirects, 5)
	return &http.Client{
		Transport: g,
		Timeout:   cmp.Or(o.Timeout, 30*time.Second),
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if follow < 0 {
				return http.ErrUseLastResponse
			}
			if len(via) > follow {
				return fmt.Errorf("%w: more than %d times", ErrRedirects, follow)
			}
			return nil
		},
	}
}

// RoundTrip checks and cleans each request, also those that follow a redirect.
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := g.check(r); err != nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	r = r.Clone(r.Context())
	for _, secret := range []string{"Authorization", "Cookie", "Proxy-Authorization", "Referer"} {
		r.Header.Del(secret)
	}
	if r.Header.Get("User-Agent") == "" {
		r.Header.Set("User-Agent", cmp.Or(g.Agent, "padpress"))
	}
	resp, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	resp.Body = &bounded{resp.Body, cmp.Or(g.MaxBody, 16<<20)}
	return resp, nil
}

// check refuses what is known to be wrong before anything is connected to.
func (g *guard) check(r *http.Request) error {
	u := r.URL
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: it begins with %.20q", ErrForbidden, u.Scheme+":")
	case u.User != nil:
		return fmt.Errorf("%w: it holds a user name or a password", ErrForbidden)
	case u.Hostname() == "":
		return fmt.Errorf("%w: it names no host", ErrForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != "", r.Body != nil && r.Body != http.NoBody:
		return fmt.Errorf("%w: it is only asked, by GET and HEAD", ErrForbidden)
	case isMapped(u.Hostname()):
		return fmt.Errorf("%w: it is an IPv4 address in the form of an IPv6 one", ErrForbidden)
	case g.Loopback:
		return onThisMachine(u.Hostname())
	case g.Proxy != nil:
		return g.lookUp(r.Context(), u)
	}
	return nil
}

func (g *guard) names() *net.Resolver { return cmp.Or(g.resolver, net.DefaultResolver) }

// lookUp checks the host's addresses as far as this machine knows them: a proxy connects to it.
func (g *guard) lookUp(ctx context.Context, u *url.URL) error {
	addrs, err := g.names().LookupNetIP(ctx, "ip", u.Hostname())
	if err != nil {
		return nil // the proxy may know more
	}
	for _, a := range addrs {
		if err := g.mayReach(netip.AddrPortFrom(a.Unmap(), portOf(u))); err != nil {
			return err
		}
	}
	return nil
}

// isMapped reports whether host is such as ::ffff:192.0.2.1, which is connected to as 192.0.2.1.
func isMapped(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.Is4In6()
}

// onThisMachine refuses every host but this one, without looking up its name.
func onThisMachine(host string) error {
	a, err := netip.ParseAddr(host)
	if err == nil && a.IsLoopback() || strings.EqualFold(host, "localhost") {
		return nil
	}
	return fmt.Errorf("%w: %.100q is not this machine, and nothing else is reached here", ErrForbidden, host)
}

// bounded is a body that ends with an error where it grows too long.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if int64(n) > b.left {
		n, b.left = int(b.left), 0
		return n, ErrTooLarge
	}
	b.left -= int64(n)
	return n, err
}
