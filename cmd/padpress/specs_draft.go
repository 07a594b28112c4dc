package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/xep"
	"github.com/xsf/padpress/pad"
)

// specDrafts is what the history of the specifications makes of an issue.
type specDrafts struct {
	source string      // where the history is; "" where none is known
	drafts []pad.Draft // nil where nobody knows
	tip    string      // where the history stands, and up to which day it is told if that is over; "" where nobody knows
	notes  []string    // what no part tells
}

// draftSpecs drafts the parts about specifications that people may have left empty. During the editorial closing nothing is
// drafted any more.
func (j *job) draftSpecs(ctx context.Context, s *site, raw *lint.Document) specDrafts {
	d := specDrafts{}
	if j.specs == nil || j.specs.source == "" {
		return d
	}
	d.source = j.specs.source
	if j.specs.err != nil || j.closes(s) || s.State != nil && s.Trace != nil && s.Trace.Lost {
		return d
	}
	window := j.specWindow()
	m, err := j.specs.news.month(ctx, window.From, window.To)
	if err != nil {
		j.step("note", "%s: %v", unknownSpecs, err)
		return d
	}
	m.Entries, m.Editorial, m.Bulk, m.Other = slices.Clone(m.Entries), slices.Clone(m.Editorial), slices.Clone(m.Bulk), slices.Clone(m.Other)
	j.tellOnce(s, raw, &m)
	d.drafts, d.notes = draftsOf(j.house, j.month.Covers, m), m.Other
	if !j.specs.news.reaches(window.To) { // then nothing shows that nothing happened
		d.drafts = slices.DeleteFunc(d.drafts, func(d pad.Draft) bool { return !d.News })
		d.notes = append(d.notes, "the clone of the specifications is old: no part is said to be without news")
	}
	if d.tip = fmt.Sprintf("%.12s", j.specs.news.history.Tip()); window.To.Before(j.start) {
		d.tip += ".." + j.month.Release.Format(time.DateOnly)
	}
	for _, b := range m.Broken {
		d.notes = append(d.notes, fmt.Sprintf("%s: %v", b.Path, b.Err))
	}
	return d
}

// specWindow is the months covered and what came until now, or until the day of release is over; and the month before, of
// which the last issue may have told not all, so that nothing gets lost between the two.
func (j *job) specWindow() xep.Window {
	w := xep.Window{From: j.month.Covers.First.AddDate(0, -1, 0), To: j.month.Release.AddDate(0, 0, 1)}
	if end := j.month.Covers.Last.AddDate(0, 1, 0); w.To.Before(end) {
		w.To = end
	}
	if j.start.Before(w.To) {
		w.To = j.start
	}
	return w
}

// tellOnce leaves out what earlier issues told, and what people tell in another part of this one. What is of this month
// only the last issue can have told, by being late itself.
func (j *job) tellOnce(s *site, raw *lint.Document, m *xep.Month) {
	own := toldOf(j.house, raw)
	var last, all []toldLine
	for n, d := range s.earlier {
		told := toldOf(j.house, d)
		if all = append(all, told...); n == 0 {
			last = told
		}
	}
	first := j.month.Covers.First
	m.Entries = slices.DeleteFunc(m.Entries, func(e xep.Entry) bool {
		return tells(j.house, own, e) || e.Day.Before(first) && (len(last) == 0 || tells(j.house, all, e)) // nobody knows what was told
	})
	untold(j.house, last, m, first)
}

// draftsOf are the lists of all parts, in the order of the house's outline.
func draftsOf(house *lint.House, months lint.Months, m xep.Month) []pad.Draft {
	var all []pad.Draft
	for _, p := range partsInOrder(house) {
		i := slices.IndexFunc(house.Outline.Sections, func(s lint.Section) bool { return s.Is(sectionName(p)) })
		news := slices.ContainsFunc(m.Entries, func(e xep.Entry) bool { return e.Section == p }) || p == xep.Updated && len(m.Bulk)+len(m.Editorial) > 0
		list := strings.TrimSpace(string(pad.Normalise([]byte(xepPart(house, months, m, p) + "\n"))))
		all = append(all, pad.Draft{Part: house.Outline.Sections[i].Name, List: list, News: news})
	}
	return all
}

// drafted are the parts that the newest import drafted.
func (s *site) drafted() []string {
	names, _ := partsDrafted(s.draftLines())
	return names
}

// draftLines are what the newest import remembers of its drafts.
func (s *site) draftLines() []string {
	switch {
	case s.State == nil:
	case s.Trace != nil:
		return s.Trace.Drafted
	case s.Import != nil:
		return s.Import.Drafted
	}
	return nil
}

// draftedIn are the parts that an import drafted.
func draftedIn(i *gitops.Import) []string {
	names, _ := partsDrafted(i.Drafted)
	return names
}

// partsDrafted are the names in what an import remembers of its drafts, and where the history stood when they were made.
// Each line has both: "0123456789ab Last Call".
func partsDrafted(lines []string) (names []string, at string) {
	for _, line := range lines {
		if tip, name, ok := strings.Cut(line, " "); ok {
			names, at = append(names, name), tip
		}
	}
	return names, at
}

// remembersDrafts is what the import is to remember: where the history could not be read, what the last one did.
func (j *job) remembersDrafts(s *site, i *issue) []string {
	_, at := partsDrafted(s.draftLines())
	if i.specs.tip != "" {
		at = i.specs.tip
	}
	var lines []string
	for _, name := range i.draftedParts() {
		lines = append(lines, first(at, "unknown")+" "+name)
	}
	return lines
}

// draftedParts are the parts of the issue that nobody wrote.
func (i *issue) draftedParts() []string {
	var names []string
	for _, f := range i.done.Filled {
		names = append(names, f.Part)
	}
	return names
}

// renew drafts anew what the branch has of an unchanged text of the pad, as the history of the specifications went on.
func (j *job) renew(s *site, i *issue, raw *lint.Document) {
	if _, at := partsDrafted(s.draftLines()); at != "" && at == i.specs.tip {
		return // another version of this program must not change its mind
	}
	known := s.knowledge(j.path())
	if text, ok := s.file(s.Head, s.Path); ok {
		known.Branch = lint.Parse(j.path(), text)
	}
	known.Drafts = i.specs.drafts
	d, drafted, ok := pad.Renew(raw, j.house, j.month, known)
	if !ok {
		return
	}
	i.renewed = d
	known.Import, known.Branch, known.Drafts, known.Drafted = d, nil, nil, drafted
	_, i.done = pad.Complete(raw, j.house, j.month, known)
	j.tellDrafted(i)
}

// draftedNews counts the entries of what was drafted.
func (i *issue) draftedNews(house *lint.House) int {
	n := 0
	for _, f := range i.done.Filled {
		n += len(pad.Entries(lint.Parse("", []byte(f.List)), house))
	}
	return n
}
