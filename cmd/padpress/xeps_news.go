package main

import (
	"context"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/xep"
)

// xepNews is what the history of the specifications' repository says, window by window. Each is read when it is first
// asked for, by whoever asks first.
type xepNews struct {
	house   *lint.House
	history xepHistory

	mu    sync.Mutex
	known map[[2]int64]*xepWindow // by its ends
}

type xepWindow struct {
	once  sync.Once
	month xep.Month
	news  lint.XEPNews
	err   error
}

func newXEPNews(house *lint.House, history xepHistory) *xepNews {
	return &xepNews{house: house, history: history, known: map[[2]int64]*xepWindow{}}
}

// xepsQuiet is how long nothing may happen to specifications without anybody thinking that a clone is old.
const xepsQuiet = 7 * 24 * time.Hour

// reaches reports whether the history has all that happened up to then. What a server says is as new as can be.
func (n *xepNews) reaches(to time.Time) bool {
	clone, ok := n.history.(interface{ When() time.Time })
	return !ok || !clone.When().Before(to.Add(-xepsQuiet))
}

// month is what happened between two moments, of which the second does not belong to it.
func (n *xepNews) month(ctx context.Context, from, to time.Time) (xep.Month, error) {
	w := n.window(ctx, from, to)
	return w.month, w.err
}

func (n *xepNews) window(ctx context.Context, from, to time.Time) *xepWindow {
	key := [2]int64{from.Unix(), to.Unix()}
	n.mu.Lock()
	w := n.known[key]
	if w == nil {
		w = new(xepWindow)
		n.known[key] = w
	}
	n.mu.Unlock()
	w.once.Do(func() {
		n.mu.Lock() // a history is read by one at a time
		defer n.mu.Unlock()
		w.month, w.err = happened(ctx, n.history, xep.Window{From: from, To: to, Editorial: n.house.Specifications.HasEditorial(to)})
		if w.err == nil {
			w.news = newsOf(n.house, w.month)
			w.news.Whole = n.reaches(to)
		}
	})
	return w
}

// happened is lint.XEPs.Happened. What could not be read is told by failed.
func (n *xepNews) happened(ctx context.Context) func(from, to time.Time) lint.XEPNews {
	return func(from, to time.Time) lint.XEPNews { return n.window(ctx, from, to).news }
}

// failed is why a window could not be read; nil if all could that anybody asked for.
func (n *xepNews) failed() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, w := range n.known {
		if w.err != nil {
			return w.err
		}
	}
	return nil
}

// newsOf is a month as rules know it.
func newsOf(house *lint.House, m xep.Month) lint.XEPNews {
	var n lint.XEPNews
	for _, e := range m.Entries {
		n.Entries = append(n.Entries, newsEntry(house, e))
	}
	for _, b := range m.Bulk {
		for _, e := range b.Entries {
			n.Lumped = append(n.Lumped, newsEntry(house, e))
		}
	}
	for _, e := range m.Editorial {
		n.Lumped = append(n.Lumped, newsEntry(house, e))
	}
	for _, d := range m.Documents {
		if len(n.Changed) == 0 || n.Changed[len(n.Changed)-1].Number != d.Number {
			n.Changed = append(n.Changed, specificationOf(d))
		}
	}
	return n
}

func newsEntry(house *lint.House, e xep.Entry) lint.XEPEntry {
	s := house.Specifications
	address := s.AddressOf(e.Number)
	if e.Number == 0 {
		address = s.Inbox + strings.TrimSuffix(path.Base(e.Path), ".xml") + s.Suffix
	}
	return lint.XEPEntry{Part: sectionName(e.Section), Number: e.Number, Version: e.Version, Title: e.Title, Address: address,
		Day: e.Day, Skipped: e.Skipped, Lines: entryLines(house, e)}
}

// specificationOf is a document as rules know it.
func specificationOf(d *xep.Document) lint.XEP {
	x := lint.XEP{Number: d.Number, Title: d.Title, Status: d.Status, Version: d.Version(), Revisions: []string{}}
	for _, r := range d.Revisions {
		x.Revisions = append(x.Revisions, r.Version)
		if r.Date.After(x.Date) {
			x.Date = r.Date
		}
	}
	x.Notes = func(version string) []string {
		for _, r := range d.Revisions {
			if r.Version == version {
				return details(r.Notes)
			}
		}
		return nil
	}
	return x
}
