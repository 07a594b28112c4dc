package lint

import (
	"slices"
	"strings"
)

// Typography is what a newsletter means by its signs.
type Typography struct {
	Markers     []string `yaml:"markers"`      // the language of a page linked to, as it stands in brackets behind the link: "EN"
	Asides      []string `yaml:"asides"`       // words that people put in brackets without meaning a link
	Openers     []string `yaml:"openers"`      // words of the original language that begin a sentence: what stands before one has ended
	Sentences   string   `yaml:"sentences"`    // heading of the section whose entries are sentences
	ChangeNotes string   `yaml:"change-notes"` // heading of the section in which two blanks are the trace of a word that was lost
}

// Marker is the marker that text means, in any case and with any sign between its parts, "" if it is none.
func (t Typography) Marker(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), "-", "_")
	i := slices.IndexFunc(t.Markers, func(m string) bool { return strings.EqualFold(m, text) })
	if i < 0 {
		return ""
	}
	return t.Markers[i]
}
