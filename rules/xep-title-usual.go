package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed xep-title-usual.md
var xepTitleUsualDoc string

var xepTitleUsual = &lint.Rule{
	Name: "xep-title-usual", Doc: xepTitleUsualDoc, Severity: lint.Warning, Needs: lint.NeedEarlier,
	Check: func(p *lint.Pass) {
		if p.Language() != "" {
			return
		}
		entries := specEntries(p)
		if len(entries) == 0 {
			return
		}
		var list lint.XEPs
		if p.World.XEPs != nil {
			list = p.World.XEPs()
		}
		usual := usualTitles(p)
		for _, e := range entries {
			title := e.named(p)
			if _, ok := list.Find(e.number); ok || !e.closed || title == "" {
				continue // xep-title knows better
			}
			known := usual[e.number]
			if len(known) > 0 && !slices.Contains(known, title) {
				reportUnusual(p, e, title, known[0])
			}
			if len(known) < 10 {
				usual[e.number] = append(known, title)
			}
		}
	},
}

// reportUnusual says that other entries gave another title. Which of the two is right nobody knows here.
func reportUnusual(p *lint.Pass, e specEntry, title, known string) {
	f := lint.Finding{Span: e.title, Message: fmt.Sprintf("%s is called %s here and %s in another entry", p.Text(e.at), quote(title), quote(known))}
	if strings.EqualFold(title, known) {
		f.Severity = lint.Note
	}
	p.Report(f)
}

// usualTitles are the titles that the issues before this one gave, by number, the newest first.
func usualTitles(p *lint.Pass) map[int][]string {
	usual := map[int][]string{}
	for _, d := range p.World.Earlier() {
		before := &lint.Pass{Document: d, World: p.World}
		for _, e := range specEntries(before) {
			if title := e.named(before); e.closed && title != "" {
				usual[e.number] = append(usual[e.number], title)
			}
		}
	}
	return usual
}
