package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/lint/xep"
	"github.com/xsf/padpress/rules"
)

type xepsOptions struct {
	month  string
	until  string
	told   string
	source string
	lang   string
	format string
}

func newXEPs(e *env) *cobra.Command {
	var o xepsOptions
	c := &cobra.Command{
		Use:   "xeps",
		Short: "Write the section on specifications",
		Long: "Write the section on specifications of a month, from the history of their repository: what was proposed,\n" +
			"new, deferred, updated, put to last call, made stable, deprecated or rejected, with the authors' notes.\n" +
			"A day counts by when a change reached the main branch. What the history does not hold is said on\n" +
			"standard error.",
		Example: "  padpress xeps --month 2026-11 --xeps ~/xeps\n" +
			"  padpress xeps --format json --xeps https://github.com/xsf/xeps.git",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return runXEPs(c.Context(), e, o) },
	}
	f := c.Flags()
	f.StringVar(&o.month, "month", "", "month covered, 2026-11 or 2026-12..2027-01 (default: the one in hand)")
	f.StringVar(&o.until, "until", "", "also tell what came after the month, up to the end of this day")
	f.StringVar(&o.told, "told", "", "the last issue, a file: leave out what it tells, and add what it lacks of its month")
	f.StringVar(&o.source, "xeps", "", "repository of the specifications: a clone's folder or a URL")
	f.StringVar(&o.lang, "lang", "", "language of all but the notes, such as de (default: the original's)")
	f.StringVar(&o.format, "format", "md", "md or json")
	return c
}

func runXEPs(ctx context.Context, e *env, o xepsOptions) error {
	if o.format != "md" && o.format != "json" {
		return usagef("--format %s is not known; use md or json", o.format)
	}
	now, err := e.clock()
	if err != nil {
		return err
	}
	months, err := monthOf(o.month, now)
	if err != nil {
		return err
	}
	if err := began(months, months.String(), now); err != nil {
		return err
	}
	config, err := localConfig(e, "")
	if err != nil {
		return err
	}
	house := config.House.House
	if _, ok := house.Languages[o.lang]; o.lang != "" && o.lang != house.Original && !ok {
		return usagef("--lang %s is not one that the house style knows", o.lang)
	}
	window, err := o.window(house, months)
	if err != nil {
		return err
	}
	source := first(o.source, e.get("PADPRESS_XEPS"))
	if source == "" || source == noXEPs {
		return usagef("--xeps is missing: name a clone of the specifications' repository, or its URL")
	}
	var told []toldLine
	if o.told != "" {
		if told, err = toldIn(house, o.told); err != nil {
			return err
		}
		window.From = months.First.AddDate(0, -1, 0)
	}
	history, err := openXEPHistory(ctx, source)
	if err != nil {
		return err
	}
	m, err := happened(ctx, history, window)
	if err != nil {
		return err
	}
	if told != nil {
		untold(house, told, &m, months.First)
	}
	if o.format == "json" {
		return writeXEPs(e, months, m)
	}
	noteXEPs(e, m)
	text, missing := xepSection(house, o.lang, months, m)
	if len(missing) > 0 {
		fmt.Fprintf(e.err, "padpress: no issue in %s has words yet for: %s\n", languageName(house, o.lang), strings.Join(missing, "; "))
	}
	_, err = fmt.Fprint(e.out, text)
	return err
}

// window is the months covered, and what came up to the end of a day.
func (o xepsOptions) window(house *lint.House, m lint.Months) (xep.Window, error) {
	w := xep.Window{From: m.First, To: m.Last.AddDate(0, 1, 0), Editorial: house.Specifications.HasEditorial(m.Last.AddDate(0, 1, releaseDay-1))}
	if o.until == "" {
		return w, nil
	}
	day, err := time.Parse(time.DateOnly, o.until)
	if err != nil {
		return w, usagef("--until is %q; write a day such as 2026-12-03", o.until)
	}
	if day = day.AddDate(0, 0, 1); day.Before(w.To) || day.After(w.To.AddDate(0, 2, 0)) {
		return w, usagef("--until %s is not within two months after %s", o.until, m)
	}
	w.To = day
	return w, nil
}

// noteXEPs says on standard error what no section tells.
func noteXEPs(e *env, m xep.Month) {
	for _, b := range m.Broken {
		fmt.Fprintf(e.err, "padpress: %s: %s\n", report.Printable(b.Path), report.Printable(b.Err.Error()))
	}
	for _, o := range append(m.Other, unknowable) {
		fmt.Fprintln(e.err, "padpress:", report.Printable(o))
	}
}

// unknowable is what no history of documents holds.
const unknowable = "what cannot be known from the repository: votes, proposals that were rejected, calls for experience, and where a last call was announced"

type xepsJSON struct {
	Month     string         `json:"month"`
	Entries   []xepEntryJSON `json:"entries"`
	Editorial []xepEntryJSON `json:"editorial"` // told in one line
	Bulk      []xepBulkJSON  `json:"bulk"`      // told in one line each
	Other     []string       `json:"other"`
	Unknown   string         `json:"unknown"`
	Broken    []brokenJSON   `json:"broken"`
}

type xepEntryJSON struct {
	Section  xep.Section `json:"section"`
	Number   int         `json:"number"`
	Version  string      `json:"version"`
	Title    string      `json:"title"`
	Path     string      `json:"path"`
	Day      string      `json:"day"`
	Ends     string      `json:"ends,omitempty"`
	Details  []string    `json:"details"`
	Initials string      `json:"initials,omitempty"`
	Skipped  []string    `json:"skipped,omitempty"`
}

type xepBulkJSON struct {
	Entries []xepEntryJSON `json:"entries"`
	Details []string       `json:"details"`
}

type brokenJSON struct {
	Path  string `json:"path"`
	Error string `json:"error"`
}

func writeXEPs(e *env, months lint.Months, m xep.Month) error {
	j := xepsJSON{Month: months.String(), Entries: entriesJSON(m.Entries), Editorial: entriesJSON(m.Editorial), Bulk: []xepBulkJSON{}, Other: append([]string{}, m.Other...), Unknown: unknowable, Broken: []brokenJSON{}}
	for _, b := range m.Bulk {
		j.Bulk = append(j.Bulk, xepBulkJSON{entriesJSON(b.Entries), details(b.Notes)})
	}
	for _, b := range m.Broken {
		j.Broken = append(j.Broken, brokenJSON{b.Path, b.Err.Error()})
	}
	out := json.NewEncoder(e.out)
	out.SetEscapeHTML(false)
	return out.Encode(j)
}

func entriesJSON(all []xep.Entry) []xepEntryJSON {
	list := []xepEntryJSON{}
	for _, e := range all {
		j := xepEntryJSON{Section: e.Section, Number: e.Number, Version: e.Version, Title: e.Title, Path: e.Path, Day: e.Day.Format(time.DateOnly), Details: details(e.Notes), Initials: e.Initials, Skipped: e.Skipped}
		if !e.Ends.IsZero() {
			j.Ends = e.Ends.Format(time.DateOnly)
		}
		list = append(list, j)
	}
	return list
}

func details(notes []xep.Note) []string {
	texts := []string{}
	for _, n := range notes {
		texts = append(texts, n.Text)
	}
	return texts
}

// languageName is what people call a language.
func languageName(house *lint.House, code string) string {
	l, _ := rules.Language(house, code)
	return first(l.Name, code)
}
