package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed xep-missing.md
var xepMissingDoc string

var xepMissing = &lint.Rule{
	Name: "xep-missing", Doc: xepMissingDoc, Severity: lint.Warning, Uses: lint.NeedXEPs | lint.NeedEarlier,
	Check: func(p *lint.Pass) {
		news, ok := specNews(p)
		if !ok {
			return
		}
		missing := untold(p, news)
		if len(missing) > 0 {
			reportLastMonth(p, news)
		}
		for i, part := range specParts(p.World.House, p.Document) {
			if part != "" && len(missing[part]) > 0 {
				reportUntold(p, news, i, part, missing[part])
				delete(missing, part)
			}
		}
	},
}

// untold are the entries that neither this issue tells nor one before, by their part. An item of the same part with a version
// that never was is for xep-title.
func untold(p *lint.Pass, news recentNews) map[string][]lint.XEPEntry {
	style := p.World.House.Specifications
	missing := map[string][]lint.XEPEntry{}
	for _, e := range news.due(p.World) {
		if !slices.ContainsFunc(news.own, func(t toldSpec) bool { return t.tells(style, e) || news.mistaken(style, t, e) }) && !toldBefore(p, e) {
			missing[e.Part] = append(missing[e.Part], e)
		}
	}
	return missing
}

// mistaken reports whether an item is about what e is about, and tells nothing that happened.
func (n recentNews) mistaken(style lint.Specifications, t toldSpec, e lint.XEPEntry) bool {
	return t.part == e.Part && t.is(style, e) && !slices.ContainsFunc(n.Entries, func(o lint.XEPEntry) bool {
		return o.Version != e.Version && t.tells(style, o)
	})
}

func toldBefore(p *lint.Pass, e lint.XEPEntry) bool {
	if p.World.Earlier == nil {
		return false
	}
	return slices.ContainsFunc(p.World.Earlier(), func(d *lint.Document) bool {
		return slices.ContainsFunc(toldSpecs(p.World, d), func(t toldSpec) bool { return t.tells(p.World.House.Specifications, e) })
	})
}

// reportUntold reports the entries that the part below the ith heading lacks, where they are to stand, with their lines, so that
// a suggestion can bring them. What happened in the last days people may leave to the next issue.
func reportUntold(p *lint.Pass, news recentNews, i int, part string, entries []lint.XEPEntry) {
	var names, lines []string
	f := lint.Finding{Severity: lint.Note}
	for _, e := range entries {
		if !news.late(e) {
			f.Severity = lint.Warning
		}
		names = append(names, nameOf(p.World.House.Specifications, e))
		lines = append(lines, e.Lines...)
	}
	f.Message = fmt.Sprintf("%s lacks %s, by the history of the specifications", quote(part), strings.Join(names, ", "))
	at, edit := missingEdit(p, i, strings.Join(lines, "\n"))
	if f.Span = at; !hasStale(p, part) {
		f.Fix = &lint.Fix{Message: "write what happened", Edits: []lint.Edit{edit}}
	}
	p.Report(f)
}

// nameOf is the number and the version of an entry, or the title of a proposal.
func nameOf(style lint.Specifications, e lint.XEPEntry) string {
	switch {
	case e.Number == 0:
		return quote(e.Title)
	case e.Version == "":
		return style.Number(e.Number)
	}
	return style.Number(e.Number) + " " + e.Version
}

// missingEdit puts items below the ith heading: in place of an item that says there are none, behind the last item, or behind all
// that stands there. It also gives what it goes behind, or replaces.
func missingEdit(p *lint.Pass, i int, text string) (lint.Span, lint.Edit) {
	last, list := p.Headings()[i].Span, false
	for _, b := range p.Blocks() {
		switch {
		case b.Heading != i || list && depthOf(b) == 0:
		case b.Item && lint.SaysNone(p.Text(b.Span)):
			return b.Span, lint.Edit{Span: lint.Span{Start: p.Lines().Span(p.Lines().At(b.Span.Start)).Start, End: b.Span.End}, New: text}
		default:
			last, list = b.Span, depthOf(b) > 0
		}
	}
	at := last.End
	if list {
		return last, lint.Edit{Span: lint.Span{Start: at, End: at}, New: "\n" + text}
	}
	if behind := p.Src[at:]; len(behind) > 1 && behind[0] == '\n' && behind[1] != '\n' {
		text += "\n" // before what follows at once
	}
	return last, lint.Edit{Span: lint.Span{Start: at, End: at}, New: "\n\n" + text}
}
