package xep

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
)

// teller follows the documents through a window.
type teller struct {
	window Window
	files  map[string]*track
	order  []string
}

// track is one document through the window.
type track struct {
	path     string
	first    *Document // as it was before
	now      *Document // nil where it is gone
	last     *Document // the newest that it was
	versions map[string]bool
	entries  []Entry
	broken   error // why the newest cannot be read
	blind    error // why what was there before cannot be
}

func (t *teller) step(s Step) {
	gone := map[string]*track{}
	for _, f := range s.Files {
		if f.Is == nil && f.Err == nil && f.Was != nil {
			gone[titleKey(f.Was)] = t.track(f)
		}
	}
	for _, f := range s.Files {
		k := t.track(f)
		if k.broken = f.Err; f.Err != nil {
			continue
		}
		if f.Is == nil {
			k.now = nil
			continue
		}
		if from := gone[titleKey(f.Is)]; from != nil && k.now == nil && from != k && from.moves(k.path, f.Is) {
			k.follow(from)
		}
		if f.WasErr != nil && k.now == nil {
			k.blind = f.WasErr
			k.first, k.now, k.last = f.Is, f.Is, f.Is
			k.learn(f.Is)
			continue
		}
		k.change(f.Is, s.When)
	}
}

func (t *teller) track(f File) *track {
	k := t.files[f.Path]
	if k == nil {
		k = &track{path: f.Path, first: f.Was, now: f.Was, last: f.Was, versions: map[string]bool{}}
		k.learn(f.Was)
		t.files[f.Path] = k
		t.order = append(t.order, f.Path)
	}
	return k
}

// moves reports whether k, which is gone, is what stands at name now. A proposal that got another name in the inbox is
// proposed anew: it has another address.
func (k *track) moves(name string, d *Document) bool {
	return isProposal(k.path, k.last) == isProposal(name, d) && (path.Dir(k.path) != path.Dir(name) || !isProposal(name, d))
}

// follow makes k the same document as another, which stood elsewhere.
func (k *track) follow(from *track) {
	k.first, k.now, k.last, k.entries = from.first, from.now, from.last, from.entries
	if k.now == nil {
		k.now = from.first
	}
	for v := range from.versions {
		k.versions[v] = true
	}
	from.entries = nil
}

func (k *track) flaw() error {
	if k.now == nil {
		return nil
	}
	return k.now.Flaw
}

func (k *track) learn(d *Document) {
	if d != nil {
		for _, r := range d.Revisions {
			k.versions[r.Version] = true
		}
	}
}

// fresh are the revisions that were not known yet, the newest first. Where the newest was known, people only mended the
// list of those before.
func (k *track) fresh(d *Document) []Revision {
	if k.versions[d.Version()] {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(d.Revisions), func(r Revision) bool { return k.versions[r.Version] })
}

// change notes what makes d differ from what the document was.
func (k *track) change(d *Document, when time.Time) {
	was := k.now
	k.now, k.last = d, d
	fresh := k.fresh(d)
	k.learn(d)
	day := when.UTC().Truncate(24 * time.Hour)
	switch {
	case isProposal(k.path, d):
		if was == nil {
			k.add(Entry{Section: Proposed, Day: day, Notes: abstract(d)})
		}
	case was == nil || d.Number == 0:
		if was == nil && d.Number > 0 {
			k.add(entryOf(New, d, fresh, day))
		}
	default:
		k.calls(was, d, day)
		if s, ok := advanced(was.Status, d.Status); ok {
			k.add(entryOf(s, d, fresh, day))
		} else if len(fresh) > 0 {
			k.update(entryOf(Updated, d, fresh, day), was)
		}
	}
}

// awaits reports whether the status was changed before the version that says so.
func (e Entry) awaits() bool {
	return (e.Section == Stable || e.Section == Deprecated || e.Section == Rejected) && len(e.Notes) == 0
}

func (k *track) add(e Entry) {
	e.Path = k.path
	k.entries = append(k.entries, e)
}

// update adds a new version. One that follows on the day on which the number was given is what was new.
func (k *track) update(e Entry, was *Document) {
	last := len(k.entries) - 1
	if last >= 0 && k.entries[last].Section == New && k.entries[last].Day.Equal(e.Day) {
		first := k.entries[last]
		e.Section, e.Skipped = New, append(e.Skipped, first.Version)
		k.entries[last] = e
		k.entries[last].Path = k.path
		return
	}
	if last >= 0 && k.entries[last].awaits() {
		e.Section = k.entries[last].Section
		k.entries[last] = e
		k.entries[last].Path = k.path
		return
	}
	e.editorial = minor(was.Version()) == minor(e.Version) && third(e.Version)
	if last >= 0 && k.entries[last].Section == Updated && k.entries[last].Day.Equal(e.Day) && !k.entries[last].editorial {
		e.editorial = false // told with the one before
	}
	k.add(e)
}

// calls adds last calls that began.
func (k *track) calls(was, d *Document, day time.Time) {
	var ends time.Time
	for _, c := range d.LastCalls {
		if !slices.ContainsFunc(was.LastCalls, c.Equal) && c.After(ends) {
			ends = c
		}
	}
	if !ends.IsZero() {
		k.add(Entry{Section: LastCall, Number: d.Number, Day: day, Begins: day, Ends: ends})
	}
}

// advanced is the part of the newsletter that a change of the status belongs to.
func advanced(from, to string) (Section, bool) {
	early := slices.Contains([]string{"", "ProtoXEP", "Experimental", "Proposed", "Deferred"}, from)
	switch {
	case from == to:
	case to == "Stable" && early:
		return Stable, true
	case to == "Deferred":
		return Deferred, true
	case to == "Deprecated", to == "Obsolete":
		return Deprecated, true
	case to == "Rejected":
		return Rejected, true
	}
	return "", false
}

func entryOf(s Section, d *Document, fresh []Revision, day time.Time) Entry {
	e := Entry{Section: s, Number: d.Number, Version: d.Version(), Day: day}
	for i, r := range fresh {
		if i == 0 {
			e.Version, e.Initials, e.Notes = r.Version, r.Initials, r.Notes
		} else if s != New {
			e.Skipped = append(e.Skipped, r.Version)
		}
	}
	return e
}

func abstract(d *Document) []Note {
	if d.Abstract == "" {
		return nil
	}
	return []Note{{Text: d.Abstract}}
}

// isProposal reports whether a document has no number yet.
func isProposal(name string, d *Document) bool {
	return path.Dir(name) == "inbox" || d != nil && d.Number == 0 && d.Status == "ProtoXEP"
}

// titleKey is a title by which a document that was moved is known.
func titleKey(d *Document) string { return strings.ToLower(d.Title) }

// minor is a version up to its second number: changes of the third mend wording.
func minor(version string) string {
	parts := strings.SplitN(version, ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}

func third(version string) bool {
	parts := strings.SplitN(version, ".", 3)
	return len(parts) == 3 && parts[2] != "0"
}

// month is what holds at the end of the window: what was taken back is not told.
func (t *teller) month() Month {
	var m Month
	for _, name := range t.order {
		k := t.files[name]
		if err := cmp.Or(k.broken, k.blind, k.flaw()); err != nil {
			m.Broken = append(m.Broken, Broken{name, err})
		}
		if k.now != nil && k.now.Number > 0 {
			m.Documents = append(m.Documents, k.now)
		}
		for _, e := range k.entries {
			if e.Section == Proposed && t.numbered(k.last) {
				continue // editors tell what is new
			}
			e.Title, e.Path = k.last.Title, name
			if k.now != nil && k.holds(e) {
				m.Entries = append(m.Entries, e)
			}
		}
		if o := k.other(); o != "" {
			m.Other = append(m.Other, o)
		}
	}
	slices.SortStableFunc(m.Documents, func(a, b *Document) int { return cmp.Compare(a.Number, b.Number) })
	return m
}

// numbered reports whether a proposal got its number in the window.
func (t *teller) numbered(d *Document) bool {
	for _, k := range t.files {
		if k.now != nil && len(k.entries) > 0 && k.entries[0].Section == New && titleKey(k.now) == titleKey(d) {
			return true
		}
	}
	return false
}

// holds reports whether at the end of the window the document still is as e says.
func (k *track) holds(e Entry) bool {
	switch e.Section {
	case Updated:
		return slices.ContainsFunc(k.now.Revisions, func(r Revision) bool { return r.Version == e.Version })
	case Deferred:
		if len(k.entries) > 1 && k.entries[len(k.entries)-1].Section == Updated {
			return true // which put it back
		}
		fallthrough
	case Stable, Deprecated, Rejected:
		return k.first == nil || k.first.Status != k.now.Status
	case LastCall:
		return slices.ContainsFunc(k.now.LastCalls, e.Ends.Equal)
	}
	return true
}

// other is what happened to a document and has no part of the newsletter; "" if nothing did.
func (k *track) other() string {
	if k.first == nil || k.now == nil || k.first.Status == k.now.Status || k.now.Number == 0 {
		return ""
	}
	switch k.now.Status {
	case "Retracted", "Active", "Final":
		return fmt.Sprintf("XEP-%04d (%s) is %s", k.now.Number, k.now.Title, k.now.Status)
	}
	return ""
}
