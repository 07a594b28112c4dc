package rules

import (
	_ "embed"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed xep-gap.md
var xepGapDoc string

var xepGap = &lint.Rule{
	Name: "xep-gap", Doc: xepGapDoc, Severity: lint.Warning, Uses: lint.NeedXEPs,
	Check: func(p *lint.Pass) {
		name := p.World.House.Specifications.Section
		if p.Language() != "" || name == "" {
			return
		}
		spans := within(p, name)
		lost := lostWords(p)
		for _, item := range p.Items() {
			if f, ok := lost[item.Span.Start]; ok {
				p.Report(f)
			} else if contains(spans, item.Span.Start) {
				checkGaps(p, item)
			}
		}
	},
}

// checkGaps looks for places of an item from which a word vanished. Lines are looked at one by one, since a line of
// somebody's own need not end where a sentence does.
func checkGaps(p *lint.Pass, item lint.Item) {
	s := item.Span
	if text := p.Text(s); onlyInitials(text) {
		p.Reportf(s, "change note says nothing but %s", quote(text))
		return
	}
	for i := s.Start; i < s.End; i++ {
		if p.Src[i] != ' ' || p.Class(i) == lint.Markup || i == s.Start {
			continue
		}
		end := i
		for end < s.End && p.Src[end] == ' ' {
			end++
		}
		checkHoles(p, s, lint.Span{Start: i, End: end})
		i = end
	}
	checkLastWord(p, s)
}

// onlyInitials reports whether text is a word in parentheses and no more.
func onlyInitials(text string) bool {
	inner, ok := strings.CutPrefix(text, "(")
	inner, also := strings.CutSuffix(strings.TrimRight(inner, ". "), ")")
	return ok && also && inner != "" && len(inner) < 20 && !strings.ContainsAny(inner, " ()[]`")
}

// checkHoles looks at the blanks at gap, in the text at s.
func checkHoles(p *lint.Pass, s, gap lint.Span) {
	if gap.End >= s.End || p.Class(gap.Start-1) == lint.Markup || p.Class(gap.End) == lint.Markup && gap.Len() < 2 || p.Src[gap.End] == '\n' {
		return
	}
	before, after := lastWord(p.Src[s.Start:gap.Start]), firstWord(p.Src[gap.End:s.End])
	around := lint.Span{Start: gap.Start - len(before), End: gap.End + len(after)}
	switch {
	case isStop(p.Src[gap.End:s.End]) && !isSmiley(p.Src[gap.End:s.End]):
		p.Reportf(around, "a word seems to be missing behind %s, before %s", quote(before), quote(string(p.Src[gap.End])))
	case gap.Len() < 2 || p.Class(gap.End) == lint.Markup:
	case s.End-gap.End < 24 && onlyInitials(string(p.Src[gap.End:s.End])):
		return // checkLastWord looks there
	case awaits(before) && !isCapital(after[0]) || before == "," && (after == "and" || after == "or"):
		p.Reportf(around, "a word seems to be missing between %s and %s", quote(before), quote(after))
	}
}

// isStop reports whether text begins with a sign that never stands behind a blank.
func isStop(text []byte) bool {
	if len(text) > 1 && strings.IndexByte(".,;", text[0]) >= 0 && text[1] != ' ' && text[1] != '\n' {
		return false // .well-known, ...
	}
	return strings.IndexByte(".,;)", text[0]) >= 0
}

func isSmiley(text []byte) bool {
	return len(text) > 1 && text[0] == ';' && (text[1] == ')' || text[1] == '-')
}

// checkLastWord looks at the last word before the initials at the end.
func checkLastWord(p *lint.Pass, s lint.Span) {
	text := p.Text(s)
	end := len(text)
	if open := strings.LastIndex(text, " ("); open >= 0 && strings.HasSuffix(strings.TrimRight(text, "."), ")") && onlyInitials(text[open+1:]) {
		end = open
	}
	text = strings.TrimRight(text[:end], " ")
	word := lastWord([]byte(text))
	at := lint.Span{Start: s.Start + len(text) - len(word), End: s.Start + len(text)}
	bare := strings.TrimRight(word, ".")
	stopped := bare != word // a sentence may end with to, as in: what it belongs to.
	if p.Class(at.Start) == lint.Prose && len(text) > len(word) && (neverLast(bare) || !stopped && seldomLast(bare)) {
		p.Reportf(at, "change note ends with %s: a word seems to be missing", quote(bare))
	}
}

// neverLast reports whether no sentence ends with word.
func neverLast(word string) bool {
	switch word {
	case "and", "or", "the", "an", "of", "with", "from", "into", "than":
		return true
	}
	return false
}

// seldomLast reports whether few sentences end with word.
func seldomLast(word string) bool {
	switch word {
	case "to", "by", "at", "as":
		return true
	}
	return false
}

// awaits reports whether word is one that another follows.
func awaits(word string) bool {
	switch word = strings.ToLower(strings.TrimLeft(word, "(")); word {
	case "a", "for", "in", "on", "via", "use", "uses", "using", "between", "that", "is", "add", "adds", "remove", "removes", "replace", "rename", "element", "attribute", "namespace", "via:":
		return true
	}
	return neverLast(word) || seldomLast(word)
}

func lastWord(text []byte) string {
	i := len(text)
	for i > 0 && !isSpace(text[i-1]) && len(text)-i < 40 {
		i--
	}
	return string(text[i:])
}

func firstWord(text []byte) string {
	i := 0
	for i < len(text) && !isSpace(text[i]) && i < 40 {
		i++
	}
	return string(text[:i])
}
