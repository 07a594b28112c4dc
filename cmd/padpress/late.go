package main

import (
	"fmt"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// wanted are the contents that a run needs of the issue's branch: what is merged, and each import, from which follows what
// came late.
func wanted(s *gitops.State) []gitops.ID {
	return append(s.Wanted(), importFiles(s)...)
}

// brought is what an import brought that was not the first.
type brought struct {
	commit gitops.ID
	news   pad.Changes
}

// late is what the imports after the first brought, the newest first. It follows from the branch alone, so every run says
// the same.
func (j *job) late(s *site, h *head, i *issue) []brought {
	type text struct {
		commit gitops.ID
		*lint.Document
	}
	var imports []text // the newest first
	if s.State != nil && s.Import != nil {
		for im := s.Import; im != nil; im = im.Previous {
			if d := s.files[im.File]; d != nil {
				imports = append(imports, text{im.Tree.Commit, pad.Undrafted(d, j.house, draftedIn(im))})
			}
		}
		if h.Import != "" && h.Import != s.Import.Tree.Commit {
			imports = append([]text{{h.Import, i.written(j.house)}}, imports...)
		}
	}
	var found []brought
	for n := 0; n+1 < len(imports); n++ {
		if news := pad.EntriesBetween(imports[n+1].Document, imports[n].Document, j.house); !news.Empty() {
			found = append(found, brought{imports[n].commit, news})
		}
	}
	return found
}

// tellLate writes what came late into the summary, and into the log what this run brought of it.
func (j *job) tellLate(s *site, h *head, i *issue) {
	all := j.late(s, h, i)
	if len(all) == 0 {
		return
	}
	if n := all[0].news; h.Outcome != gitops.Unchanged && all[0].commit == h.Import {
		j.step("late", "%s added, %d changed, %d removed", plural(len(n.Added), "entry", "entries"), len(n.Changed), len(n.Removed))
	}
	var lines []string
	for _, b := range all {
		for _, kind := range []struct {
			word    string
			entries []pad.Entry
		}{{"late", b.news.Added}, {"changed", b.news.Changed}, {"removed", b.news.Removed}} {
			for _, e := range kind.entries {
				lines = append(lines, fmt.Sprintf("- %s: %s, in %s", kind.word, report.CodeSpan(e.Text, entryLength), b.commit))
			}
		}
	}
	if more := len(lines) - listLength; more > 0 {
		lines = append(lines[:listLength], fmt.Sprintf("- and %d more", more))
	}
	h.sections = append(h.sections, "\nWhat the pad brought after the first import:\n\n"+strings.Join(lines, "\n")+"\n")
}
