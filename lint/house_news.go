package lint

import "time"

// NewsStyle is what is news, and how it is summed up.
type NewsStyle struct {
	Sections       []string     `yaml:"sections"`       // of the outline: what stands in these is news once
	Releases       []string     `yaml:"releases"`       // what is part of the address of one release, or of one article
	Forges         []string     `yaml:"forges"`         // what is part of the names of hosts whose addresses are projects, unless they are those of a release
	Clients        string       `yaml:"clients"`        // the section with one item for each client
	Specifications string       `yaml:"specifications"` // the section with a part for each thing that happens to a specification
	Again          []string     `yaml:"again"`          // its parts whose entries may stand in several issues
	Summary        SummaryStyle `yaml:"summary"`
	Helpers        HelperStyle  `yaml:"helpers"`
}

// SummaryStyle is the summary in the front matter: what is checked of one, and how one is drafted. The order of a draft
// is that of the fields from Begins to Parts.
type SummaryStyle struct {
	Since   string   `yaml:"since"`   // ISO date: issues released before have none
	Longest int      `yaml:"longest"` // in characters: so many topics are named as fit, and everything else
	Begins  string   `yaml:"begins"`  // its first words
	Topics  []string `yaml:"topics"`  // the sections whose headings of people's own, or else whose entries, are named
	Routine []string `yaml:"routine"` // words by which an entry is known that stands there month after month: it is no topic
	Clients string   `yaml:"clients"` // the words before the list of the clients
	Servers string   `yaml:"servers"` // the words before the list of the servers with their versions
	From    string   `yaml:"from"`    // the section with one item for each server
	Changes string   `yaml:"changes"` // the words before the numbers of specifications
	Parts   []Tally  `yaml:"parts"`   // the parts of the specifications, in the order in which they are counted

	Counts map[string]string `yaml:"counts"` // by the word that stands behind a number: the part of the specifications that it counts
}

// Tally is how a number of entries is told.
type Tally struct {
	Section string `yaml:"section"` // name in the outline
	One     string `yaml:"one"`     // of a single one: "a new XEP"
	Many    string `yaml:"many"`    // of several, without their number: "new XEPs"
}

// Holds reports whether an issue released on day has a summary.
func (s SummaryStyle) Holds(day time.Time) bool { return s.Begins != "" && notBefore(day, s.Since) }

// HelperStyle is how people are named who made the issue.
type HelperStyle struct {
	Sections []string `yaml:"sections"` // of the outline: where they are named
	Italic   string   `yaml:"italic"`   // ISO date: since then each list of names stands between single asterisks
}

// HoldsItalic reports whether an issue released on day names people in italics.
func (s HelperStyle) HoldsItalic(day time.Time) bool {
	return s.Italic != "" && notBefore(day, s.Italic)
}
