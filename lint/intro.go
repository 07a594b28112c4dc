package lint

import (
	"bytes"
	"strings"
)

// Intro finds the months that the first sentence of an issue says it covers, and where they stand. named is false
// where there is no such sentence; months is zero where there is one that names none. The span is then the rest of
// the sentence.
func (h *House) Intro(d *Document) (months Months, at Span, named bool) {
	first := -1
	for _, form := range h.IntroForms {
		before, _, _ := strings.Cut(form, "{months}")
		// " month of ": people write covers or covering
		if at, ok := d.phrase(lastWords(before, 3)); ok && (first < 0 || at < first) {
			first = at
		}
	}
	if first < 0 {
		return Months{}, Span{}, false
	}
	return h.monthsAfter(d, first)
}

// monthsAfter reads the months between offset and the end of its sentence.
func (h *House) monthsAfter(d *Document, offset int) (Months, Span, bool) {
	line := d.Lines().Span(d.Lines().At(offset))
	rest := d.Text(Span{offset, line.End})
	if end := strings.IndexAny(rest, ".!"); end >= 0 {
		rest = rest[:end]
	}
	m, s, ok := h.Languages[h.Original].Find(rest)
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
