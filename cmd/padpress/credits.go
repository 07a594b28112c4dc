package main

import (
	"fmt"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// mostImports bounds how far back the run looks for names that were lost on the way.
const mostImports = 40

// importFiles are the issue's files in the imports, the newest first. They differ little, and git sends little for them.
func importFiles(s *gitops.State) []gitops.ID {
	var ids []gitops.ID
	for i := s.Import; i != nil && len(ids) < mostImports; i = i.Previous {
		ids = append(ids, i.File)
	}
	return ids
}

// recall reads the imports out of what was fetched, for the issue at path.
func (s *site) recall(path string) {
	s.previous, s.imports, s.files = nil, nil, map[gitops.ID]*lint.Document{}
	last, known := s.Previous()
	ids := importFiles(s.State)
	if known && (len(ids) == 0 || ids[0] != last) {
		ids = append([]gitops.ID{last}, ids...)
	}
	for n := len(ids) - 1; n >= 0; n-- {
		if text, read := s.blobs[ids[n]]; read {
			d := lint.Parse(path, text)
			s.files[ids[n]], s.imports = d, append(s.imports, d)
		}
	}
	if n := len(s.imports); known && n > 0 {
		s.previous = s.imports[n-1]
	}
}

// goneNames are what is to be said of people who were named in an earlier import, and are neither in the pad nor on
// the branch any more.
func (j *job) goneNames(s *site, branch *lint.Document, i *issue) []offer {
	imports := s.imports
	if !s.known && i.document != nil {
		imports = append(imports[:len(imports):len(imports)], i.document)
	}
	var all []offer
	for _, g := range pad.GoneNames(imports, branch, j.house) {
		all = append(all, goneOffer(j.house, branch, g))
	}
	return all
}

func goneOffer(house *lint.House, branch *lint.Document, g pad.Gone) offer {
	var names []string
	about := []string{"gone", g.List}
	for _, name := range g.Names {
		names = append(names, report.CodeSpan(name, entryLength))
		about = append(about, strings.ToLower(name))
	}
	who := fmt.Sprintf("%s stood in %s and is gone from the pad", strings.Join(names, ", "), report.CodeSpan(g.List, entryLength))
	if len(names) > 1 {
		who = strings.Replace(who, " is gone", " are gone", 1)
	}
	o := offer{
		Remark:      github.Remark{Path: branch.Path},
		fingerprint: digestOf(about...),
		names:       true,
		alone:       who,
		said:        fmt.Sprintf("gone from the pad: %s (%s)", strings.Join(g.Names, ", "), g.List),
	}
	line, number, ok := pad.WithNames(branch, house, g.List, g.Names)
	if !ok || report.Printable(line) != line { // who accepts a suggestion must see all of it
		return o
	}
	o.Start, o.Line, o.Suggestion = number, number, &line
	o.Plain = "**warning** " + who + "."
	o.Text = o.Plain + " The suggestion thanks them again; resolve this if that is not wanted. (`contributors`)"
	return o
}

// tellGone writes the names to the log.
func (j *job) tellGone(gone []offer) {
	for _, o := range gone {
		j.step("names", "%s", o.said)
	}
}

// writeGone lists the names for which there is no line comment.
func writeGone(b *strings.Builder, alone []string) {
	if len(alone) == 0 {
		return
	}
	b.WriteString("\n**No longer thanked:**\n\n")
	for _, line := range alone {
		fmt.Fprintf(b, "- %s\n", line)
	}
}
