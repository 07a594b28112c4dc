package lint

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// House is how one newsletter is written, as data: see rules/house.
type House struct {
	Name        string              `yaml:"name"`         // of the newsletter, for people
	Issues      string              `yaml:"issues"`       // path of an issue in the site's repository; {date} is the day of release
	Title       Form                `yaml:"title"`        // of an issue, in the original language
	IntroForms  []string            `yaml:"intro"`        // the sentences that name the months covered, with {months}
	FrontMatter FrontMatterStyle    `yaml:"front-matter"` // its keys
	Pad         PadStyle            `yaml:"pad"`          // what stands in the pad for writers
	Links       LinkStyle           `yaml:"links"`        // what a link may look like
	Pictures    PictureStyle        `yaml:"pictures"`     // where they lie
	Shortcodes  map[string]Template `yaml:"shortcodes"`   // by name: those the site has
	Placeholder []string            `yaml:"placeholders"` // what stands for text to come; in small letters it stands for any case
	Outline     Outline             `yaml:"outline"`      // the headings of an issue
	Languages   map[string]Language `yaml:"languages"`    // by code; the original is the one called Original
	Original    string              `yaml:"original"`     // language of the original: "en"

	Site           SiteStyle      `yaml:"site"`           // where its pages come from, and how they are linked to
	Style          string         `yaml:"-"`              // the style that it comes from, by which its files are found
	Boilerplate    Boilerplate    `yaml:"boilerplate"`    // what stands in every issue
	News           NewsStyle      `yaml:"news"`           // what is news, and how it is summed up
	Specifications Specifications `yaml:"specifications"` // how an issue speaks of the specifications of its community
	Entries        Entries        `yaml:"entries"`        // what the entries of an issue look like
	Typography     Typography     `yaml:"typography"`     // what its signs mean
	Addresses      Addresses      `yaml:"addresses"`      // what is known of the addresses it links to
	Words          WordStyle      `yaml:"words"`          // how words and names are written
}

// Form is a text with a gap, and the day from which it holds.
type Form struct {
	Text  string `yaml:"text"`  // {months} stands for the month covered: October 2025, June & July 2025
	Since string `yaml:"since"` // ISO date: issues released before are not held to it
}

// FrontMatterStyle is which keys an issue has.
type FrontMatterStyle struct {
	Required []string          `yaml:"required"` // keys every issue has, in the site's order
	Optional []string          `yaml:"optional"` // keys it may have
	Fixed    map[string]any    `yaml:"fixed"`    // keys whose value is always the same
	Own      []string          `yaml:"own"`      // keys that a translation does not have from its original
	Renamed  map[string]string `yaml:"renamed"`  // what people wrote instead, and the key they meant
	PadOnly  []string          `yaml:"pad-only"` // keys the pad's own software reads
}

// PadStyle is what a pad holds that is no part of an issue.
type PadStyle struct {
	Italic   []string `yaml:"italic"`   // how paragraphs in italics begin that tell writers what to do
	Whole    []string `yaml:"whole"`    // what other paragraphs and items say that tell writers what to do, and nothing else
	Comments bool     `yaml:"comments"` // comments of HTML on lines of their own are for writers, but for those to padpress
}

// LinkStyle is what a link may look like.
type LinkStyle struct {
	Schemes []string          `yaml:"schemes"` // those a link may have
	Anchors map[string]string `yaml:"anchors"` // ids that issues link to, and an address by which their section is known in any language
}

// PictureStyle is where the pictures of issues lie.
type PictureStyle struct {
	Folder     string   `yaml:"folder"`     // of the site's repository that holds what addresses beginning with / name
	Extensions []string `yaml:"extensions"` // of pictures that browsers show, in small letters

	Issue      string   `yaml:"issue"`       // address of the folder for the pictures of one issue; {date} is the day in the name of the issue's file
	IssueSince string   `yaml:"issue-since"` // ISO date: the folders of issues released before may have other names
	Shared     []string `yaml:"shared"`      // addresses of pictures that every issue may show
	MaxSize    int      `yaml:"max-size"`    // bytes of a picture; 0 for any

	Banner      string `yaml:"banner"`       // the line that the text of each issue begins with, "" for none
	BannerSince string `yaml:"banner-since"` // ISO date: issues released before have none
}

// Template is one shortcode of the site: which parameters it has, by name.
type Template struct {
	Required []string `yaml:"required"` // without them nothing is shown
	Usual    []string `yaml:"usual"`    // every use should have them
	Optional []string `yaml:"optional"`
	Plain    bool     `yaml:"plain"` // it takes parameters without names
	Pair     bool     `yaml:"pair"`  // it is closed by another, {{< /name >}}
}

// HasScheme reports whether a link may begin with scheme.
func (h *House) HasScheme(scheme string) bool {
	return slices.Contains(h.Links.Schemes, strings.ToLower(scheme))
}

// IssuePath is where the issue released on day stands in the site's repository.
func (h *House) IssuePath(day time.Time) string {
	return strings.ReplaceAll(h.Issues, "{date}", day.Format(time.DateOnly))
}

// IsBoilerplate reports whether the section headed name holds the same text every month.
func (h *House) IsBoilerplate(name string) bool {
	return slices.ContainsFunc(h.Outline.Sections, func(s Section) bool {
		return s.Boilerplate && s.Is(strings.TrimSpace(name))
	})
}

// Holds reports whether the form is in force for an issue released on day.
func (f Form) Holds(day time.Time) bool {
	return notBefore(day, f.Since)
}

// With fills the gap.
func (f Form) With(months string) string { return strings.ReplaceAll(f.Text, "{months}", months) }

// MayHold tells of paths whether they may be the issue of the months covered: releases slip within the month after,
// and people name files by the planned or by the real day.
func (h *House) MayHold(covers Months) func(path string) bool {
	return func(path string) bool {
		d := &Document{Path: path}
		day, ok := d.Date()
		return ok && path == h.IssuePath(day) && MonthOf(day).Last.Equal(MonthOf(covers.Last.AddDate(0, 1, 0)).Last)
	}
}

// FixedText is the fixed value of a key as it stands in an issue, such as ['Newsletter']; "" for a key without one.
func (f FrontMatterStyle) FixedText(key string) string {
	v, ok := f.Fixed[key]
	if !ok {
		return ""
	}
	list, ok := v.([]any)
	if !ok {
		return fmt.Sprint(v)
	}
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = fmt.Sprintf("'%v'", x)
	}
	return "[" + strings.Join(words, ", ") + "]"
}
