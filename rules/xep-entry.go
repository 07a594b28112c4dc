package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed xep-entry.md
var xepEntryDoc string

var xepEntry = &lint.Rule{
	Name: "xep-entry", Doc: xepEntryDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		style := p.World.House.Specifications
		day, ok := released(p)
		if p.Language() != "" || !ok || style.Section == "" {
			return
		}
		spans := within(p, style.Section)
		if len(spans) == 0 {
			return
		}
		if style.HasHeads(day) {
			for _, e := range specEntries(p) {
				checkHead(p, e)
				checkTitleForm(p, e)
			}
			checkInitials(p, spans)
		}
		if style.HasItems(day) {
			checkLoose(p, spans)
		}
		checkCalls(p, within(p, style.LastCall))
	},
}

// checkHead holds what stands before the number against the house's forms.
func checkHead(p *lint.Pass, e specEntry) {
	if e.inLink && e.link.Text != e.at {
		p.Report(lint.Finding{Span: e.link.Text, Message: fmt.Sprintf("link of the entry about %s holds more than its number", p.Text(e.at)), Fix: unwrap(p, e)})
		return
	}
	before := strings.Join(strings.Fields(seen(p, e.before)), " ")
	for _, form := range p.World.House.Specifications.Heads {
		if fits(before, form) {
			return
		}
	}
	span := e.before
	if before == "" {
		span = lint.Span{Start: e.line.Start, End: min(e.at.End, e.line.End)}
	}
	p.Reportf(span, "entry about %s does not begin as usual, with %s", p.Text(e.at), quote(strings.ReplaceAll(headOf(p, e), "{version}", "…")))
}

// headOf is the form that an entry of its part most likely has: calls the last one of the house, all others the first.
func headOf(p *lint.Pass, e specEntry) string {
	heads := p.World.House.Specifications.Heads
	if len(heads) == 0 {
		return ""
	}
	if section(p.World.House, p.World.House.Specifications.LastCall).Is(e.part) {
		return heads[len(heads)-1]
	}
	return heads[0]
}

// fits reports whether text is form, where {version} stands for numbers of versions.
func fits(text, form string) bool {
	head, tail, gap := strings.Cut(form, "{version}")
	if !gap {
		return text == form
	}
	versions, ok := strings.CutPrefix(text, head)
	versions, also := strings.CutSuffix(versions, tail)
	if !ok || !also {
		return false
	}
	for _, word := range strings.FieldsFunc(versions, func(r rune) bool { return r == ' ' || r == ',' }) {
		if word != "and" && word != "to" && !isVersion(word) {
			return false
		}
	}
	return true
}

// unwrap is the fix that leaves only the number in a link that holds version, number and title.
func unwrap(p *lint.Pass, e specEntry) *lint.Fix {
	if !e.closed || e.tail.Start < e.link.All.End || p.Src[e.title.End] != ')' || e.title.End >= e.link.Text.End {
		return nil
	}
	before, address := p.Text(lint.Span{Start: e.link.Text.Start, End: e.at.Start}), p.Text(lint.Span{Start: e.link.Text.End, End: e.link.All.End})
	return lint.Replace("put only the number into the link", e.link.All, before+"["+p.Text(e.at)+address+" ("+strings.TrimSpace(p.Text(e.title))+")")
}

// checkTitleForm looks at the title behind the number, and what stands behind it.
func checkTitleForm(p *lint.Pass, e specEntry) {
	if e.inLink && e.link.Text != e.at {
		return
	}
	number := p.Text(e.at)
	behind := e.at.End
	if e.inLink {
		behind = min(e.link.All.End, e.line.End)
	}
	title, tail := strings.TrimSpace(p.Text(e.title)), strings.TrimSpace(p.Text(e.tail))
	switch gap := (lint.Span{Start: behind, End: e.title.Start - 1}); {
	case title == "" && tail == "":
		p.Reportf(e.at, "entry about %s does not give its title", number)
	case !e.open:
		f := lint.Finding{Span: e.title, Message: fmt.Sprintf("title of %s does not stand in parentheses", number)}
		if words := strings.TrimRight(title, ". "); words != "" && !strings.ContainsAny(words, "()[]") && isUpper(words[0]) {
			f.Fix = lint.Replace("put it there", lint.Span{Start: behind, End: e.line.End}, " ("+words+")")
		}
		p.Report(f)
	case !e.closed:
		p.Reportf(lint.Span{Start: e.title.Start - 1, End: e.title.End}, "parenthesis before the title of %s is not closed", number)
	case gap.Len() != 1:
		p.Report(lint.Finding{Span: lint.Span{Start: gap.Start, End: gap.End + 1}, Message: fmt.Sprintf("there is not one blank between %s and its title", number),
			Fix: lint.Replace("write one", gap, " ")})
	}
	if e.open && e.closed && tail != "" {
		checkTail(p, e, title, tail)
	}
}

// checkTail reports what stands behind the title.
func checkTail(p *lint.Pass, e specEntry, title, tail string) {
	f := lint.Finding{Span: e.tail, Message: fmt.Sprintf("entry about %s goes on behind its title", quote(title))}
	switch words := strings.TrimRight(tail, ".! "); {
	case tail == ".":
		f.Span = e.line // a stop alone is hard to see
		f.Message = fmt.Sprintf("full stop behind the title %s", quote(title))
		f.Fix = lint.Replace("remove it", e.tail, "")
	case words == "has been released" || words == "have been released" || words == "was released" || words == "released":
		f.Message = fmt.Sprintf("%s behind the title %s is not part of an entry", quote(words), quote(title))
		f.Fix = lint.Replace("remove it", e.tail, "")
	}
	p.Report(f)
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// checkInitials finds initials glued to the word before them: (XEP Editor(dg)).
func checkInitials(p *lint.Pass, spans []lint.Span) {
	for _, item := range p.Items() {
		if item.Depth == 1 || !contains(spans, item.Span.Start) {
			continue
		}
		text := p.Text(item.Span)
		inner := strings.LastIndexByte(text, '(')
		if !strings.HasSuffix(strings.TrimRight(text, ". "), "))") || inner < 1 || !isLetter(text[inner-1]) || p.Class(item.Span.Start+inner) != lint.Prose {
			continue
		}
		outer := strings.LastIndexByte(text[:inner], '(')
		if outer < 1 || strings.Contains(text[outer:inner], ")") || text[outer-1] != ' ' || !isUpper(text[outer+1]) {
			continue // a call of a function
		}
		at := lint.Span{Start: item.Span.Start + inner, End: item.Span.Start + inner}
		p.Report(lint.Finding{Span: lint.Span{Start: item.Span.Start + outer, End: item.Span.End}, Message: fmt.Sprintf("no blank between %s and the initials", quote(text[outer+1:inner])),
			Fix: lint.Replace("add one", at, " ")})
	}
}

// checkLoose finds entries that are no items of a list.
func checkLoose(p *lint.Pass, spans []lint.Span) {
	for n := range lint.Each[*ast.Paragraph](p.Document) {
		s, ok := lint.BlockSpan(p.Document, n)
		if !ok || n.Parent().Kind() != ast.KindDocument || !contains(spans, s.Start) {
			continue
		}
		line := firstLine(p, s)
		for _, form := range p.World.House.Specifications.Heads {
			head, _, gap := strings.Cut(form, "{version}")
			if rest, ok := strings.CutPrefix(p.Text(line), head); gap && ok && rest != "" && isDigit(rest[0]) {
				p.Report(lint.Finding{Span: line, Message: fmt.Sprintf("entry %s is no item of a list", quote(seen(p, line))),
					Fix: lint.Replace("make it one", lint.Span{Start: s.Start, End: s.Start}, "- ")})
				break
			}
		}
	}
}
