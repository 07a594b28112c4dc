package lint

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Outline is which headings an issue has.
type Outline struct {
	Since    string    `yaml:"since"`     // ISO date: issues released before are not held to it
	TopSince string    `yaml:"top-since"` // ISO date: issues released before may begin with a heading below the second level
	Lines    []string  `yaml:"sections"`  // the headings in the order of an issue, as ReadSections reads them
	Sections []Section `yaml:"-"`         // what Lines say
}

// Section is one heading that issues have.
type Section struct {
	Name        string
	Level       int      // 2 for the highest: the first is that of the page's title
	Mandatory   bool     // every issue has it
	Free        bool     // the headings below it may have any name
	Boilerplate bool     // the same text every month: what stands there is no news
	Former      []string // what it was called in earlier years, or is called by mistake
}

// ReadSections reads lines that look like the headings themselves, with what is known of each behind a bar:
// "## News | mandatory, was Recent news". The words are mandatory, free, boilerplate and was NAME; others are refused.
func ReadSections(lines []string) ([]Section, error) {
	sections := make([]Section, 0, len(lines))
	for _, line := range lines {
		heading, words, marked := strings.Cut(line, " | ")
		name := strings.TrimLeft(heading, "#")
		s := Section{Name: strings.TrimSpace(name), Level: len(heading) - len(name)}
		if s.Name == "" || s.Level < 2 || s.Level > 6 || name[0] != ' ' {
			return nil, fmt.Errorf("section %q does not begin with two to six # and a name", heading)
		}
		for marked {
			var word string
			if word, words, marked = strings.Cut(words, ", "); !s.mark(word) {
				return nil, fmt.Errorf("section %q: %q is none of mandatory, free, boilerplate, was NAME", s.Name, word)
			}
		}
		sections = append(sections, s)
	}
	return sections, nil
}

// mark notes what word says of s. It is false for a word that is not known.
func (s *Section) mark(word string) bool {
	former, isFormer := strings.CutPrefix(word, "was ")
	switch {
	case isFormer:
		s.Former = append(s.Former, former)
	case word == "mandatory":
		s.Mandatory = true
	case word == "free":
		s.Free = true
	case word == "boilerplate":
		s.Boilerplate = true
	default:
		return false
	}
	return true
}

// Is reports whether the section is called name, now or in earlier years.
func (s Section) Is(name string) bool { return strings.EqualFold(s.Name, name) || s.Was(name) }

// Was reports whether the section was called name in earlier years.
func (s Section) Was(name string) bool {
	return slices.ContainsFunc(s.Former, func(f string) bool { return strings.EqualFold(f, name) })
}

// Holds reports whether issues released on day are held to the outline.
func (o Outline) Holds(day time.Time) bool { return notBefore(day, o.Since) }

// TopHolds reports whether issues released on day begin with a heading of the second level.
func (o Outline) TopHolds(day time.Time) bool { return notBefore(day, o.TopSince) }

// Parent is the index of the section that the one at i belongs to, -1 if it is of the highest level.
func (o Outline) Parent(i int) int {
	for k := i - 1; k >= 0; k-- {
		if o.Sections[k].Level < o.Sections[i].Level {
			return k
		}
	}
	return -1
}

// notBefore reports whether day is since, an ISO date, or later. Without a date everything is.
func notBefore(day time.Time, since string) bool {
	start, err := time.Parse(time.DateOnly, since)
	return err != nil || !day.Before(start)
}
