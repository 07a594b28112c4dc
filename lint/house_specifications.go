package lint

import (
	"fmt"
	"strings"
	"time"
)

// Specifications is how an issue speaks of the specifications of its community. Dates are of release: issues
// released before are not held to what they belong to.
type Specifications struct {
	List       string `yaml:"list"`       // address of the published list
	Repository string `yaml:"repository"` // address of the git repository with their documents; "" if there is none
	Name       string `yaml:"name"`       // what stands before a number: XEP
	Digits     int    `yaml:"digits"`     // that a number is written with
	Address    string `yaml:"address"`    // of one; {number} stands for its number
	Inbox      string `yaml:"inbox"`      // what the addresses of proposals hold
	Suffix     string `yaml:"suffix"`     // that the addresses of both end in
	Section    string `yaml:"section"`    // the section of an issue that is about them
	Proposed   string `yaml:"proposed"`   // the part of it for those that have no number yet
	LastCall   string `yaml:"last-call"`  // the part of it for calls with two dates
	Votes      string `yaml:"votes"`      // the part of it for what is voted upon: documents need not change then

	LastCallDays int      `yaml:"last-call-days"` // how long a call may last
	Heads        []string `yaml:"heads"`          // how an entry begins, before the number; {version} stands for versions
	SameChange   string   `yaml:"same-change"`    // an item for the same change to many; {list} stands for their numbers
	Mended       string   `yaml:"mended"`         // an item for wording that was mended, where the house tells it in one; with {list}
	CallNote     string   `yaml:"call-note"`      // what stands below a last call, with the days {begins} and {ends}
	HeadSince    string   `yaml:"head-since"`     // ISO date: since when entries have this form
	ItemSince    string   `yaml:"item-since"`     // ISO date: since when entries are items of lists
	LinkSince    string   `yaml:"link-since"`     // ISO date: since when the number in an entry is a link

	EditorialSince string `yaml:"editorial-since"` // ISO date: since when versions that only mend wording have entries
}

// HasHeads reports whether entries of an issue released on day have the present form.
func (s Specifications) HasHeads(day time.Time) bool { return notBefore(day, s.HeadSince) }

// HasItems reports whether entries of an issue released on day are items of lists.
func (s Specifications) HasItems(day time.Time) bool { return notBefore(day, s.ItemSince) }

// HasLinks reports whether the numbers in entries of an issue released on day are links.
func (s Specifications) HasLinks(day time.Time) bool { return notBefore(day, s.LinkSince) }

// HasEditorial reports whether an issue released on day has entries for versions that only mend wording.
func (s Specifications) HasEditorial(day time.Time) bool { return notBefore(day, s.EditorialSince) }

// Number is how a number is written: XEP-0045.
func (s Specifications) Number(n int) string { return fmt.Sprintf("%s-%0*d", s.Name, s.Digits, n) }

// AddressOf is where the specification with a number stands.
func (s Specifications) AddressOf(n int) string {
	return strings.ReplaceAll(s.Address, "{number}", fmt.Sprintf("%0*d", s.Digits, n))
}
