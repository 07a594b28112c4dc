package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// lostWords compares the notes below entries with those of the specifications' own documents, where these are known. It
// gives a finding for each that lacks names of elements and the like, by the offset of the item.
func lostWords(p *lint.Pass) map[int]lint.Finding {
	if p.World.XEPs == nil {
		return nil
	}
	found := map[int]lint.Finding{}
	items := p.Items()
	news, _ := specNews(p)
	for _, e := range specEntries(p) {
		versions := versionSpans(p, e.before)
		x, ok := news.Find(e.number)
		if !ok {
			x, ok = p.World.XEPs().Find(e.number)
		}
		if !ok || len(versions) == 0 || x.Notes == nil {
			continue
		}
		var notes []string
		for _, v := range versions {
			notes = append(notes, x.Noted(p.Text(v))...)
		}
		at := slices.IndexFunc(items, func(i lint.Item) bool { return i.Span.Start == e.item.Span.Start })
		for _, item := range items[at+1:] {
			if item.Depth <= e.item.Depth {
				break
			}
			body := withoutInitials(p, item.Span)
			if note, lost := original(withoutAddresses(p.Text(body)), notes); note != "" {
				found[item.Span.Start] = lint.Finding{
					Span: body, Message: fmt.Sprintf("the note in %s also says %s", p.Text(e.at), quote(strings.Join(lost, " "))),
					Fix: lint.Replace("write the note as the specification has it", body, note),
				}
			}
		}
	}
	return found
}

// withoutInitials is the item at s up to the initials of who made the change.
func withoutInitials(p *lint.Pass, s lint.Span) lint.Span {
	text := p.Text(s)
	open := strings.LastIndex(text, " (")
	inner := text[open+1:]
	if open > 0 && (strings.HasPrefix(inner, "(XEP Editor") || onlyInitials(inner) && !strings.ContainsAny(inner, "0123456789")) {
		return lint.Span{Start: s.Start, End: s.Start + open}
	}
	return lint.Span{Start: s.Start, End: s.Start + len(strings.TrimRight(text, " \t\n"))}
}

// withoutAddresses is Markdown without the addresses of its links.
func withoutAddresses(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "](")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, text, _ = strings.Cut(rest, ")")
		b.WriteByte(']')
	}
}

// original finds the note that text was made of by losing words that are markup or that a document names by an entity: what
// stands in back-ticks, and names of specifications. People also write two notes as one.
func original(text string, notes []string) (note string, lost []string) {
	have := noteWords(text)
	if len(have) < 2 {
		return "", nil
	}
	for n := 1; n <= 3; n++ {
		for i := range max(0, len(notes)-n+1) {
			whole := strings.Join(notes[i:i+n], " ")
			switch missed, ok := lacking(have, noteWords(whole)); {
			case ok && len(missed) == 0:
				return "", nil // nothing got lost, even if another note says more
			case ok && note == "":
				note, lost = whole, missed
			}
		}
	}
	return note, lost
}

// noteWord is a word of a note, by which it is compared, and as it stands there.
type noteWord struct {
	key, text string
	named     bool // by markup or an entity
	aside     bool // it begins with a parenthesis
}

func noteWords(text string) []noteWord {
	var words []noteWord
	code := false
	for _, w := range strings.Fields(strings.ReplaceAll(text, "\\", "")) {
		named := code || strings.ContainsAny(w, "`<>") || strings.HasPrefix(strings.Trim(w, "(["), "XEP-") || strings.HasPrefix(w, "RFC")
		if strings.Count(w, "`")%2 == 1 {
			code = !code
		}
		key := strings.ToLower(strings.Trim(w, "`.,;:()[]*'\"“”‘’<>/"))
		if key != "" {
			words = append(words, noteWord{key, strings.Trim(w, "`.,;:()[]"), named || len(words) > 0 && words[len(words)-1].text == "RFC", w[0] == '('})
		}
	}
	return words
}

// lacking are the words of whole that have lacks. It is false unless all of have stands in whole in the same order, and
// nothing but names is missing: those that are marked as such, and the title before one, as in Herons (XEP-0999).
func lacking(have, whole []noteWord) (lost []string, ok bool) {
	i, title := 0, 0 // title is how many of the last of lost are words without a mark
	for _, w := range whole {
		switch {
		case i < len(have) && have[i].key == w.key:
			if i++; title > 0 {
				return nil, false
			}
			continue
		case !w.named:
			title++
		case w.aside:
			title = 0
		case title > 0:
			return nil, false
		}
		lost = append(lost, w.text)
	}
	return lost, i == len(have) && title == 0
}
