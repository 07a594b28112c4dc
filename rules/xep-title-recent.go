package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// checkRecent holds an entry against what its specification was when the issue was written. It is false where the history of
// that time cannot tell.
func checkRecent(p *lint.Pass, e specEntry, news recentNews) bool {
	title, versions := e.named(p), versionSpans(p, e.before)
	if other := meantBy(p, e, title, versions, news); other.Number > 0 {
		right := p.World.House.Specifications.Number(other.Number)
		p.Report(lint.Finding{Span: e.at, Message: fmt.Sprintf("version %s of %s is one of %s, not of %s", other.Version, quote(other.Title), right, p.Text(e.at)),
			Fix: renumber(p, e, other)})
		return true
	}
	x, ok := news.Find(e.number)
	if !news.Whole {
		return false
	}
	if !ok {
		voted := section(p.World.House, p.World.House.Specifications.Votes).Is(e.part)
		if len(versions) > 0 && !voted && slices.Contains(specNames(p.World.House), e.part) {
			p.Reportf(e.line, "nothing happened to %s from %s to %s, by the history of the specifications", p.Text(e.at), news.covers.First.AddDate(0, -1, 0).Format("2006-01"), news.covers.Last.Format("2006-01"))
		}
		return false
	}
	checkRecentTitle(p, e, x, title)
	for _, at := range versions {
		checkRecentVersion(p, e, x, at, news)
	}
	return true
}

// specNames are what the parts of the section on specifications are called.
func specNames(h *lint.House) []string {
	var names []string
	for i, s := range h.Outline.Sections {
		if up := h.Outline.Parent(i); up >= 0 && h.Outline.Sections[up].Is(h.News.Specifications) {
			names = append(append(names, s.Name), s.Former...)
		}
	}
	return names
}

func checkRecentTitle(p *lint.Pass, e specEntry, x lint.XEP, title string) {
	if !e.closed || title == "" || title == x.Title || x.Title == "" {
		return
	}
	reportTitle(p, e, x, title)
}

// meantBy is the entry whose title and version e has, with the number of another specification that has neither; else zero.
func meantBy(p *lint.Pass, e specEntry, title string, versions []lint.Span, news recentNews) lint.XEPEntry {
	if title == "" || len(versions) != 1 {
		return lint.XEPEntry{}
	}
	i := slices.IndexFunc(news.Entries, func(o lint.XEPEntry) bool {
		return o.Number > 0 && o.Number != e.number && strings.EqualFold(o.Title, title) && plainVersion(o.Version) == plainVersion(p.Text(versions[0]))
	})
	if i < 0 {
		return lint.XEPEntry{}
	}
	return news.Entries[i]
}

// renumber is the fix that writes the right number in the text of an entry and in its link.
func renumber(p *lint.Pass, e specEntry, right lint.XEPEntry) *lint.Fix {
	style := p.World.House.Specifications
	f := lint.Replace("write "+style.Number(right.Number), e.at, style.Number(right.Number))
	if e.inLink {
		dest := p.Text(e.link.Destination)
		if host, ok := strings.CutSuffix(dest, style.AddressOf(e.number)); ok {
			f.Edits = append(f.Edits, lint.Edit{Span: e.link.Destination, New: host + right.Address})
		}
	}
	return f
}

// checkRecentVersion reports a version that the specification never had, or had before, with the one that is new.
func checkRecentVersion(p *lint.Pass, e specEntry, x lint.XEP, at lint.Span, news recentNews) {
	version := p.Text(at)
	var all, here []string // what is new, and what of it belongs to this part
	for _, o := range slices.Concat(news.Entries, news.Lumped) {
		if o.Number == e.number && o.Version != "" {
			all = append(append(all, o.Version), o.Skipped...)
			if section(p.World.House, o.Part).Is(e.part) {
				here = append(here, o.Version)
			}
		}
	}
	if slices.ContainsFunc(all, func(v string) bool { return plainVersion(v) == plainVersion(version) }) {
		return
	}
	f := lint.Finding{Span: at, Message: fmt.Sprintf("%s never had the version %s", p.Text(e.at), quote(version))}
	if had, _ := x.Has(version); had {
		f.Message = fmt.Sprintf("%s had the version %s before %s", p.Text(e.at), quote(version), news.covers.First.AddDate(0, -1, 0).Format("2006-01"))
	}
	if len(here) == 1 {
		f.Message += "; " + here[0] + " is new"
		f.Fix = lint.Replace("write "+here[0], at, here[0])
	}
	p.Report(f)
}
