package rules

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

//go:embed xep-title.md
var xepTitleDoc string

var xepTitle = &lint.Rule{
	Name: "xep-title", Doc: xepTitleDoc, Severity: lint.Warning, Needs: lint.NeedXEPs,
	Check: func(p *lint.Pass) {
		all := mentions(p)
		if len(all) == 0 {
			return // so that the list is not asked for in vain
		}
		list := p.World.XEPs()
		if list.Len() == 0 && list.Happened == nil {
			return
		}
		checkNumbers(p, list, all)
		if p.Language() != "" {
			return
		}
		news, known := specNews(p)
		for _, e := range specEntries(p) {
			if known && checkRecent(p, e, news) {
				continue
			}
			if x, ok := list.Find(e.number); ok {
				checkTitleOf(p, e, x, list)
				checkVersionOf(p, e, x, list)
			}
		}
	},
}

// checkNumbers reports numbers that no specification has. Those behind the last of the list may be new.
func checkNumbers(p *lint.Pass, list lint.XEPs, all []mention) {
	reported := map[int]bool{}
	for _, m := range all {
		if _, ok := list.Find(m.number); !ok && m.number < list.Last() && !reported[m.number] {
			reported[m.number] = true
			p.Report(lint.Finding{Span: m.at, Severity: lint.Error, Message: fmt.Sprintf("there is no %s", p.Text(m.at))})
		}
	}
}

// How much older or newer than the list an issue may be to be held to its titles. Specifications are renamed, and then
// nobody made a mistake.
const (
	renamedSince  = 90 * 24 * time.Hour
	renamedBefore = 14 * 24 * time.Hour
)

// checkTitleOf holds the title of an entry against that in the list. In issues of another time than the list only slips
// count: a letter or two, and words that are missing at the end.
func checkTitleOf(p *lint.Pass, e specEntry, x lint.XEP, list lint.XEPs) {
	title := e.named(p)
	if !e.closed || title == "" || title == x.Title || x.Title == "" {
		return
	}
	day, ok := released(p)
	other := ok && !list.Date.IsZero() && (list.Date.Sub(day) > renamedSince || day.Sub(list.Date) > renamedBefore)
	if other && !strings.EqualFold(title, x.Title) && alike(title, x.Title) < misspelt && !strings.HasPrefix(x.Title, title+" ") {
		return
	}
	reportTitle(p, e, x, title)
}

func reportTitle(p *lint.Pass, e specEntry, x lint.XEP, title string) {
	f := lint.Finding{Span: e.title, Message: fmt.Sprintf("%s is called %s, not %s", p.Text(e.at), quote(x.Title), quote(title))}
	if strings.EqualFold(title, x.Title) {
		f.Severity = lint.Note
		f.Message = fmt.Sprintf("%s writes its title %s, with other capitals", p.Text(e.at), quote(x.Title))
	}
	if isPlainTitle(x.Title) {
		f.Fix = rewrite(e.title, x.Title)
	}
	p.Report(f)
}

// isPlainTitle reports whether title can stand between parentheses as it is.
func isPlainTitle(title string) bool {
	depth := 0
	for _, c := range title {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 || strings.ContainsRune("[]<>*_`\\&{}\n", c) {
			return false
		}
	}
	return depth == 0
}

// checkVersionOf reports a version that the specification never had, where the list is new enough to tell.
func checkVersionOf(p *lint.Pass, e specEntry, x lint.XEP, list lint.XEPs) {
	day, ok := released(p)
	if !ok || list.Date.Before(day.AddDate(0, 0, -7)) {
		return
	}
	for _, at := range versionSpans(p, e.before) {
		if had, known := x.Has(p.Text(at)); known && !had {
			p.Reportf(at, "%s never had the version %s", p.Text(e.at), quote(p.Text(at)))
		}
	}
}

// versionSpans are the versions in the text at s.
func versionSpans(p *lint.Pass, s lint.Span) []lint.Span {
	var found []lint.Span
	for i := s.Start; i < s.End; {
		end := i
		for end < s.End && !isSpace(p.Src[end]) && p.Src[end] != ',' && p.Src[end] != '[' {
			end++
		}
		word := lint.Span{Start: i, End: end}
		if text := p.Text(word); len(text) > 2 && text[0] == '`' && text[len(text)-1] == '`' {
			word = lint.Span{Start: i + 1, End: end - 1}
		}
		if isVersion(p.Text(word)) {
			found = append(found, word)
		}
		i = end + 1
	}
	return found
}
