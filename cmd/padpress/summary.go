package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// summary is what the sticky comment begins with: where the text comes from, and what was done to it. It says nothing that
// differs between two runs over the same text. Unsaid are those offers, and those of names that are gone, that have no line comment.
func summary(j *job, h *head, i *issue, offers, unsaid []offer) string {
	var b strings.Builder
	if h.intro != "" {
		b.WriteString(h.intro)
	} else {
		writeImport(&b, j, h, i)
		writeAccount(&b, j, h, i)
	}
	for _, section := range h.sections {
		b.WriteString(section)
	}
	if j.specs.failed() != nil {
		fmt.Fprintf(&b, "\n%s.\n", capital(unknownSpecs))
	}
	writeList(&b, "In the pad and not here, since this branch's history was rewritten and nothing could be merged", h.unmerged)
	var places, names []string
	for _, o := range unsaid {
		if o.names {
			names = append(names, o.alone)
		} else {
			places = append(places, o.alone)
		}
	}
	writeOffers(&b, offers, places)
	writeGone(&b, names)
	return b.String()
}

// writeImport tells where the text comes from and what was done to it.
func writeImport(b *strings.Builder, j *job, h *head, i *issue) {
	fmt.Fprintf(b, "### %s and this pull request\n\n", j.textName())
	fmt.Fprintf(b, "The text is that of %s%s: %s.\n", padLink(i.snapshot.URL), importedIn(h),
		plural(len(pad.Entries(i.document, j.house)), "entry", "entries"))
	b.WriteString("Write on in the pad or here: what people change on this branch is never overwritten.\n")
	writeList(b, "Added, since the pad had it not", i.done.Added)
	writeDrafted(b, h, i)
	writeDraftedParts(b, j, h, i)
	writeOmissions(b, i.done.Dropped)
	writePictures(b, i.pictures, j.approval())
}

// importedIn names the import that the text came with, where there is one that counts.
func importedIn(h *head) string {
	if h.Import == "" {
		return ""
	}
	return fmt.Sprintf(", imported in %s", h.Import)
}

// writeOffers tells of what people and the pad both changed.
func writeOffers(b *strings.Builder, offers []offer, alone []string) {
	if len(offers) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**Changed here and in the pad:** %s. What people wrote here stays; the pad's side is offered where it can be.\n", plural(len(offers), "place", "places"))
	if len(alone) > 0 {
		b.WriteString("\nWithout a line comment:\n\n")
	}
	for _, line := range alone {
		fmt.Fprintf(b, "- %s\n", line)
	}
}

// refusalSummary is the sticky comment while the pad does not hold this month's issue.
func refusalSummary(r *pad.Refusal) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### The pad was not imported\n\n%s.\n\nThis pull request stays as it is.\n", report.Markdown(capital(r.What)))
	writeList(&b, "It is about", r.List)
	return b.String()
}

// listLength and entryLength bound what a comment repeats of the pad's text, in entries and in characters.
const (
	listLength  = 50
	entryLength = 120
)

// writeList writes a list of words of the pad.
func writeList(b *strings.Builder, title string, entries []string) {
	var lines []string
	for _, e := range entries {
		lines = append(lines, report.CodeSpan(e, entryLength))
	}
	writeLines(b, title, lines)
}

// writeLines writes a list whose lines are Markdown already.
func writeLines(b *strings.Builder, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s:\n\n", title)
	writeItems(b, lines)
}

// writeItems writes the items of a list, not more than people read.
func writeItems(b *strings.Builder, lines []string) {
	for n, line := range lines {
		if n == listLength {
			fmt.Fprintf(b, "- and %d more\n", len(lines)-n)
			return
		}
		fmt.Fprintf(b, "- %s\n", line)
	}
}

// padLink names where the text comes from; a file has no address that others can open.
func padLink(url string) string {
	if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		return report.Link("the pad", url)
	}
	return report.CodeSpan(url, entryLength)
}

func capital(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[n:]
}

// plural counts things: "1 entry", "2 entries".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// pluralOf is the word for one or for several.
func pluralOf(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
