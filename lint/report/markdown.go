package report

import (
	"strings"
	"unicode/utf8"
)

// CodeSpan shows text from a pad inside Markdown: between back-ticks nothing is a mention, a reference, a link or HTML.
// Longer texts are cut to limit characters.
func CodeSpan(s string, limit int) string {
	s = strings.Join(strings.Fields(Printable(strings.ReplaceAll(s, "\n", " "))), " ")
	if utf8.RuneCountInString(s) > limit {
		s = string([]rune(s)[:limit-1]) + "…"
	}
	if s == "" {
		return ""
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

func longestRun(s string, c byte) int {
	longest, n := 0, 0
	for i := range len(s) {
		if n++; s[i] != c {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}

// messageLength bounds the words of the text in a message, in characters.
const messageLength = 80

// Markdown writes a message of a rule into a comment. What it quotes from the text, between “ and ”, becomes a code
// span; the rest cannot mention anybody or be read as markup.
func Markdown(message string) string {
	var b strings.Builder
	for message != "" {
		own, rest, quoted := strings.Cut(message, "“")
		b.WriteString(plain(own))
		if !quoted {
			break
		}
		end := strings.LastIndex(rest, "”")
		if next := strings.Index(rest, "“"); next >= 0 && strings.Contains(rest[:next], "”") {
			end = strings.LastIndex(rest[:next], "”")
		}
		if end < 0 {
			end = len(rest)
			rest += "”"
		}
		b.WriteString(CodeSpan(rest[:end], messageLength))
		message = rest[end+len("”"):]
	}
	return b.String()
}

// plain escapes what Markdown, or GitHub in it, would read as more than text.
func plain(s string) string {
	var b strings.Builder
	for _, r := range Printable(s) {
		switch {
		case r == '@' || r == '#':
			b.WriteRune(r)
			b.WriteRune('\u200b') // a mention or a reference ends here
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case strings.ContainsRune("\\`*_[]~|$", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
