package linkcheck

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// page is one address without its fragment, on its way to a verdict.
type page struct {
	Result
	key     string
	anchors map[string]anchor // the fragments that texts name
	settled bool
	ours    bool // the verdict says more about this run than about the page

	at      *url.URL // of the next request
	method  string
	used    time.Duration // by requests
	waited  time.Duration // since servers asked for it
	retries int

	attempt  int  // number of the request that runs, or ran last
	released bool // it was slow, and its slot was given to another
}

// settle ends the way.
func (p *page) settle(v Verdict, why string) {
	p.settled, p.Verdict, p.Why = true, v, why
}

// giveUp ends the way for a reason that has nothing to do with the page.
func (p *page) giveUp(why string) {
	p.settle(Unknown, why)
	p.ours = true
}

// resultFor is the result for one of the addresses that mean the page.
func (p *page) resultFor(address string) Result {
	r := p.Result
	r.URL = address
	_, fragment, _ := strings.Cut(address, "#")
	if fragment == "" {
		return r
	}
	if r.To != "" && !strings.Contains(r.To, "#") {
		r.To += "#" + fragment
	}
	if p.anchors[fragment] == absent && (r.Verdict == Live || r.Verdict == Moved) {
		r.Anchor = fragment
	}
	return r
}

// arrive settles a page that is there: whether it has moved follows from the hops.
func (p *page) arrive() {
	if wall := p.wall(); wall != "" {
		p.settle(Unknown, "it leads to "+wall)
		return
	}
	p.settle(Live, "")
	for i, h := range p.Hops {
		if !isRedirect(h.Status) {
			continue
		}
		if h.Status != http.StatusMovedPermanently && h.Status != http.StatusPermanentRedirect {
			break // from here on it is for now only
		}
		p.settle(Moved, "")
		p.To = p.Hops[i+1].URL
	}
	if p.To == p.key {
		p.settle(Live, "")
		p.To = ""
	}
}

// wall names what a redirect ended at where programs are asked who they are, "" for anything else: the page behind it may
// be there or not.
func (p *page) wall() string {
	last, err := url.Parse(p.Hops[len(p.Hops)-1].URL)
	begin, err2 := url.Parse(p.key)
	if err != nil || err2 != nil {
		return ""
	}
	for _, u := range []*url.URL{begin, last} {
		found := strings.HasPrefix(u.Hostname(), "consent.") || strings.HasPrefix(u.Hostname(), "accounts.") || strings.HasPrefix(u.Hostname(), "login.")
		for part := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
			switch strings.NewReplacer("_", "", "-", "", ".php", "", ".html", "").Replace(part) {
			case "login", "signin", "consent", "authwall", "captcha", "challenge":
				found = true
			}
		}
		if u == begin && found {
			return "" // the text means it
		}
		if u == last && found {
			return "a page that wants a login or a consent"
		}
	}
	return ""
}
