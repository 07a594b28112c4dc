package lint

import (
	"bytes"
	"slices"
	"strings"
)

// Intro finds the months that the first sentence of an issue says it covers, and where they stand. named is false
// where there is no such sentence; months is zero where there is one that names none. The span is then the rest of
// the sentence. That of a translation may be in its own language, as far as the house knows its forms, or as it was.
func (h *House) Intro(d *Document) (months Months, at Span, named bool) {
	if l := h.Languages[d.Language()]; len(l.Months) == 12 {
		if months, at, named = l.IntroOf(d); !months.IsZero() {
			return months, at, named
		}
	}
	return h.Languages[h.Original].introOf(d, h.IntroForms)
}

// IntroOf is House.Intro for a translation into the language.
func (l Language) IntroOf(d *Document) (months Months, at Span, named bool) {
	return l.introOf(d, slices.Concat(l.Intro, l.Intros))
}

// introOf finds the first sentence in one of the forms of a language.
func (l Language) introOf(d *Document, forms []string) (months Months, at Span, named bool) {
	first := -1
	for _, form := range forms {
		before, _, _ := strings.Cut(form, "{months}")
		// " month of ": people write covers or covering
		if at, ok := d.phrase(lastWords(before, 3)); ok && (first < 0 || at < first) {
			first = at
		}
	}
	if first < 0 {
		return Months{}, Span{}, false
	}
	return l.monthsAfter(d, first)
}

// monthsAfter reads the months between offset and the end of its sentence.
func (l Language) monthsAfter(d *Document, offset int) (Months, Span, bool) {
	line := d.Lines().Span(d.Lines().At(offset))
	rest := d.Text(Span{offset, line.End})
	if end := strings.IndexAny(rest, ".!"); end >= 0 {
		rest = rest[:end]
	}
	m, s, ok := l.Find(rest)
	if !ok {
		return m, Span{offset, offset + len(rest)}, true
	}
	return m, Span{offset + s.Start, offset + s.End}, true
}

// phrase is the offset behind words where they first stand in prose.
func (d *Document) phrase(words string) (int, bool) {
	body := d.Body()
	for from := body.Start; words != ""; {
		i := bytes.Index(d.Src[from:], []byte(words))
		if i < 0 {
			break
		}
		from += i + len(words)
		if d.Class(from-2) == Prose && from < len(d.Src) {
			return from, true
		}
	}
	return 0, false
}

// lastWords is the end of s from its nth-last blank.
func lastWords(s string, n int) string {
	at := len(s)
	for ; n > 0; n-- {
		i := strings.LastIndexByte(s[:at], ' ')
		if i < 0 {
			return s
		}
		at = i
	}
	return s[at:]
}

// TitleMonths finds the months in the title of the issue. That of a translation may be in its own language, as far as the
// house knows its months, or as it was.
func (h *House) TitleMonths(d *Document) (Months, bool) {
	if l := h.Languages[d.Language()]; len(l.Months) == 12 {
		if m, _, ok := l.Find(d.Front.String("title")); ok {
			return m, true
		}
	}
	m, _, ok := h.Languages[h.Original].Find(d.Front.String("title"))
	return m, ok
}
