package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/linkcheck"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/rules"
)

// linkAsker asks the web about the links of texts, each page once in a run. A nil one has asked nothing.
type linkAsker struct {
	*env
	house   *lint.House
	checker linkcheck.Checker
	left    time.Duration // for all that is still to be asked
	known   map[string]linkcheck.Result
}

const (
	linksPerText = 1000            // a pad that is made to have more must not have us ask them all
	linksBudget  = 5 * time.Minute // for all links of a run
	linksFresh   = time.Hour       // how old an answer may be where it has to be true now
	linkSlots    = 4               // requests to one host at a time
)

// newLinkAsker opens the cache in a file, "" for the user's own and none for none.
func newLinkAsker(e *env, house *lint.House, file string) (*linkAsker, error) {
	a := &linkAsker{env: e, house: house, left: linksBudget, known: map[string]linkcheck.Result{}}
	a.checker = linkcheck.Checker{
		HTTP:  linkcheck.Client(linkcheck.Options{Agent: agent(), Loopback: !e.public, Connections: linkSlots, Timeout: linksBudget}),
		Slots: linkSlots,
		Now:   e.present,
		Asked: func(done, all int) {
			if done%25 == 0 {
				e.progress("%d of %s asked …", done, plural(all, "page", "pages"))
			}
		},
	}
	path := file
	if file == "" && e.cacheDir != nil {
		if dir, err := e.cacheDir(); err == nil {
			path = filepath.Join(dir, "padpress", "links")
		}
	}
	if path == "" || path == "none" {
		return a, nil
	}
	cache, err := linkcheck.OpenCache(path)
	if errors.Is(err, linkcheck.ErrNotCache) && file != "" {
		return nil, usagef("--cache %s holds something else; name another file, or none", file)
	}
	if err != nil {
		fmt.Fprintln(e.err, "padpress: the cache of links is not used:", oneLine(err))
		return a, nil
	}
	a.checker.Cache = cache
	return a, nil
}

// present is the time of the run, as PADPRESS_NOW may have it.
func (e *env) present() time.Time {
	now, err := e.clock()
	if err != nil {
		return e.now()
	}
	return now
}

// addresses are those of a text that the web can be asked for, each once: what leads to the site itself is looked for in
// its tree.
func (a *linkAsker) addresses(d *lint.Document) []string {
	var all []string
	seen := map[string]bool{}
	for _, l := range rules.WebLinks(d) {
		if _, own := a.house.Site.Own(l.Address); !own && !seen[l.Address] {
			seen[l.Address] = true
			all = append(all, l.Address)
		}
	}
	return all
}

// results are those for texts, each address once, in the order of the texts.
func (a *linkAsker) results(texts []*lint.Document) []linkcheck.Result {
	var all []linkcheck.Result
	seen := map[string]bool{}
	for _, d := range texts {
		for _, address := range a.addresses(d) {
			if r, ok := a.known[address]; ok && !seen[address] {
				seen[address] = true
				all = append(all, r)
			}
		}
	}
	return all
}

// ask asks for the links of texts, as far as they are not known yet, and keeps the answers. Answers of the cache that are
// older than fresh do not count; 0 has no such bound.
func (a *linkAsker) ask(ctx context.Context, fresh time.Duration, without func(address string) bool, texts ...*lint.Document) {
	var all []string
	for _, d := range texts {
		of := a.addresses(d)
		if without != nil {
			of = slices.DeleteFunc(of, without)
		}
		for n, address := range of {
			if _, ok := a.known[address]; ok {
				continue
			}
			a.known[address] = linkcheck.Result{URL: address, Verdict: linkcheck.Unknown, Why: fmt.Sprintf("not asked, since the text has more than %d links", linksPerText)}
			if n < linksPerText {
				all = append(all, address)
			}
		}
	}
	if len(all) == 0 {
		return
	}
	began := time.Now()
	c := a.checker
	c.Fresh, c.Budget = fresh, max(a.left, time.Millisecond)
	for _, r := range c.Check(ctx, all) {
		a.known[r.URL] = r
	}
	a.left -= time.Since(began)
	if c.Cache == nil {
		return
	}
	if err := c.Cache.Save(a.present()); err != nil {
		fmt.Fprintln(a.err, "padpress: the answers about links could not be kept:", oneLine(err))
	}
}

// world has rules know what was asked.
func (a *linkAsker) world(w *lint.World) {
	if a != nil {
		w.Links = a.state
	}
}

// state is what is certain about an address.
func (a *linkAsker) state(address string) lint.LinkState {
	r := a.known[address]
	switch r.Verdict {
	case linkcheck.Broken:
		return lint.LinkState{Dead: r.Why}
	case linkcheck.Moved:
		return lint.LinkState{Moved: r.To, Anchor: r.Anchor}
	}
	return lint.LinkState{Anchor: r.Anchor}
}

// isCertain reports whether it is known that an address is dead, or that it is not.
func (a *linkAsker) isCertain(address string) bool {
	if a == nil {
		return false
	}
	r, ok := a.known[address]
	return ok && r.Verdict != linkcheck.Unknown
}

// undecided are the fingerprints that links of a text would have if they were dead, of which this run cannot say it: what
// earlier runs said of them stays.
func (a *linkAsker) undecided(d *lint.Document) []string {
	var open []lint.Finding
	for _, l := range rules.WebLinks(d) {
		if !a.isCertain(l.Address) {
			open = append(open, lint.Finding{Rule: deadLinkRule, Span: l.Span})
		}
	}
	return report.Fingerprints(d, open)
}

// deadLinkRule is the name of the rule that reports what nobody finds.
const deadLinkRule = "dead-link"

// linkCount is how many addresses got which verdict, in a few words.
func linkCount(results []linkcheck.Result) string {
	count := map[linkcheck.Verdict]int{}
	for _, r := range results {
		count[r.Verdict]++
	}
	words := plural(len(results), "link", "links") + ": " + fmt.Sprintf("%d live", count[linkcheck.Live])
	for _, v := range []linkcheck.Verdict{linkcheck.Moved, linkcheck.Broken} {
		if count[v] > 0 {
			words += fmt.Sprintf(", %d %s", count[v], v)
		}
	}
	if n := count[linkcheck.Unknown]; n > 0 {
		words += fmt.Sprintf(", %d could not be checked", n)
	}
	return words
}
