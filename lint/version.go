package lint

import "strings"

// IsVersion reports whether word is the number of a version: at least two numbers joined by dots, perhaps with a v
// before them and with letters or a suffix behind: 1.2, v0.2.3.post1, 2.17.2-4, 1.0-beta1.
func IsVersion(word string) bool {
	word = strings.TrimPrefix(strings.TrimPrefix(word, "v"), "V")
	if word == "" || !isDigit(word[0]) || len(word) > 40 {
		return false
	}
	dots := 0
	for i := range len(word) {
		switch c := word[i]; {
		case c == '.':
			if i+1 == len(word) || word[i-1] == '.' {
				return false
			}
			dots++
		case !isDigit(c) && !isLetter(c) && c != '-' && c != '+' && c != '_' && c != '~':
			return false
		}
	}
	first := strings.TrimLeft(word, "0123456789")
	return dots > 0 && first[0] == '.' && len(first) > 1 && isDigit(first[1])
}

// SaysNone reports whether text is one sentence that says there was nothing: "No XEPs proposed this month".
func SaysNone(text string) bool {
	first, rest, _ := strings.Cut(text, " ")
	switch strings.ToLower(first) {
	case "no", "none", "nothing":
		return !strings.ContainsAny(rest, "[]`,:;!?\n") && !strings.Contains(rest, ". ")
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
