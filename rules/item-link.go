package rules

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed item-link.md
var itemLinkDoc string

var itemLink = &lint.Rule{
	Name: "item-link", Doc: itemLinkDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		style := p.World.House.Entries
		day, ok := released(p)
		if p.Language() != "" || !ok || !style.HasLinks(day) || len(style.Software) == 0 {
			return
		}
		software := within(p, style.Software...)
		items := p.Items()
		for i, item := range items {
			if item.Depth == 1 && contains(software, item.Span.Start) {
				checkItemLink(p, item, items[i+1:])
			}
		}
		checkUnlisted(p, software)
	},
}

// early is how many characters readers see at most before the first link of an entry.
const early = 80

// checkItemLink looks at an entry about software; behind are the items that follow, first those inside it.
func checkItemLink(p *lint.Pass, item lint.Item, behind []lint.Item) {
	if item.Link == nil {
		for _, b := range behind {
			if b.Depth == 1 {
				break
			}
			if b.Link != nil {
				return // a line that heads a list of entries
			}
		}
		if text := seen(p, item.Span); !opensList(text) && !isNothing(text) {
			p.Reportf(item.Span, "entry %s has no link", quote(text))
		}
		return
	}
	src, ok := p.Link(item.Link)
	if !ok {
		return
	}
	before := lint.Span{Start: item.Span.Start, End: src.All.Start}
	switch said := seen(p, before); {
	case utf8.RuneCountInString(said) > early:
		p.Report(lint.Finding{Span: before, Severity: lint.Note, Message: fmt.Sprintf("entry %s does not begin with a link", quote(said))})
	case strings.Trim(seen(p, lint.Span{Start: src.All.End, End: item.Span.End}), " .!\n") == "" && strings.TrimSpace(said) == "" && isBareRelease(p.Text(src.Text)):
		p.Report(lint.Finding{Span: item.Span, Severity: lint.Note, Message: fmt.Sprintf("entry says nothing but %s", quote(p.Text(src.Text)))})
	}
}

// opensList reports whether text is the line before a list.
func opensList(text string) bool { return strings.HasSuffix(strings.TrimSpace(text), ":") }

// isNothing reports whether text says that there is no news.
func isNothing(text string) bool {
	return strings.HasPrefix(text, "No ") || strings.HasPrefix(text, "Nothing ")
}

// isBareRelease reports whether text is a name and a version, and no sentence.
func isBareRelease(text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && len(words) < 5 && isVersion(strings.TrimRight(words[len(words)-1], ".!"))
}

// checkUnlisted finds entries that are paragraphs: a link begins them.
func checkUnlisted(p *lint.Pass, spans []lint.Span) {
	for n := range lint.Each[*ast.Paragraph](p.Document) {
		first, ok := n.FirstChild().(*ast.Link)
		if !ok || n.Parent().Kind() != ast.KindDocument {
			continue
		}
		src, ok := p.Link(first)
		if !ok || !contains(spans, src.All.Start) || src.All.Start != p.Lines().Span(p.Lines().At(src.All.Start)).Start {
			continue
		}
		p.Report(lint.Finding{Span: src.All, Message: fmt.Sprintf("entry %s is no item of a list", quote(p.PlainText(first))),
			Fix: lint.Replace("make it one", lint.Span{Start: src.All.Start, End: src.All.Start}, "- ")})
	}
}
