package pad

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// The pad is one permanent note: it becomes next month's while this month's pull request is still open, and anybody
// may empty it. These say that what it holds now is not this month's issue, so that nothing may be committed.
var (
	ErrMonth  = errors.New("the pad holds another month")
	ErrShrunk = errors.New("the pad lost entries")
	ErrMerged = errors.New("the pad holds an issue that is already published")
)

// Guard is what is known of the month when a text is offered for it.
type Guard struct {
	House        *lint.House
	Covers       lint.Months
	Previous     *lint.Document   // the previous import, nil before the first
	Earlier      []*lint.Document // published issues, newest first
	AcceptShrink bool             // a person looked and said that the entries are as they are meant to be
}

// Refusal is why a text is not imported.
type Refusal struct {
	Err  error    // ErrMonth, ErrShrunk or ErrMerged
	What string   // one line for people, with what to do
	List []string // the entries it is about, as people wrote them
}

// Error is the line for people.
func (r *Refusal) Error() string { return r.What }

// Unwrap gives the sentinel.
func (r *Refusal) Unwrap() error { return r.Err }

// Check refuses a text that is not this month's issue. Its error is a *Refusal.
func (g Guard) Check(d *lint.Document) error {
	entries := Entries(d, g.House)
	for _, check := range []func(*lint.Document, []Entry) *Refusal{g.month, g.shrunk, g.merged} {
		if r := check(d, entries); r != nil {
			return r
		}
	}
	return nil
}

// Covers is the month that d says it covers, in its title or else in its first sentence.
func Covers(d *lint.Document, house *lint.House) (lint.Months, bool) {
	if m, ok := house.TitleMonths(d); ok {
		return m, true
	}
	m, _, _ := house.Intro(d)
	return m, !m.IsZero()
}

func (g Guard) month(d *lint.Document, _ []Entry) *Refusal {
	words := g.House.Languages[g.House.Original]
	title, inTitle := g.House.TitleMonths(d)
	intro, _, _ := g.House.Intro(d)
	wrong := lint.Months{}
	where := ""
	switch {
	case inTitle && !title.Last.Equal(g.Covers.Last):
		wrong, where = title, "its title"
	case !intro.IsZero() && !intro.Last.Equal(g.Covers.Last):
		wrong, where = intro, "its first sentence"
	default:
		return nil
	}
	return &Refusal{Err: ErrMonth, What: fmt.Sprintf("the pad now holds %s: %s says so, and %s was asked for; nothing was imported (correct the pad, or ask with --month %s)",
		words.Format(wrong), where, words.Format(g.Covers), wrong)}
}

// shrunk counts the entries and the headings of the previous import that are gone. More than a quarter of either is
// no editing any more.
func (g Guard) shrunk(d *lint.Document, entries []Entry) *Refusal {
	if g.Previous == nil || g.AcceptShrink {
		return nil
	}
	before := Entries(g.Previous, g.House)
	var lost []string
	now := keySet(entries)
	for _, e := range before {
		if !e.anyIn(now) {
			lost = append(lost, e.Text)
		}
	}
	if tooMany(len(lost), len(before)) {
		return g.refuseShrunk(lost, len(before), "entries")
	}
	headings := map[string]bool{}
	for _, h := range d.Headings() {
		headings[strings.ToLower(h.Text)] = true
	}
	lost = nil
	for _, h := range g.Previous.Headings() {
		if !headings[strings.ToLower(h.Text)] {
			lost = append(lost, h.Text)
		}
	}
	if tooMany(len(lost), len(g.Previous.Headings())) {
		return g.refuseShrunk(lost, len(g.Previous.Headings()), "headings")
	}
	return nil
}

func tooMany(lost, of int) bool { return lost > 1 && 4*lost > of }

func (g Guard) refuseShrunk(lost []string, of int, what string) *Refusal {
	return &Refusal{Err: ErrShrunk, List: lost, What: fmt.Sprintf("the pad lost %d of %d %s since the last import; nothing was imported (restore the pad from its history; if all of it is meant to go, run once with --accept-shrink)",
		len(lost), of, what)}
}

// merged looks whether the news were published before. What two issues say in the same words is no news but standing
// text.
func (g Guard) merged(_ *lint.Document, entries []Entry) *Refusal {
	if g.AcceptShrink {
		return nil
	}
	told := make([]map[string]bool, len(g.Earlier))
	for n, issue := range g.Earlier {
		told[n] = keySet(Entries(issue, g.House))
	}
	news := slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool {
		n := 0
		for _, set := range told {
			if e.allIn(set) {
				n++
			}
		}
		return n > 1
	})
	for n, issue := range g.Earlier {
		var again []string
		for _, e := range news {
			if e.allIn(told[n]) {
				again = append(again, e.Text)
			}
		}
		if len(again) > 2 && 2*len(again) > len(news) {
			return &Refusal{Err: ErrMerged, List: again, What: fmt.Sprintf("%d of %d entries of the pad are in %s, which is published; nothing was imported (clear last month's news from the pad; if they are meant to be told again, run once with --accept-shrink)",
				len(again), len(news), issue.Path)}
		}
	}
	return nil
}
