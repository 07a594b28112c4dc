package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed translation-xeps.md
var translationXEPsDoc string

var translationXEPs = &lint.Rule{
	Name: "translation-xeps", Doc: translationXEPsDoc, Severity: lint.Warning, Needs: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		t := beside(p)
		if t == nil {
			return
		}
		var lost []specEntry
		var titles []titlePair
		entries, news := t.entries(), drifted(p)
		for _, e := range specEntries(t.original) {
			i, isNew := t.entryFor(e, entries), news.changedBlock(e.line.Start)
			if i < 0 {
				if !isNew {
					lost = append(lost, e)
				}
				continue
			}
			if !isNew {
				t.compareVersions(e, entries[i])
			}
			if was, is := e.named(t.original), entries[i].named(t.Pass); was != "" && is != "" && e.closed && entries[i].closed && !strings.EqualFold(was, is) {
				titles = append(titles, titlePair{was, is, entries[i]})
			}
			entries = slices.Delete(entries, i, i+1)
		}
		t.reportLostEntries(lost)
		t.reportTitles(titles)
	},
}

// entries are the first lines of items in the translation that begin with a specification.
func (t *parallel) entries() []specEntry {
	all := mentions(t.Pass)
	var found []specEntry
	for _, item := range t.Items() {
		line := firstLine(t.Pass, item.Span)
		for len(all) > 0 && all[0].at.Start < line.Start {
			all = all[1:]
		}
		if len(all) > 0 && all[0].at.Start < line.End {
			found = append(found, readEntry(t.Pass, item, line, all[0]))
		}
	}
	return found
}

// entryFor is the index of the one of entries that stands for e: in the block that does, else the first of its number;
// -1 if there is none.
func (t *parallel) entryFor(e specEntry, entries []specEntry) int {
	if k, ok := t.block[blockAt(t.original.Document, e.line.Start)]; ok {
		if i := slices.IndexFunc(entries, func(o specEntry) bool { return o.number == e.number && t.Blocks()[k].Span.Contains(o.line.Start) }); i >= 0 {
			return i
		}
	}
	return slices.IndexFunc(entries, func(o specEntry) bool { return o.number == e.number })
}

// compareVersions reports the versions before the number that are not those of the original.
func (t *parallel) compareVersions(was, is specEntry) {
	theirs, ours := versionSpans(t.original, was.before), versionSpans(t.Pass, is.before)
	if len(theirs) != len(ours) {
		return // in some languages the version stands behind the title
	}
	for i, at := range ours {
		if right := t.original.Text(theirs[i]); right != t.Text(at) {
			t.Report(lint.Finding{Span: at, Message: fmt.Sprintf("%s has the version %s in the original, not %s", t.Text(is.at), quote(right), quote(t.Text(at))),
				Fix: lint.Replace("write "+right, at, right)})
		}
	}
}

// reportLostEntries reports entries of the original that the translation has not, with those of one part in one finding.
func (t *parallel) reportLostEntries(lost []specEntry) {
	for len(lost) > 0 {
		n := 1
		for n < len(lost) && lost[n].part == lost[0].part {
			n++
		}
		var names []string
		for _, e := range lost[:n] {
			names = append(names, t.original.Text(e.at))
		}
		b := blockAt(t.original.Document, lost[0].line.Start)
		t.Reportf(t.nearHeading(t.original.Blocks()[max(0, b)].Heading), "%s missing under %s: %s",
			plural(n, "entry of the original is", fmt.Sprintf("%d entries of the original are", n)), quote(lost[0].part), listed(names))
		lost = lost[n:]
	}
}

// titlePair is a title in the original and in the translation.
type titlePair struct {
	was, is string
	entry   specEntry
}

// reportTitles notes titles of specifications that were translated, all of them in one finding: the numbers agree.
func (t *parallel) reportTitles(titles []titlePair) {
	if len(titles) == 0 {
		return
	}
	var names []string
	for _, x := range titles {
		names = append(names, fmt.Sprintf("%s (%s)", t.Text(x.entry.at), x.was))
	}
	message := "title of a specification is not that of the original: "
	if len(titles) > 1 {
		message = fmt.Sprintf("titles of %d specifications are not those of the original: ", len(titles))
	}
	t.Report(lint.Finding{Span: titles[0].entry.title, Severity: lint.Note, Message: message + listed(names)})
}
