package xep

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Section is a part of the newsletter's section on specifications.
type Section string

// The parts, in the order in which the newsletter has them.
const (
	Proposed   Section = "proposed"
	New        Section = "new"
	Deferred   Section = "deferred"
	Updated    Section = "updated"
	LastCall   Section = "last-call"
	Stable     Section = "stable"
	Deprecated Section = "deprecated"
	Rejected   Section = "rejected"
)

// Sections are the parts in their order.
var Sections = []Section{Proposed, New, Deferred, Updated, LastCall, Stable, Deprecated, Rejected}

// Step is what reached the main branch at one moment.
type Step struct {
	When  time.Time
	Files []File
}

// File is a document that a step changed. Was is nil for a new one, Is for one that went.
type File struct {
	Path    string // inbox/NAME.xml or xep-0045.xml
	Was, Is *Document
	Err     error // why what is there now cannot be read: it counts as if it had not changed
	WasErr  error // why what was there cannot be read: nobody knows what was new
}

// Entry is one thing to tell.
type Entry struct {
	Section  Section
	Number   int    // 0 for a proposal
	Version  string // "" for a proposal and a last call
	Title    string // as of the end of the window
	Path     string // of the document
	Day      time.Time
	Begins   time.Time // a last call; the same as Day
	Ends     time.Time // a last call
	Initials string
	Notes    []Note
	Skipped  []string // versions between the last one told and this one, the newest first

	editorial bool
}

// Bulk is a change that was made to many specifications at once. It is told in one line.
type Bulk struct {
	Entries []Entry // by number
	Notes   []Note
}

// Month is what happened in a window of time.
type Month struct {
	Entries   []Entry  // by section, then by number
	Editorial []Entry  // new versions that only mend wording and layout, where these are not told one by one
	Bulk      []Bulk   // the same change to many
	Other     []string // what is no entry, as sentences
	Broken    []Broken // documents that cannot be read

	Documents []*Document // what was changed and has a number, as it was at the end, by number
}

// Broken is a document that cannot be read, so that what happened to it is not known; or not as a whole.
type Broken struct {
	Path string
	Err  error
}

// Window is what is told of.
type Window struct {
	From, To  time.Time // From belongs to it, To does not
	Editorial bool      // new versions that only mend wording are entries like others
}

// many is how often the same change is made to be a change in bulk.
const many = 6

// Happened tells what the steps, the oldest first, did in the window. Steps before it are passed over.
func Happened(steps []Step, w Window) Month {
	t := &teller{window: w, files: map[string]*track{}}
	for _, s := range merged(steps) {
		if !s.When.Before(w.From) && s.When.Before(w.To) {
			t.step(s)
		}
	}
	m := t.month()
	m.gather(w)
	slices.SortStableFunc(m.Entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(slices.Index(Sections, a.Section), slices.Index(Sections, b.Section)), cmp.Compare(a.Number, b.Number), a.Day.Compare(b.Day))
	})
	return m
}

// merged joins steps of the same second: the commits of one branch, that were put onto the main one together.
func merged(steps []Step) []Step {
	var all []Step
	for _, s := range steps {
		n := len(all)
		if n == 0 || !all[n-1].When.Equal(s.When) {
			all = append(all, Step{s.When, slices.Clone(s.Files)})
			continue
		}
		for _, f := range s.Files {
			last := &all[n-1]
			i := slices.IndexFunc(last.Files, func(g File) bool { return g.Path == f.Path })
			if i < 0 {
				last.Files = append(last.Files, f)
				continue
			}
			f.Was = last.Files[i].Was
			last.Files[i] = f
		}
	}
	return all
}

// gather takes what is told in one line out of the entries.
func (m *Month) gather(w Window) {
	same := map[string][]Entry{}
	for _, e := range m.Entries {
		if e.Section == Updated && len(e.Notes) > 0 {
			same[e.noted()] = append(same[e.noted()], e)
		}
	}
	var kept []Entry
	told := map[string]bool{}
	for _, e := range m.Entries {
		key := e.noted()
		switch {
		case e.Section == Updated && len(same[key]) >= many:
			if !told[key] {
				told[key] = true
				m.Bulk = append(m.Bulk, Bulk{same[key], e.Notes})
			}
		case e.editorial && !w.Editorial:
			m.Editorial = append(m.Editorial, e)
		default:
			kept = append(kept, e)
		}
	}
	m.Entries = kept
}

// noted is what the notes of an entry say, without blanks and capitals.
func (e Entry) noted() string {
	var b strings.Builder
	for _, n := range e.Notes {
		b.WriteString(strings.ToLower(strings.Join(strings.Fields(n.Text), "")))
		b.WriteByte('\n')
	}
	return b.String()
}
