package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// settings are what differs between communities. The defaults are those of the XMPP Newsletter.
type settings struct {
	House     string // house style, see rules/house
	Pad       string // address of the pad
	Repo      string // the site's repository, owner/name
	Base      string // branch the site is built from
	Branch    string // of an issue; {month} and {year} are filled in
	Title     string // of a pull request; {title} is the issue's, {phase} as people write it
	Template  string // path of the pull request's body in the site's repository
	Milestone string // number or title
	Label     string
	Author    gitops.Signature // of imports
	Comments  int              // most open line comments on a pull request
}

func defaultSettings() settings {
	return settings{
		House:     defaultHouse,
		Pad:       "https://pad.nixnet.services/oHnY_ZvLT8SoFyCqIC2ung",
		Repo:      "xsf/xmpp.org",
		Base:      "master",
		Branch:    "newsletter-{month}-{year}",
		Title:     "Draft: {title}",
		Template:  ".github/PULL_REQUEST_TEMPLATE/newsletter.md",
		Milestone: "3",
		Label:     "Newsletter :email:",
		// GitHub shows this address as the Actions bot.
		Author:   gitops.Signature{Name: "github-actions[bot]", Email: "41898282+github-actions[bot]@users.noreply.github.com"},
		Comments: 20,
	}
}

// branch is the name of the branch for an issue; one of several months is named after the last.
func (s settings) branch(m lint.Months) string {
	return strings.NewReplacer("{month}", strings.ToLower(m.Last.Month().String()), "{year}", fmt.Sprint(m.Last.Year())).Replace(s.Branch)
}

// pullTitle is the title under which the pull request of an issue is opened.
func (s settings) pullTitle(title string) string {
	return strings.ReplaceAll(s.Title, "{title}", title)
}

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
	return day, nil
}
