package main

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// hold leaves the branch as it is, since the title says that the editorial closing has begun, and tells what the pad has
// that the branch has not.
func (j *job) hold(s *site, i *issue) *head {
	j.held = true
	h := &head{Result: gitops.Result{Commit: s.Head.Commit, Path: s.Path, Conflicts: s.Conflicts()}}
	if s.Import != nil {
		h.Import = s.Import.Tree.Commit
	}
	if text, ok := s.file(s.Head, s.Path); ok {
		h.Text, h.document = text, lint.Parse(s.Path, text)
	}
	j.record.output("branch", j.branchName())
	j.record.output("outcome", h.Outcome)
	j.step("branch", "%s stays at %s: it is the editorial closing (%s)", j.branchName(), h.Commit.Short(), j.traffic())
	h.intro = fmt.Sprintf("### %s and this pull request\n\nThe text is that of %s%s.\n", j.textName(), padLink(i.snapshot.URL), importedIn(h))
	j.tellLate(s, h, i)
	var pictures strings.Builder
	writePictures(&pictures, s.pictures(), "")
	h.sections = append(h.sections, j.withheld(s, h, i), pictures.String())
	return h
}

// withheld tells what the pad got since the last import, as far as the branch has it not, and what it lost and the branch
// has still.
func (j *job) withheld(s *site, h *head, i *issue) string {
	const head = "\n**Editorial closing:** nothing is brought from the pad any more"
	var refusal *pad.Refusal
	if errors.As(j.guard(s).Check(i.written(j.house)), &refusal) {
		j.step("closing", "nothing is brought from the pad: %s", refusal.What)
		what, _, _ := strings.Cut(refusal.What, ";")
		return head + ". " + report.Markdown(capital(what)) + ".\n"
	}
	if s.previous == nil || h.document == nil {
		return head + ".\n"
	}
	has := func(e pad.Entry) bool { return pad.Says(h.document, e, j.house) }
	news := pad.EntriesBetween(pad.Undrafted(s.previous, j.house, s.drafted()), i.written(j.house), j.house)
	add := slices.DeleteFunc(slices.Concat(news.Added, news.Changed), has)
	gone := slices.DeleteFunc(news.Removed, func(e pad.Entry) bool { return !has(e) })
	j.step("closing", "the pad has %s that the branch has not, and lost %d that it has", plural(len(add), "entry", "entries"), len(gone))
	if len(add)+len(gone) == 0 {
		return head + ", and it has nothing that is not here.\n"
	}
	var b strings.Builder
	b.WriteString(head + ".\n")
	writeCopy(&b, "It has, and this branch has not", add, i.snapshot.URL)
	writeList(&b, "It lost, and this branch has still", entryTexts(gone))
	return b.String()
}

func entryTexts(entries []pad.Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Text)
	}
	return all
}

// sourceLength bounds an entry that is to be copied, in characters.
const sourceLength = 2000

// writeCopy writes entries of a pad as they can be copied into the file.
func writeCopy(b *strings.Builder, title string, entries []pad.Entry, from string) {
	if len(entries) == 0 {
		return
	}
	var text strings.Builder
	for _, e := range entries[:min(len(entries), listLength)] {
		source := report.Cut(withUploads(e.Source, from), sourceLength)
		fmt.Fprintf(&text, "- %s\n", strings.Join(strings.Fields(report.Printable(strings.ReplaceAll(source, "\n", " "))), " "))
	}
	fmt.Fprintf(b, "\n%s:\n\n%s\n", title, report.Fence("markdown", text.String()))
	if more := len(entries) - listLength; more > 0 {
		fmt.Fprintf(b, "\nAnd %d more.\n", more)
	}
}

// withUploads writes the whole addresses of the pad's uploads, which lead nowhere on the site.
func withUploads(source, from string) string {
	at, err := url.Parse(from)
	if err != nil || at.Host == "" {
		return source
	}
	root := at.Scheme + "://" + at.Host
	return strings.NewReplacer("](/uploads/", "]("+root+"/uploads/", `"/uploads/`, `"`+root+"/uploads/").Replace(source)
}
