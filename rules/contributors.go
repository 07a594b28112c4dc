package rules

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

//go:embed contributors.md
var contributorsDoc string

var contributors = &lint.Rule{
	Name: "contributors", Doc: contributorsDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		house := p.World.House
		day, ok := released(p)
		if !ok || p.Language() != "" {
			return
		}
		named := make([]bool, len(p.Headings()))
		for i, h := range place(house, p.Document) {
			if s := h.section; s >= 0 {
				named[i] = slices.ContainsFunc(house.News.Helpers.Sections, house.Outline.Sections[s].Is)
			}
		}
		for _, b := range p.Blocks() {
			if b.Heading < 0 || !named[b.Heading] {
				continue
			}
			names, ok := p.NamesIn(b)
			if !ok {
				continue
			}
			checkCommas(p, names)
			if house.News.Helpers.HoldsItalic(day) {
				checkItalic(p, names)
			}
		}
	},
}

// checkItalic reports names that do not stand between single asterisks, all of them together.
func checkItalic(p *lint.Pass, names lint.Span) {
	text := p.Text(names)
	inner := strings.Trim(text, "*")
	first, last := lint.Span{Start: names.Start, End: names.Start}, lint.Span{Start: names.End, End: names.End}
	begins, ends := strings.HasPrefix(text, "*"), strings.HasSuffix(text, "*")
	plain := strings.TrimSpace(inner)
	switch {
	case !strings.Contains(inner, "*") && plain != "" && (begins != ends || begins && plain != inner):
		p.Report(lint.Finding{Span: names, Message: "asterisks do not stand around the names: " + quote(text), Fix: lint.Replace("write them in italics", names, "*"+plain+"*")})
	case isRuns(text):
		p.Report(lint.Finding{Span: names, Severity: lint.Note, Message: "names are in several runs of italics: " + quote(text),
			Fix: lint.Replace("write them in one", names, "*"+strings.ReplaceAll(inner, "*, *", ", ")+"*")})
	case strings.Contains(inner, "*") || inner == "" || strings.HasPrefix(inner, "_"):
		return // in several runs, or in italics of another kind
	case text == inner:
		p.Report(lint.Finding{Span: names, Message: "names are not in italics: " + quote(text),
			Fix: &lint.Fix{Message: "write them in italics", Edits: []lint.Edit{{Span: first, New: "*"}, {Span: last, New: "*"}}}})
	case text == "**"+inner+"**":
		first.End, last.Start = first.End+1, last.Start-1
		p.Report(lint.Finding{Span: names, Message: "names are in bold and not in italics: " + quote(inner),
			Fix: &lint.Fix{Message: "write them in italics", Edits: []lint.Edit{{Span: first}, {Span: last}}}})
	}
}

// isRuns reports whether text is names that each stand in italics of their own.
func isRuns(text string) bool {
	rest := strings.ReplaceAll(text, "*, *", ", ")
	return rest != text && len(rest) > 2 && rest[0] == '*' && rest[len(rest)-1] == '*' && !strings.Contains(rest[1:len(rest)-1], "*")
}

// checkCommas reports names that are glued together. A comma in parentheses belongs to a name.
func checkCommas(p *lint.Pass, names lint.Span) {
	depth := 0
	var glued []lint.Edit
	for i := names.Start; i < names.End; i++ {
		switch p.Src[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if next, _ := utf8.DecodeRune(p.Src[i+1 : names.End]); depth == 0 && unicode.IsLetter(next) {
				glued = append(glued, lint.Edit{Span: lint.Span{Start: i + 1, End: i + 1}, New: " "})
			}
		}
	}
	if len(glued) == 0 {
		return
	}
	s := lint.Span{Start: glued[0].Span.Start - 1, End: min(names.End, glued[0].Span.Start+reach)}
	if n := strings.IndexAny(p.Text(s)[1:], " ,*"); n >= 0 {
		s.End = s.Start + 1 + n
	}
	p.Report(lint.Finding{Span: s, Message: "no blank between two names: " + quote(p.Text(s)), Fix: &lint.Fix{Message: "add it", Edits: glued}})
}
