package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// mostPeople bounds the list of those who may be missing.
const mostPeople = 50

// uncredited reminds of those who took part and do not stand among the contributors. Whether they belong there, people decide.
func uncredited(house *lint.House, texts []*reviewed, people []github.Person) string {
	i := slices.IndexFunc(texts, func(t *reviewed) bool { return t.Document.Language() == "" })
	if i < 0 {
		return ""
	}
	credited := credits(house, texts[i].Document)
	var missing []string
	for _, p := range people {
		if credited[bareName(p.Login)] || credited[bareName(p.Name)] || bareName(p.Login+p.Name) == "" {
			continue
		}
		name := p.Login
		if name == "" {
			name = p.Name
		}
		missing = append(missing, report.CodeSpan(name, entryLength))
	}
	if len(missing) == 0 {
		return ""
	}
	more := ""
	if n := len(missing) - mostPeople; n > 0 {
		missing, more = missing[:mostPeople], fmt.Sprintf(" and %d more", n)
	}
	return fmt.Sprintf("\n**Not among the contributors:** %s%s. They committed, suggested or commented here; add those who helped with the issue.\n",
		strings.Join(missing, ", "), more)
}

// credits are the names in the sections for those who helped, without all but letters and digits.
func credits(house *lint.House, d *lint.Document) map[string]bool {
	names := map[string]bool{}
	for _, b := range d.Blocks() {
		if b.Heading < 0 || !isForHelpers(house, d.Headings()[b.Heading].Text) {
			continue
		}
		for _, name := range strings.FieldsFunc(d.Text(b.Span), func(r rune) bool { return strings.ContainsRune(",;:()[]*/&\n", r) }) {
			for _, one := range strings.Split(name, " and ") {
				names[bareName(one)] = true
			}
		}
	}
	delete(names, "")
	return names
}

// isForHelpers reports whether the section headed name is where helpers are named.
func isForHelpers(house *lint.House, name string) bool {
	return slices.ContainsFunc(house.Outline.Sections, func(s lint.Section) bool {
		return s.Is(strings.TrimSpace(name)) && slices.ContainsFunc(house.News.Helpers.Sections, s.Is)
	})
}

// bareName is a name as it compares.
func bareName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
