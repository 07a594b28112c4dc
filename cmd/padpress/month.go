package main

import (
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

// releaseDay is the day of the month on which an issue is released, unless somebody says otherwise.
const releaseDay = 5

// turn is the last day of a month on which the previous one is still the one in hand.
const turn = 15

// monthOf reads --month, or decides by the date: until the 15th the previous month, afterwards the current one.
func monthOf(flag string, now time.Time) (lint.Months, error) {
	if flag == "" {
		if now.Day() <= turn {
			now = now.AddDate(0, 0, -now.Day())
		}
		return lint.MonthOf(now), nil
	}
	first, last, double := strings.Cut(flag, "..")
	if !double {
		last = first
	}
	a, errA := time.Parse("2006-01", first)
	b, errB := time.Parse("2006-01", last)
	if errA != nil || errB != nil || b.Before(a) || a.AddDate(1, 0, 0).Before(b) {
		return lint.Months{}, usagef("--month is %q; write 2026-11, or 2026-12..2027-01 for an issue of two months", flag)
	}
	return lint.Months{First: a, Last: b}, nil
}

// began refuses months that are yet to come: nobody can have written about them.
func began(m lint.Months, words string, now time.Time) error {
	if m.Last.After(now) {
		return usagef("%s has not begun; the month in hand is %s", words, lint.MonthOf(now))
	}
	return nil
}

// releaseOf reads --release, or takes the 5th of the month after.
func releaseOf(flag string, m lint.Months) (time.Time, error) {
	if flag == "" {
		return time.Date(m.Last.Year(), m.Last.Month()+1, releaseDay, 0, 0, 0, 0, time.UTC), nil
	}
	day, err := time.Parse(time.DateOnly, flag)
	if err != nil {
		return day, usagef("--release is %q; write a day such as 2026-12-05", flag)
	}
	if next := m.Last.AddDate(0, 1, 0); day.Before(next) || !day.Before(next.AddDate(0, 2, 0)) {
		return day, usagef("--release %s is not in the two months after %s, which the issue covers", flag, m.Last.Format("January 2006"))
	}
	return day, nil
}
