package rules

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/xsf/padpress/lint"
)

// mention is a place where readers see the number of a specification.
type mention struct {
	at     lint.Span       // XEP-0045
	number int             // 45
	digits string          // 0045
	link   lint.LinkSource // the link that it stands in the text of
	inLink bool
}

type mentionsKey struct{ *lint.House }

// mentions finds the numbers of specifications that readers see, in the order of the text.
func mentions(p *lint.Pass) []mention {
	return lint.Shared(p.Document, mentionsKey{p.World.House}, func() []mention { return findMentions(p) })
}

func findMentions(p *lint.Pass) []mention {
	name := []byte(p.World.House.Specifications.Name)
	if len(name) == 0 || !bytes.Contains(p.Src, name) {
		return nil
	}
	var found []mention
	for from := p.Body().Start; ; {
		i := bytes.Index(p.Src[from:], name)
		if i < 0 {
			break
		}
		from += i
		if m, ok := mentionAt(p, from, len(name)); ok {
			found = append(found, m)
		}
		from += len(name)
	}
	if len(found) > 0 {
		link(p, found)
	}
	return found
}

// mentionAt reads the mention whose name, of n bytes, begins at start.
func mentionAt(p *lint.Pass, start, n int) (mention, bool) {
	at := start + n
	m := mention{}
	for _, joint := range []string{"-", " ", "–", "\u2011"} {
		if bytes.HasPrefix(p.Src[at:], []byte(joint)) {
			at += len(joint)
			break
		}
	}
	end := at
	for end < len(p.Src) && end-at < 6 && isDigit(p.Src[end]) {
		end++
	}
	m.at, m.digits = lint.Span{Start: start, End: end}, string(p.Src[at:end])
	if end == at || end-at > 5 || p.Class(start) == lint.Markup || isPartOfWord(p.Src, m.at) {
		return m, false
	}
	m.number, _ = strconv.Atoi(m.digits)
	return m, true
}

// isPartOfWord reports whether s is part of a longer word or of an address.
func isPartOfWord(src []byte, s lint.Span) bool {
	if s.Start > 0 && (isWordByte(src[s.Start-1]) || bytes.IndexByte([]byte("/.-_#=@"), src[s.Start-1]) >= 0) {
		return true
	}
	if s.End >= len(src) {
		return false
	}
	next := src[s.End]
	return isWordByte(next) || next == '_' || next == '/' || next == '.' && s.End+1 < len(src) && isWordByte(src[s.End+1])
}

// link notes which of found, in the order of the text, stand in the text of a link.
func link(p *lint.Pass, found []mention) {
	k := 0
	for src := range inlineLinks(p.Document) {
		for k < len(found) && found[k].at.Start < src.Text.Start {
			k++
		}
		for ; k < len(found) && found[k].at.End <= src.Text.End; k++ {
			found[k].link, found[k].inLink = src, true
		}
	}
}

// section is the house's section called name, with the names it had.
func section(h *lint.House, name string) lint.Section {
	if i := slices.IndexFunc(h.Outline.Sections, func(s lint.Section) bool { return s.Name == name }); i >= 0 {
		return h.Outline.Sections[i]
	}
	return lint.Section{Name: name}
}

// within gives where the sections called by any of names stand, without their own headings, in the order of the text.
func within(p *lint.Pass, names ...string) []lint.Span {
	called := calledSo(p.World.House)
	var spans []lint.Span
	level := 0 // of the heading that the last of spans belongs to, 0 if it has ended
	for _, h := range p.Headings() {
		if level > 0 && h.Level > level {
			continue
		}
		if level > 0 {
			spans[len(spans)-1].End = h.Span.Start
		}
		level = 0
		text := strings.TrimSpace(h.Text)
		if slices.ContainsFunc(names, func(name string) bool { return called(asked{text, name}) }) {
			level = h.Level
			spans = append(spans, lint.Span{Start: h.Span.End, End: len(p.Src)})
		}
	}
	return spans
}

// calledSo tells of a heading whether the section called by a name is called so, or was.
var calledSo = perHouse(func(h *lint.House) func(asked) bool {
	return remembered(func(a asked) bool { return section(h, a.about).Is(a.text) })
})

// contains reports whether offset lies in one of spans, which are in order.
func contains(spans []lint.Span, offset int) bool {
	i, found := slices.BinarySearchFunc(spans, offset, func(s lint.Span, o int) int {
		switch {
		case s.End <= o:
			return -1
		case s.Start > o:
			return 1
		}
		return 0
	})
	return found && i < len(spans)
}

// seen is what readers see of the source at s.
func seen(p *lint.Pass, s lint.Span) string {
	var b strings.Builder
	for i := s.Start; i < s.End; i++ {
		if p.Class(i) != lint.Markup {
			b.WriteByte(p.Src[i])
		}
	}
	return b.String()
}
