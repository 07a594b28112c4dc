package gitops

import "strings"

// inert writes a line of the pad for the body of a commit's message, where no quoting helps: GitHub looks for names,
// references, addresses and commits in its bare text, closes issues by it, and its runners skip a push that says so. A
// blank stands where such a thing would begin. The text stays readable, and done twice nothing more changes.
func inert(line string) string {
	line = clean(line, "")
	var b strings.Builder
	inWord := false
	for line != "" {
		n, blank := actingAt(line, inWord)
		b.WriteString(line[:n])
		inWord = !blank && isWord(line[n-1])
		if line = line[n:]; blank {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// skipWords make GitHub Actions, and what imitates it, skip the checks of a push if they stand in brackets.
var skipWords = [...]string{"skip ci]", "ci skip]", "no ci]", "skip actions]", "actions skip]"}

// actingAt is how many bytes of rest to write, and whether a blank has to follow them.
func actingAt(rest string, inWord bool) (n int, blank bool) {
	after := func(n int) byte {
		if n < len(rest) {
			return rest[n]
		}
		return 0
	}
	switch c := rest[0]; {
	case c == '@':
		return 1, isWord(after(1)) // @name
	case c == '#':
		return 1, isDigit(after(1)) // #12, owner/name#12
	case !inWord && hasPrefixFold(rest, "gh-"):
		return 3, isDigit(after(3)) // GH-12
	case !inWord && hasPrefixFold(rest, "www."):
		return 3, true
	case strings.HasPrefix(rest, "://"):
		return 1, true // https://github.com/owner/name/issues/12
	case c == '[':
		for _, words := range skipWords {
			if hasPrefixFold(rest[1:], words) {
				return 1, true
			}
		}
	case !inWord && isHexDigit(c):
		return hashAt(rest)
	}
	return 1, false
}

// hashAt breaks what could be the name of a commit, which has at least seven digits, after six.
func hashAt(rest string) (n int, blank bool) {
	end := 0
	for end < len(rest) && isHexDigit(rest[end]) {
		end++
	}
	if end < 7 || end < len(rest) && isWord(rest[end]) {
		return 1, false
	}
	return 6, true
}

// hasPrefixFold also takes letters for equal that only Unicode's tables do, such as the Kelvin sign for a k.
func hasPrefixFold(s, prefix string) bool {
	n := 0
	for end := range s {
		if n == len(prefix) {
			return strings.EqualFold(s[:end], prefix)
		}
		n++
	}
	return n == len(prefix) && strings.EqualFold(s, prefix)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHexDigit(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }

func isWord(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
