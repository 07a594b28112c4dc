package pad

import (
	"slices"

	"github.com/xsf/padpress/lint"
)

// Changes is what became of the entries from one text to another.
type Changes struct {
	Added   []Entry // in the order of the later text
	Changed []Entry // as the later text has them
	Removed []Entry // in the order of the earlier text
}

// Empty reports whether no entry differs.
func (n Changes) Empty() bool { return len(n.Added)+len(n.Changed)+len(n.Removed) == 0 }

// EntriesBetween tells what became of the entries. One is the same while it has an address or its first words in common with
// an entry before, as the guard knows them.
func EntriesBetween(before, after *lint.Document, house *lint.House) Changes {
	then, now := Entries(before, house), Entries(after, house)
	knownThen, knownNow := keySet(then), keySet(now)
	var n Changes
	for _, e := range now {
		switch {
		case !e.anyIn(knownThen):
			n.Added = append(n.Added, e)
		case !slices.ContainsFunc(then, e.equal):
			n.Changed = append(n.Changed, e)
		}
	}
	for _, e := range then {
		if !e.anyIn(knownNow) {
			n.Removed = append(n.Removed, e)
		}
	}
	return n
}

// Lacks are the entries that d does not have, neither by an address nor by their first words.
func Lacks(d *lint.Document, entries []Entry, house *lint.House) []Entry {
	known := keySet(Entries(d, house))
	return slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.anyIn(known) })
}

// Says reports whether d has an entry that says the same and links to the same addresses.
func Says(d *lint.Document, e Entry, house *lint.House) bool {
	return slices.ContainsFunc(Entries(d, house), e.equal)
}

func (e Entry) equal(other Entry) bool {
	return e.Text == other.Text && slices.Equal(e.keys, other.keys)
}
