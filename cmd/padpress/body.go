package main

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// ownTemplate is the body where the site has none.
const ownTemplate = `# XMPP Newsletter

## This is the draft for the next release covering Month 20xx

*Final release is planned for xx xx xxxx.*

Its text comes from the [pad](https://pad.example.org/). Until the editorial closing, what is written there is brought here.
`

// pullBody fills the site's template: the month and the day of release, the timetable, and the address of the pad.
func pullBody(template string, j *job, i *issue) string {
	if strings.TrimSpace(template) == "" {
		template = ownTemplate
	}
	template = strings.ReplaceAll(template, "\r\n", "\n")
	body := strings.NewReplacer(
		"Month 20xx", j.monthName(),
		"xx xx xxxx", j.month.Release.Format("2 January 2006"),
	).Replace(template)
	lines := strings.Split(body, "\n")
	for n, line := range lines {
		if cells := timetable(line); cells != nil {
			lines[n] = fillTimetable(cells, j.month.Covers, j.month.Release)
			break
		}
	}
	body = strings.Join(lines, "\n")
	if strings.HasPrefix(i.snapshot.URL, "http") {
		body = linkPad(body, i.snapshot.URL)
	}
	return body
}

// timetable gives the cells of the table's head: four, the last of them the day of release.
func timetable(line string) []string {
	if !strings.HasPrefix(line, "|") || !strings.Contains(line, "'") {
		return nil
	}
	cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
	if len(cells) != 4 {
		return nil
	}
	return cells
}

// fillTimetable writes the month, the days of last edits and of review, and the day of release, each cell as wide as
// it was.
func fillTimetable(cells []string, covers lint.Months, release time.Time) string {
	month := func(t time.Time) string { return t.Format("Jan") + " '" + t.Format("06") }
	days := func(from, to int) string {
		if from >= to {
			return ordinal(to)
		}
		return ordinal(from) + " - " + ordinal(to)
	}
	d := release.Day()
	texts := []string{
		covers.Last.Format("January") + " '" + covers.Last.Format("06"),
		days(max(1, d-4), max(1, d-3)) + " " + month(release),
		days(max(1, d-2), d) + " " + month(release),
		ordinal(d) + " " + month(release),
	}
	var b strings.Builder
	for n, text := range texts {
		width := utf8.RuneCountInString(cells[n])
		fmt.Fprintf(&b, "|%-*s", width, " "+text+" ")
	}
	return b.String() + "|"
}

func ordinal(n int) string {
	suffix := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprint(n) + suffix
}

// linkPad lets the template's link to the pad lead to the pad that was read.
func linkPad(body, url string) string {
	d := lint.Parse("", []byte(body))
	var fixes []*lint.Fix
	for n := range lint.Each[*ast.Link](d) {
		if src, ok := d.Link(n); ok && strings.HasSuffix(strings.ToLower(d.PlainText(n)), "pad") {
			fixes = append(fixes, lint.Replace("", src.Destination, report.Address(url)))
		}
	}
	linked, err := lint.Apply(d.Src, fixes...)
	if err != nil {
		return body
	}
	return string(linked)
}
