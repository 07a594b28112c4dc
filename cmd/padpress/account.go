package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// account says what became of the pad's text in a later one: the file that is imported, or the one on the branch.
func (i *issue) account(house *lint.House, later *lint.Document) pad.Account {
	return pad.Compare(i.raw, later, house, pad.Moved(i.raw, house, i.snapshot.URL, i.pictures))
}

// told is an account as one line for the log.
func told(a pad.Account) string {
	line := counted(a) + " in the file"
	if a.Even() {
		return line + ", as in the pad"
	}
	var parts []string
	for _, d := range a.Lost {
		parts = append(parts, "not in the file: "+named(d))
	}
	for _, d := range a.New {
		parts = append(parts, "not in the pad: "+named(d))
	}
	return line + "; " + strings.Join(parts, ", ")
}

// counted lists how many of each thing there are: "7 headings, 12 of 13 entries" where the pad has other numbers.
func counted(a pad.Account) string {
	var parts []string
	for n := range a.Before {
		thing, was, is := pad.Thing(n), a.Before[n], a.After[n]
		switch {
		case was == is:
			parts = append(parts, thing.Count(is))
		case was > is:
			parts = append(parts, fmt.Sprintf("%d of %s", is, thing.Count(was)))
		default:
			parts = append(parts, fmt.Sprintf("%s (%d in the pad)", thing.Count(is), was))
		}
	}
	return strings.Join(parts, ", ")
}

func named(d pad.Difference) string {
	return fmt.Sprintf("the %s %q", d.Thing, report.Cut(d.Text, entryLength))
}

// writeAccount tells of the branch's file what it has of the pad's text, and why anything differs: padpress says what it
// left out or added itself, and all else was changed by people on the branch.
func writeAccount(b *strings.Builder, j *job, h *head, i *issue) {
	here := i.account(j.house, h.document)
	fmt.Fprintf(b, "\n**Here and in the pad:** %s", counted(here))
	if here.Even() {
		b.WriteString("; nothing is missing on either side.\n")
		return
	}
	b.WriteString(".\n")
	imported := i.account(j.house, i.document)
	var lines []string
	for _, d := range here.Lost {
		lines = append(lines, difference(d, "in the pad and not here", i.whyLost(imported, d)))
	}
	drafted := map[pad.Thing]int{}
	for _, d := range here.New {
		if i.isDrafted(j.house, d) {
			drafted[d.Thing]++
			continue
		}
		lines = append(lines, difference(d, "here and not in the pad", i.whyNew(j.house, imported, d)))
	}
	if words := countedThings(drafted); words != "" {
		fmt.Fprintf(b, "\nThe drafted parts about specifications hold %s that the pad has not.\n", words)
	}
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n<details><summary>%s</summary>\n\n", plural(len(lines), "difference", "differences"))
	writeItems(b, lines)
	b.WriteString("\n</details>\n")
}

// countedThings are so many of each: "1 heading and 3 links".
func countedThings(counts map[pad.Thing]int) string {
	var words []string
	for _, t := range slices.Sorted(maps.Keys(counts)) {
		words = append(words, t.Count(counts[t]))
	}
	return listedWords(words)
}

func difference(d pad.Difference, where, why string) string {
	return fmt.Sprintf("%s %s: %s, since %s", d.Thing, report.CodeSpan(d.Text, entryLength), where, why)
}

// The reasons for what the completion does not tell of.
const (
	changedHere = "it was changed on this branch"
	unexplained = "the import wrote it so" // never seen: completing changes nothing else
)

// whyLost is why something of the pad is not on the branch.
func (i *issue) whyLost(imported pad.Account, d pad.Difference) string {
	if !slices.Contains(imported.Lost, d) {
		return changedHere
	}
	for _, o := range i.done.Dropped {
		if strings.Contains(strings.Join(strings.Fields(o.Text), " "), d.Text) {
			return o.Why
		}
	}
	return unexplained
}

// whyNew is why something is on the branch that the pad has not.
func (i *issue) whyNew(house *lint.House, imported pad.Account, d pad.Difference) string {
	if !slices.Contains(imported.New, d) {
		return changedHere
	}
	if i.isDrafted(house, d) {
		return "it was drafted"
	}
	for _, line := range i.done.Added {
		if strings.Contains(line, d.Text) {
			return "it was added by the import"
		}
	}
	return unexplained
}
