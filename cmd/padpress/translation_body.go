package main

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/xsf/padpress/lint/report"
)

// translationBody is what the body of a translation's pull request is made from: the site's own template is for people who
// write the newsletter, with their timetable and their boxes. It has the gaps of a template.
const translationBody = `# %[1]s in %[2]s

This is the translation into %[2]s of [the issue of ` + monthGap + `](%[3]s), released on ` + releaseGap + `.
%[4]s
- [ ] somebody else who speaks %[2]s has read it
`

// translationPad stands in it where the text comes from a pad that others can open.
const translationPad = `
Its text comes from the [pad](https://pad.example.org/). Until the editorial closing, what is written there is brought here.
`

// bodyTemplate is what the body of the pull request is made from, "" for none.
func (j *job) bodyTemplate(s *site, i *issue) string {
	if !j.translates() {
		template, _ := s.file(s.Base, j.Template)
		return string(template)
	}
	from := ""
	if strings.HasPrefix(i.snapshot.URL, "http") {
		from = translationPad
	}
	return fmt.Sprintf(translationBody, report.Markdown(j.house.Name), report.Markdown(j.languageName()), report.Address(j.originalURL(s.original)), from)
}

// originalURL is where people read the original: its pull request while one is open, and else its file.
func (j *job) originalURL(o *original) string {
	switch {
	case o == nil:
		return j.server() + "/" + j.Repo
	case o.pull != nil:
		return o.pull.URL
	}
	at := &url.URL{Path: "/" + j.Repo + "/blob/" + o.branch + "/" + o.path}
	return j.server() + at.EscapedPath()
}
