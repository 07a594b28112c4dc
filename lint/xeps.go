package lint

import (
	"slices"
	"strings"
	"time"
)

// XEP is what is known of one specification.
type XEP struct {
	Number    int
	Title     string
	Status    string    // such as Experimental
	Version   string    // the newest
	Date      time.Time // of the newest version; zero if not known
	Revisions []string  // all versions, newest first; nil where the source tells only the newest

	// Notes says what was changed in one of Revisions: paragraphs and items, as Markdown. It is nil where the source does
	// not tell, and may be asked by several goroutines.
	Notes func(version string) []string
}

// XEPs is what is known of the specifications. The zero value knows none.
type XEPs struct {
	Source string    // where it was read, for people
	Date   time.Time // until when it is complete: when it was made, or the newest version it names
	all    []XEP     // by number

	// Happened tells what the history of the specifications says of the time between two moments, of which the second does
	// not belong to it. It is nil where the source has no history, reads it only when asked, and may be asked by several
	// goroutines. Where the history cannot be read it tells nothing.
	Happened func(from, to time.Time) XEPNews
}

// XEPNews is what happened to the specifications in some time.
type XEPNews struct {
	Entries []XEPEntry // in the order of an issue: each has a line of its own there
	Lumped  []XEPEntry // what issues tell in one line for many or not at all: the same change to many, and mended wording where the house does not tell it
	Changed []XEP      // the specifications that changed, by number, as they were at the end of the time, with Revisions and Notes
	Whole   bool       // the history at hand is new enough: what it does not tell did not happen
}

// Find gives what is known of a specification that changed.
func (n XEPNews) Find(number int) (XEP, bool) { return findXEP(n.Changed, number) }

// XEPEntry is one thing that an issue tells of a specification or a proposal.
type XEPEntry struct {
	Part    string    // of the section on specifications, by its name in the house's outline: Updated
	Number  int       // 0 for a proposal
	Version string    // "" for a proposal and a last call
	Title   string    // as of the end of the time
	Address string    // that an issue links to
	Day     time.Time // on which it reached the main branch
	Skipped []string  // versions that came between the one before and this one, the newest first; people tell them or not
	Lines   []string  // as an issue of the house tells it, in the original language: an item of a list, and those below it
}

// NewXEPs makes a list of specifications. Of two with the same number the first counts.
func NewXEPs(source string, date time.Time, all []XEP) XEPs {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b XEP) int { return a.Number - b.Number })
	all = slices.CompactFunc(all, func(a, b XEP) bool { return a.Number == b.Number })
	return XEPs{Source: source, Date: date, all: slices.Clip(all)}
}

// All are the specifications by number.
func (x XEPs) All() []XEP { return slices.Clone(x.all) }

// Len is how many specifications are known.
func (x XEPs) Len() int { return len(x.all) }

// Find gives the specification with a number.
func (x XEPs) Find(number int) (XEP, bool) { return findXEP(x.all, number) }

func findXEP(all []XEP, number int) (XEP, bool) {
	i, ok := slices.BinarySearchFunc(all, number, func(a XEP, n int) int { return a.Number - n })
	if !ok {
		return XEP{}, false
	}
	return all[i], true
}

// Last is the highest number that was given away.
func (x XEPs) Last() int {
	if len(x.all) == 0 {
		return 0
	}
	return x.all[len(x.all)-1].Number
}

// Has reports whether x had a version, where 1.0 and 1.0.0 are the same. known is false where nobody can say: only the
// newest version is known.
func (x XEP) Has(version string) (had, known bool) {
	if x.Revisions == nil {
		return sameVersion(x.Version, version), false
	}
	return slices.ContainsFunc(x.Revisions, func(r string) bool { return sameVersion(r, version) }), true
}

// Noted is what was changed in a version, where 1.0 and 1.0.0 are the same; nil where nobody can say.
func (x XEP) Noted(version string) []string {
	i := slices.IndexFunc(x.Revisions, func(r string) bool { return sameVersion(r, version) })
	if i < 0 || x.Notes == nil {
		return nil
	}
	return x.Notes(x.Revisions[i])
}

func sameVersion(a, b string) bool { return plainVersion(a) == plainVersion(b) }

func plainVersion(v string) string {
	for strings.HasSuffix(v, ".0") {
		v = strings.TrimSuffix(v, ".0")
	}
	return v
}
