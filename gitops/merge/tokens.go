package merge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// words cuts a text into words, runs of blanks, newlines and signs. What must not be mixed of two versions is one word.
func (k symbols) words(text string) sequence {
	q := sequence{src: text, bounds: []int{0}}
	for rest := text; rest != ""; rest = text[q.bounds[len(q.bounds)-1]:] {
		q.add(k, token(rest))
	}
	return q
}

// token is the length of the word, blank or sign that s begins with.
func token(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == '\n':
		return 1
	case unicode.IsSpace(r):
		return run(s, func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })
	case wordy(r):
		return word(s)
	case strings.HasPrefix(s, "]("):
		return target(s)
	}
	return n
}

// run is the length of the beginning of s that consists of such runes.
func run(s string, such func(rune) bool) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !such(r) }); i >= 0 {
		return i
	}
	return len(s)
}

func wordy(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\u200d'
}

// word is the length of the word or address that s begins with. A sign between two letters or digits is part of a
// word, unless it is markup: 1.2.3, e-mail, it's, me@example.org.
func word(s string) int {
	n := run(s, wordy)
	for {
		if strings.HasPrefix(s[n:], "://") {
			return n + address(s[n:])
		}
		sign, size := utf8.DecodeRuneInString(s[n:])
		more := 0
		if strings.ContainsRune("-'’.,_:@/&+#%=?~", sign) {
			more = run(s[n+size:], wordy)
		}
		if more == 0 {
			return n
		}
		n += size + more
	}
}

// address is how much of s, from "://" on, belongs to an address.
func address(s string) int {
	end := run(s, func(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune("<>\"`", r) })
	trimmed := strings.TrimRight(s[:end], ".,:;!?'’*_)]}")
	if len(trimmed) <= len("://") {
		return 0
	}
	return len(trimmed)
}

// target is the length of the "](address)" of a link that s begins with, or of the bracket alone if there is none.
func target(s string) int {
	depth := 0
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\n':
			return 1
		case '(':
			if i > 1 && s[i-1] == ']' {
				return 1 // another link begins; so each byte is looked at once
			}
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 1
}
