package linkcheck

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Checker asks the web whether the links of a text live. Its fields may not change while it checks; zero values are
// replaced by the defaults that stand beside them.
type Checker struct {
	HTTP *http.Client // of Client; it must be able to keep Slots connections for each host

	Slots    int           // requests to one host at a time: 4
	Total    int           // requests at a time: 128
	Pace     time.Duration // between the beginnings of two requests to one host: 10 ms
	Timeout  time.Duration // for all requests of one address together, without waiting for a turn: 10 s
	Slow     time.Duration // a request that takes longer gives its slot to another: 1 s
	Patience time.Duration // how long a server may have an address wait by Retry-After: 1 minute
	Budget   time.Duration // for everything: 5 minutes
	Follow   int           // redirects of one address: 10
	Page     int64         // bytes of a page that are searched for a fragment: 1 MiB

	Cache   *Cache        // of earlier answers; nil for none
	Fresh   time.Duration // answers of the cache that are older do not count, whatever their verdict; 0 for no such bound
	Offline bool          // only the cache is asked

	Now   func() time.Time    // for the cache; nil is time.Now
	Asked func(done, all int) // is called from one goroutine as pages are settled; nil for nobody
}

// Check says what is known of each of the addresses, in their order. Addresses that differ only in their fragment cost one
// request. It ends early with ctx or with the budget, and says of what was not asked by then that it is Unknown. No
// address fails it.
func (c *Checker) Check(ctx context.Context, addresses []string) []Result {
	c = c.withDefaults()
	pages, of := c.pages(addresses)
	r := &run{Checker: c, lines: map[string]*line{}, events: make(chan event), over: make(chan struct{})}
	r.ask(ctx, pages)
	results := make([]Result, len(addresses))
	for i, address := range addresses {
		results[i] = of[i].resultFor(address)
	}
	return results
}

func (c *Checker) withDefaults() *Checker {
	d := *c
	d.Slots = cmp.Or(d.Slots, 4)
	d.Total = cmp.Or(d.Total, 128)
	d.Pace = cmp.Or(d.Pace, 10*time.Millisecond)
	d.Timeout = cmp.Or(d.Timeout, 10*time.Second)
	d.Slow = cmp.Or(d.Slow, time.Second)
	d.Patience = cmp.Or(d.Patience, time.Minute)
	d.Budget = cmp.Or(d.Budget, 5*time.Minute)
	d.Follow = cmp.Or(d.Follow, 10)
	d.Page = cmp.Or(d.Page, 1<<20)
	if d.Now == nil {
		d.Now = time.Now
	}
	client := *d.HTTP
	client.Timeout = 0 // each request has its own
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	d.HTTP = &client
	return &d
}

// pages are what is to be asked, each once, and which of them each address means.
func (c *Checker) pages(addresses []string) (pages, of []*page) {
	byKey := map[string]*page{}
	of = make([]*page, len(addresses))
	for i, address := range addresses {
		key, u, why := readAddress(address)
		p := byKey[key]
		if p == nil {
			p = &page{key: key, at: u, method: http.MethodHead}
			byKey[key] = p
			pages = append(pages, p)
		}
		of[i] = p
		if why != "" {
			p.settled, p.Verdict, p.Why = true, Broken, why
			continue
		}
		if fragment := searched(address); fragment != "" {
			p.method = http.MethodGet
			if p.anchors == nil {
				p.anchors = map[string]anchor{}
			}
			p.anchors[fragment] = unsearched
		}
	}
	return pages, of
}

// readAddress reads an address without its fragment; why says what is wrong with one that can lead nowhere. Addresses
// with the same key are one page.
func readAddress(address string) (key string, u *url.URL, why string) {
	bare, _, _ := strings.Cut(strings.TrimSpace(address), "#")
	u, err := url.Parse(bare)
	switch {
	case err != nil || u.Opaque != "" || u.Scheme != "http" && u.Scheme != "https":
		return bare, nil, "it is no address of the web"
	case u.Hostname() == "":
		return bare, nil, "it names no host"
	}
	u.Host = strings.ToLower(u.Host)
	if port := u.Port(); u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), u, ""
}
