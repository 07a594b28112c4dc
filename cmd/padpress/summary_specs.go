package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// tellDrafted says in the log which parts about specifications the import drafts.
func (j *job) tellDrafted(i *issue) {
	if names := i.draftedParts(); len(names) > 0 {
		j.step("drafted", "%s of “%s”, with %s, from the history of the specifications", listedWords(names), j.house.Specifications.Section,
			plural(i.draftedNews(j.house), "entry", "entries"))
	}
	for _, line := range i.specs.notes {
		j.step("note", "%s", report.Cut(line, lineLength))
	}
}

// writeDraftedParts tells of the parts about specifications that nobody wrote, which of them somebody took over meanwhile,
// and what the history tells beside them.
func writeDraftedParts(b *strings.Builder, j *job, h *head, i *issue) {
	var follow, edited []string
	for _, f := range i.done.Filled {
		if list, ok := pad.PartList(h.document, j.house, f.Part); ok && list == f.List {
			follow = append(follow, f.Part)
		} else {
			edited = append(edited, f.Part)
		}
	}
	section := report.CodeSpan(j.house.Specifications.Section, entryLength)
	if len(follow) > 0 {
		fmt.Fprintf(b, "\n**Drafted**, since nobody wrote them: %s of %s, from %s. They follow it until somebody edits them here or writes them in the pad.\n",
			report.Markdown(listedWords(follow)), section, specsLink(i.specs.source))
	}
	if len(edited) > 0 {
		fmt.Fprintf(b, "\nOf %s these parts were drafted: %s. Somebody edited them here: they stay so.\n", section, report.Markdown(listedWords(edited)))
	}
	var lines []string
	for _, line := range i.specs.notes {
		lines = append(lines, report.Markdown(report.Cut(line, entryLength)))
	}
	writeLines(b, "What the history of the specifications also says", lines)
}

// specsLink names where the history is; a folder has no address that others can open.
func specsLink(source string) string {
	const words = "the history of the specifications"
	if isAddress(source) {
		return report.Link(words, strings.TrimSuffix(source, ".git"))
	}
	return words
}

// listedWords joins words as people do: a, b and c.
func listedWords(words []string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
}

// isDrafted reports whether something that the pad has not stands in the file since it was drafted.
func (i *issue) isDrafted(house *lint.House, d pad.Difference) bool {
	return slices.ContainsFunc(i.done.Filled, func(f pad.Filled) bool {
		if d.Thing == pad.Headings {
			return f.Headed && (d.Text == f.Part || d.Text == house.Specifications.Section)
		}
		list := pad.Compare(lint.Parse("", nil), lint.Parse("", []byte(f.List)), house, nil)
		return slices.Contains(list.New, d)
	})
}
