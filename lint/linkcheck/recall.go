package linkcheck

import (
	"context"
	"net/http"
	"time"
)

// recall settles a page by what the cache knows, if that still counts.
func (r *run) recall(p *page) {
	if r.Cache == nil || p.settled {
		return
	}
	e, ok := r.Cache.entries[p.key]
	if !ok || !r.counts(e) {
		return
	}
	for fragment := range p.anchors {
		there, known := e.Places[fragment]
		if !known && !r.Offline {
			return
		}
		if known && !there {
			p.anchors[fragment] = absent
		}
	}
	p.restore(e)
}

// counts reports whether an answer is not too old. One from the future is from a clock that was wrong.
func (r *run) counts(e entry) bool {
	if r.Offline {
		return true
	}
	age := r.Now().Sub(e.Asked)
	return age >= -clockSlip && age < holdsFor(e.Verdict) && (r.Fresh == 0 || age < r.Fresh)
}

func (p *page) restore(e entry) {
	p.settle(e.Verdict, e.Why)
	p.To, p.Since, p.Asked, p.Hops = e.To, e.Since, e.Asked, e.Hops
}

// remember dates what was asked in this run, and puts it into the cache. A page that was dead, and of which nothing certain
// was learned now, stays dead for a while: a server that is busy does not bring it back.
func (r *run) remember(pages []*page) {
	const certainFor = 7 * 24 * time.Hour
	now := r.Now().UTC().Truncate(time.Second)
	for _, p := range pages {
		if !p.Asked.IsZero() || p.at == nil {
			continue // from the cache, or no address
		}
		var old entry
		if r.Cache != nil {
			old = r.Cache.entries[p.key]
		}
		age := now.Sub(old.Asked)
		wasBroken := old.Verdict == Broken && age >= -clockSlip && age < certainFor
		if p.Verdict == Unknown && wasBroken {
			p.Verdict, p.Why, p.Since, p.Asked = Broken, old.Why, old.Since, old.Asked
			continue
		}
		if len(p.Hops) == 0 {
			continue
		}
		p.Asked = now
		if p.Verdict == Broken {
			p.Since = now
			if wasBroken && !old.Since.IsZero() && old.Since.Before(now) {
				p.Since = old.Since
			}
		}
		if r.Cache == nil || p.ours {
			continue
		}
		e := entry{p.key, p.Verdict, p.To, p.Why, p.Asked, p.Since, p.Hops, nil}
		for fragment, a := range p.anchors {
			if e.Places == nil {
				e.Places = map[string]bool{}
			}
			e.Places[fragment] = a != absent
		}
		r.Cache.entries[p.key] = e
		r.Cache.changed[p.key] = true
	}
}

// isOnline asks for the name servers of the root, which everybody has who can look up names at all.
func isOnline(c *http.Client) bool {
	g, ok := c.Transport.(*guard)
	if !ok || g.Loopback {
		return true
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	servers, err := g.names().LookupNS(ctx, ".")
	return err == nil && len(servers) > 0
}
