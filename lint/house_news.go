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

// SummaryStyle is the summary in the front matter.
type SummaryStyle struct {
	Begins  string            `yaml:"begins"`  // its first words
	Clients string            `yaml:"clients"` // the words before the list of the clients
	Counts  map[string]string `yaml:"counts"`  // by the word that stands behind a number: the part of the specifications that it counts
}

// HelperStyle is how people are named who made the issue.
type HelperStyle struct {
	Sections []string `yaml:"sections"` // of the outline: where they are named
	Italic   string   `yaml:"italic"`   // ISO date: since then each list of names stands between single asterisks
}

// HoldsItalic reports whether an issue released on day names people in italics.
func (s HelperStyle) HoldsItalic(day time.Time) bool {
	return s.Italic != "" && notBefore(day, s.Italic)
}
