package lint

import "time"

// Entries is what the entries of an issue look like, other than those about specifications.
type Entries struct {
	Software  []string `yaml:"software"`   // the sections whose entries are about software
	LinkSince string   `yaml:"link-since"` // ISO date: since when entries about software begin with a link to it
	Sorted    []string `yaml:"sorted"`     // the sections whose entries stand in the order of the alphabet
	SortSince string   `yaml:"sort-since"` // ISO date: since when they do
	Longest   int      `yaml:"longest"`    // in characters that readers see: what is longer should be cut; 0 for no limit
}

// HasLinks reports whether the entries about software of an issue released on day begin with a link.
func (e Entries) HasLinks(day time.Time) bool { return notBefore(day, e.LinkSince) }

// IsSorted reports whether the entries of an issue released on day stand in the order of the alphabet.
func (e Entries) IsSorted(day time.Time) bool { return notBefore(day, e.SortSince) }
