package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// fillTimetable writes the days of this issue into the head of the text's first table, where its cells are days such as
// "3rd - 5th May '23" or a month such as "April '23". The last day of the old ones was the day of release: the others keep
// their distance from it, but none is before the month of release. Other cells stay.
func fillTimetable(text string, f bodyFacts) (string, bool) {
	lines := strings.SplitAfter(text, "\n")
	for n := 0; n+1 < len(lines); n++ {
		if !strings.HasPrefix(lines[n], "|") || !strings.HasPrefix(lines[n+1], "|") || strings.Trim(lines[n+1], "|-: \t\r\n") != "" {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(lines[n]), "|"), "|")
		old, last := make([]span, len(cells)), 0
		for i, cell := range cells {
			old[i], _ = spanOf(cell)
			last = max(last, old[i].last)
		}
		if last == 0 {
			return text, false
		}
		var b strings.Builder
		for i, cell := range cells {
			said := cell
			switch {
			case old[i].month:
				said = " " + monthCell(f.covers) + " "
			case old[i].last > 0:
				said = " " + old[i].moved(f.release, last) + " "
			}
			fmt.Fprintf(&b, "|%-*s", utf8.RuneCountInString(cell), said)
		}
		lines[n] = b.String() + "|\n"
		return strings.Join(lines, ""), true
	}
	return text, false
}

// span is what a cell of a timetable says: a month, or days of one.
type span struct {
	month       bool
	first, last int
}

// spanOf reads "April '23", "5th May '23" or "3rd - 5th May '23".
func spanOf(cell string) (span, bool) {
	words := strings.FieldsFunc(cell, func(r rune) bool { return r == ' ' || r == '-' || r == '–' })
	n := len(words)
	if n < 2 || n > 4 || !isYear(words[n-1]) || !isMonth(words[n-2]) {
		return span{}, false
	}
	if n == 2 {
		return span{month: true}, true
	}
	first, ok1 := dayOf(words[0])
	last, ok2 := dayOf(words[n-3])
	if !ok1 || !ok2 || first > last {
		return span{}, false
	}
	return span{first: first, last: last}, true
}

func isYear(word string) bool {
	digits := strings.TrimLeft(word, "'’")
	return len(digits) < len(word) && len(digits) == 2 && strings.Trim(digits, "0123456789") == ""
}

func isMonth(word string) bool {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(word, m.String()) || strings.EqualFold(word, m.String()[:3]) {
			return true
		}
	}
	return false
}

// dayOf reads "3rd".
func dayOf(word string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimRight(word, "stndrh"))
	return n, err == nil && n >= 1 && n <= 31 && len(word) > 2
}

// moved is the span as far from the day of release as it was from the last day of the old table.
func (s span) moved(release time.Time, last int) string {
	from, to := max(1, release.Day()+s.first-last), max(1, release.Day()+s.last-last)
	month := release.Format("Jan") + " '" + release.Format("06")
	if from == to {
		return ordinal(to) + " " + month
	}
	return ordinal(from) + " - " + ordinal(to) + " " + month
}

// monthCell names what the issue covers.
func monthCell(m lint.Months) string {
	last := m.Last.Format("January") + " '" + m.Last.Format("06")
	switch {
	case m.First.Equal(m.Last):
		return last
	case m.First.Year() == m.Last.Year():
		return m.First.Format("January") + " & " + last
	}
	return m.First.Format("January") + " '" + m.First.Format("06") + " & " + last
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
