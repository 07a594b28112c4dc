package lint

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Months is what an issue covers: one month, or several in a row.
type Months struct{ First, Last time.Time } // the first day of each, UTC

// MonthOf is the month that holds t.
func MonthOf(t time.Time) Months {
	m := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	return Months{m, m}
}

// IsZero reports whether m covers nothing.
func (m Months) IsZero() bool { return m.Last.IsZero() }

// String is m as people write it on the command line: 2026-11, or 2026-12..2027-01.
func (m Months) String() string {
	if m.First.Equal(m.Last) {
		return m.Last.Format("2006-01")
	}
	return m.First.Format("2006-01") + ".." + m.Last.Format("2006-01")
}

// Format writes m with the names of l: October 2025, June & July 2025, December 2025 & January 2026.
func (l Language) Format(m Months) string {
	name := func(t time.Time) string {
		if len(l.Months) == 12 {
			return l.Months[t.Month()-1]
		}
		return t.Month().String()
	}
	year := func(t time.Time) string {
		if l.Of != "" {
			return " " + l.Of + " " + strconv.Itoa(t.Year())
		}
		return " " + strconv.Itoa(t.Year())
	}
	and := " & "
	if len(l.Joins) > 0 {
		and = " " + l.Joins[0] + " "
	}
	switch {
	case m.First.Equal(m.Last):
		return name(m.Last) + year(m.Last)
	case m.First.Year() == m.Last.Year():
		return name(m.First) + and + name(m.Last) + year(m.Last)
	default:
		return name(m.First) + year(m.First) + and + name(m.Last) + year(m.Last)
	}
}

// Find reads the first months named in text, with their year, and where they stand. It is false where there are none.
func (l Language) Find(text string) (Months, Span, bool) {
	words := monthWords(text)
	for i := range words {
		first, ok := l.month(words[i].text)
		if !ok {
			continue
		}
		j := i + 1
		year := 0
		if y, n := l.year(words[j:]); n > 0 {
			year, j = y, j+n
		}
		last, end := first, j
		lastYear := year
		if j+1 < len(words) && l.joins(words[j].text) {
			if m, ok := l.month(words[j+1].text); ok {
				if y, n := l.year(words[j+2:]); n > 0 {
					last, lastYear, end = m, y, j+2+n
				}
			}
		}
		if lastYear == 0 {
			continue
		}
		if year == 0 {
			year = lastYear
			if first > last {
				year--
			}
		}
		if monthStart(lastYear, last).Before(monthStart(year, first)) {
			continue // December 2021 & January 2021: nobody knows which year is wrong
		}
		return Months{monthStart(year, first), monthStart(lastYear, last)}, Span{words[i].start, words[end-1].start + len(words[end-1].text)}, true
	}
	return Months{}, Span{}, false
}

func monthStart(year int, m time.Month) time.Time {
	return time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
}

func (l Language) month(word string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if len(l.Months) == 12 && strings.EqualFold(l.Months[m-1], word) || len(l.Months) != 12 && strings.EqualFold(m.String(), word) {
			return m, true
		}
	}
	return 0, false
}

// joins reports whether word stands between two months.
func (l Language) joins(word string) bool {
	return word == "&" || strings.EqualFold(word, "and") || slices.ContainsFunc(l.Joins, func(j string) bool { return strings.EqualFold(j, word) })
}

// year is the year that words begin with, and how many of them say it.
func (l Language) year(words []monthWord) (year, n int) {
	if n < len(words) && l.Of != "" && strings.EqualFold(words[n].text, l.Of) {
		n++
	}
	if n < len(words) {
		if y, ok := yearOf(words[n].text); ok {
			return y, n + 1
		}
	}
	return 0, 0
}

func yearOf(word string) (int, bool) {
	y, err := strconv.Atoi(word)
	return y, err == nil && 1990 <= y && y <= 2200
}

type monthWord struct {
	text  string
	start int
}

// monthWords splits text into runs of letters, of digits and of other signs; each & is a word of its own.
func monthWords(text string) []monthWord {
	var words []monthWord
	kind := func(r rune) int {
		switch {
		case unicode.IsLetter(r):
			return 1
		case unicode.IsDigit(r):
			return 2
		case r == '&':
			return 3
		case unicode.IsSpace(r):
			return 0
		}
		return 4
	}
	start, last := 0, 0
	for i, r := range text {
		k := kind(r)
		if k == last && k != 3 {
			continue
		}
		if last > 0 {
			words = append(words, monthWord{text[start:i], start})
		}
		start, last = i, k
	}
	if last > 0 {
		words = append(words, monthWord{text[start:], start})
	}
	return words
}
