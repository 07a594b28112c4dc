package translation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// gap stands in a shape for a value that changes from month to month.
const gapSign = "\x00"

// value is what stands in a gap of a shape.
type value struct {
	kind   valueKind
	text   string
	months lint.Months
}

type valueKind byte

const (
	number  valueKind = iota // a version, a day, the name of a specification: a word with digits
	address                  // where a link leads
	months                   // October 2025
	title                    // of a specification, in brackets behind the link to it
	names                    // of people, in italics
)

// shaper takes texts apart into what says something in a language, and values that are the same in all.
type shaper struct {
	house    *lint.House
	language lint.Language // of the text
}

// shape is text with gaps for its values, which stand in the order of the gaps.
func (s shaper) shape(text string) (shape string, values []value) {
	var b strings.Builder
	found, monthsAt, hasMonths := s.language.Find(text)
	for i := 0; i < len(text); {
		v, n := s.valueAt(text, i, values)
		if hasMonths && i == monthsAt.Start {
			v, n = value{kind: months, months: found}, monthsAt.Len()
		}
		if n > 0 {
			v.text = text[i : i+n]
			values = append(values, v)
			b.WriteString(gapSign)
			i += n
			continue
		}
		n = wordAt(text[i:])
		b.WriteString(text[i : i+n])
		i += n
	}
	return b.String(), values
}

// valueAt is the value that begins at i, and its length; 0 if none does.
func (s shaper) valueAt(text string, i int, before []value) (value, int) {
	rest := text[i:]
	switch {
	case i >= 2 && text[i-2:i] == "](":
		return value{kind: address}, destination(rest)
	case strings.HasPrefix(rest, "https://"), strings.HasPrefix(rest, "http://"), strings.HasPrefix(rest, "xmpp:"):
		return value{kind: address}, strings.IndexAny(rest+" ", " \t\n<>")
	case i >= 3 && text[i-3:i] == ") (" && len(before) > 0 && s.isSpecification(before[len(before)-1].text):
		return value{kind: title}, bracketed(rest)
	case rest[0] == '*' && (i == 0 || text[i-1] != '*'):
		if end := strings.IndexByte(rest[1:], '*'); end > 0 && strings.Contains(rest[1:1+end], ", ") {
			return value{kind: names}, end + 2
		}
	}
	if n := wordAt(rest); strings.ContainsAny(rest[:n], "0123456789") {
		return value{kind: number}, len(strings.TrimRight(rest[:n], ".-_+"))
	}
	return value{}, 0
}

// isSpecification reports whether address is that of a specification or of a proposal.
func (s shaper) isSpecification(address string) bool {
	before, _, _ := strings.Cut(s.house.Specifications.Address, "{number}")
	return before != "" && strings.Contains(address, before)
}

// destination is how long the address of a link is at whose beginning rest begins: to the bracket that closes it.
func destination(rest string) int {
	depth := 0
	for i := range len(rest) {
		switch rest[i] {
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return i
			}
			depth--
		case '\n':
			return i
		}
	}
	return 0
}

// bracketed is how long the text is up to the bracket that closes it.
func bracketed(rest string) int {
	if n := destination(rest); n > 0 && rest[n-1] != '\n' {
		return n
	}
	return 0
}

// wordAt is the length of the word that text begins with, with what joins its parts; of another sign its own.
func wordAt(text string) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && (n == 0 || !strings.ContainsRune(".-_+", r)) {
			break
		}
		n += size
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(text)
	}
	return n
}

// destinations are the addresses of the links in text, in their order.
func destinations(text string) []string {
	var all []string
	for i := strings.Index(text, "]("); i >= 0; {
		i += 2
		n := destination(text[i:])
		all = append(all, text[i:i+n])
		next := strings.Index(text[i+n:], "](")
		if next < 0 {
			break
		}
		i += n + next
	}
	return all
}
