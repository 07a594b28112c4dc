package lint

import (
	"strings"
	"time"
)

// Boilerplate is what of the text that stands in every issue cannot be learnt from the last issues.
type Boilerplate struct {
	Site    string         `yaml:"site"`    // address of the site, without the last slash: addresses below it may stand without it
	Fixed   []string       `yaml:"fixed"`   // sections of the outline whose paragraphs stand there every month, with those below them, though they are no boilerplate
	Lists   []string       `yaml:"lists"`   // sections whose lists are the same every month
	Retired []Retired      `yaml:"retired"` // what was given up, and comes back from old copies
	Anchors []StandingLink `yaml:"anchors"` // what a section links to every month
	Empty   []EmptyState   `yaml:"empty"`   // what sections without news say, the oldest form first
}

// EmptyState is what a section says in a month without news for it.
type EmptyState struct {
	Section string `yaml:"section"` // name in the outline
	Text    string `yaml:"text"`    // "" where no one sentence is the usual one
	Since   string `yaml:"since"`   // ISO date: from then on it is said, and what was said before is not
}

// Retired is a phrase or an address that issues no longer have.
type Retired struct {
	Text  string `yaml:"text"`
	Now   string `yaml:"now"`   // what stands in its place; "" if nothing does
	Since string `yaml:"since"` // ISO date: issues released before may have it
}

// StandingLink is an address by which a standing paragraph is known, in whatever words.
type StandingLink struct {
	Section string `yaml:"section"` // name in the outline
	Address string `yaml:"address"`
	Since   string `yaml:"since"` // ISO date: issues released before are not held to it
}

// Holds reports whether an issue released on day must not have the text.
func (r Retired) Holds(day time.Time) bool { return notBefore(day, r.Since) }

// Holds reports whether an issue released on day must link to the address.
func (l StandingLink) Holds(day time.Time) bool { return notBefore(day, l.Since) }

// Local is address without the address of the site itself.
func (b Boilerplate) Local(address string) string {
	if rest, ok := strings.CutPrefix(address, b.Site); ok && b.Site != "" && strings.HasPrefix(rest, "/") {
		return rest
	}
	return address
}

// EmptyState is what the section called name says without news in an issue released on day, "" if that is not known.
func (b Boilerplate) EmptyState(name string, day time.Time) string {
	text := ""
	for _, e := range b.Empty {
		if strings.EqualFold(e.Section, name) && e.Since != "" && notBefore(day, e.Since) {
			text = e.Text
		}
	}
	return text
}
