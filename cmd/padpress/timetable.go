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
// "3rd - 5th May '23" or a month such as "April '23". The latest of the old days was that of the release, and the others
// keep their distance from it; what was in its month stays in it. Other cells stay.
func fillTimetable(text string, f bodyFacts) (string, bool) {
	lines := strings.SplitAfter(text, "\n")
	for n := 0; n+1 < len(lines); n++ {
		if !strings.HasPrefix(lines[n], "|") || !strings.HasPrefix(lines[n+1], "|") || strings.Trim(lines[n+1], "|-: \t\r\n") != "" {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(lines[n]), "|"), "|")
		old := make([]days, len(cells))
		var release time.Time
		for i, cell := range cells {
			old[i] = daysIn(cell)
			if old[i].last.After(release) {
				release = old[i].last
			}
		}
		if release.IsZero() {
			return text, false
		}
		var b strings.Builder
		for i, cell := range cells {
			said := cell
			switch {
			case old[i].month:
				said = " " + monthCell(f.covers) + " "
			case !old[i].last.IsZero():
				said = " " + old[i].moved(release, f.release).String() + " "
			}
			fmt.Fprintf(&b, "|%-*s", utf8.RuneCountInString(cell), said)
		}
		lines[n] = b.String() + "|\n"
		return strings.Join(lines, ""), true
	}
	return text, false
}

// days are what a cell of a timetable says: a month, or days of one; the zero value is something else.
type days struct {
	month       bool
	first, last time.Time
}

// daysIn reads "April '23", "5th May '23" or "3rd - 5th May '23".
func daysIn(cell string) days {
	words := strings.FieldsFunc(cell, func(r rune) bool { return r == ' ' || r == '-' || r == '–' })
	n := len(words)
	if n < 2 || n > 4 {
		return days{}
	}
	year, ok := yearOf(words[n-1])
	month, named := monthNamed(words[n-2])
	switch {
	case !ok || !named:
		return days{}
	case n == 2:
		return days{month: true}
	}
	first, ok1 := dayOf(words[0])
	last, ok2 := dayOf(words[n-3])
	if !ok1 || !ok2 || first > last {
		return days{}
	}
	on := func(day int) time.Time { return time.Date(year, month, day, 0, 0, 0, 0, time.UTC) }
	return days{first: on(first), last: on(last)}
}

// yearOf reads "'23".
func yearOf(word string) (int, bool) {
	digits := strings.TrimLeft(word, "'’")
	n, err := strconv.Atoi(digits)
	return 2000 + n, err == nil && len(digits) == 2 && len(digits) < len(word) && n >= 0
}

func monthNamed(word string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(word, m.String()) || strings.EqualFold(word, m.String()[:3]) {
			return m, true
		}
	}
	return 0, false
}

// dayOf reads "3rd".
func dayOf(word string) (int, bool) {
	digits := strings.TrimRight(word, "stndrh")
	n, err := strconv.Atoi(digits)
	return n, err == nil && n >= 1 && n <= 31 && len(digits)+2 == len(word)
}

// moved are the days as far from one release as they were from another.
func (d days) moved(from, to time.Time) days {
	move := func(day time.Time) time.Time {
		moved := to.AddDate(0, 0, int(day.Sub(from)/(24*time.Hour)))
		if first := to.AddDate(0, 0, 1-to.Day()); day.Month() == from.Month() && moved.Before(first) {
			return first
		}
		return moved
	}
	return days{first: move(d.first), last: move(d.last)}
}

func (d days) String() string {
	last := ordinal(d.last.Day()) + d.last.Format(" Jan '06")
	switch {
	case d.first.Equal(d.last):
		return last
	case d.first.Month() == d.last.Month():
		return ordinal(d.first.Day()) + " - " + last
	}
	return ordinal(d.first.Day()) + d.first.Format(" Jan") + " - " + last
}

// monthCell names what the issue covers.
func monthCell(m lint.Months) string {
	last := m.Last.Format("January '06")
	switch {
	case m.First.Equal(m.Last):
		return last
	case m.First.Year() == m.Last.Year():
		return m.First.Format("January") + " & " + last
	}
	return m.First.Format("January '06") + " & " + last
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
