package rules

import (
	"fmt"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

// checkCalls holds the dates of calls for comments against each other.
func checkCalls(p *lint.Pass, spans []lint.Span) {
	for _, item := range p.Items() {
		if !contains(spans, item.Span.Start) {
			continue
		}
		dates := isoDates(p, item.Span)
		for _, d := range dates {
			if d.day.IsZero() {
				p.Report(lint.Finding{Span: d.at, Severity: lint.Error, Message: fmt.Sprintf("%s is no date", quote(p.Text(d.at)))})
			}
		}
		if len(dates) != 2 || dates[0].day.IsZero() || dates[1].day.IsZero() {
			continue
		}
		begins, ends := dates[0], dates[1]
		span := lint.Span{Start: begins.at.Start, End: ends.at.End}
		days := int(ends.day.Sub(begins.day) / (24 * time.Hour))
		switch longest := p.World.House.Specifications.LastCallDays; {
		case days <= 0:
			p.Report(lint.Finding{Span: span, Severity: lint.Error, Message: fmt.Sprintf("call that begins on %s does not end later, but on %s", p.Text(begins.at), p.Text(ends.at))})
		case longest > 0 && days > longest:
			p.Report(lint.Finding{Span: span, Severity: lint.Error, Message: fmt.Sprintf("call from %s to %s lasts %d days", p.Text(begins.at), p.Text(ends.at), days)})
		}
	}
}

// isoDate is a day as it stands in the text; zero for one that no calendar has.
type isoDate struct {
	at  lint.Span
	day time.Time
}

// isoDates finds what looks like 2026-10-31 in the text that readers see.
func isoDates(p *lint.Pass, s lint.Span) []isoDate {
	var found []isoDate
	text := p.Text(s)
	for i := 0; i+len(time.DateOnly) <= len(text); i++ {
		word := text[i : i+len(time.DateOnly)]
		at := lint.Span{Start: s.Start + i, End: s.Start + i + len(word)}
		if !strings.HasPrefix(word, "20") || !looksLikeDate(word) || p.Class(at.Start) == lint.Markup || isPartOfWord(p.Src, at) {
			continue
		}
		day, _ := time.Parse(time.DateOnly, word)
		found = append(found, isoDate{at, day})
		i += len(word)
	}
	return found
}

func looksLikeDate(word string) bool {
	for i, c := range []byte(word) {
		if (c == '-') != (i == 4 || i == 7) || c != '-' && !isDigit(c) {
			return false
		}
	}
	return true
}
