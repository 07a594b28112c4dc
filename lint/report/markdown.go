package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CodeSpan shows text from a pad inside Markdown: between back-ticks nothing is a mention, a reference, a link or HTML.
// Longer texts are cut to limit characters. Two code spans must not touch, as their back-ticks would run together.
func CodeSpan(s string, limit int) string {
	s = start(s, 4*limit) // there may be a megabyte of it; blanks are yet to be folded
	s = strings.Join(strings.Fields(Printable(strings.ReplaceAll(s, "\n", " "))), " ")
	s = Cut(s, limit)
	if s == "" {
		return ""
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// Fence is a code block that holds text literally, without a final newline: nothing in it ends the block, as its fence is longer than
// any run of back-ticks inside. The info string says what the text is.
func Fence(info, text string) string {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + info + "\n" + strings.TrimSuffix(text, "\n") + "\n" + fence
}

// Cut shortens s to limit characters, the last of them an ellipsis where something is missing.
func Cut(s string, limit int) string {
	if utf8.RuneCountInString(s) > limit {
		s = start(s, limit-1) + "…"
	}
	return s
}

// start is the first n characters of s.
func start(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
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

// Markdown writes a message of a rule into a comment, in one line that is never a heading, a list or a rule. What it
// quotes from the text, between “ and ”, becomes a code span, and so does every other word in which Markdown or GitHub
// could find a link, a mention, a reference or markup.
func Markdown(message string) string {
	var b strings.Builder
	for message != "" {
		own, rest, quoted := strings.Cut(message, "“")
		for i, word := range strings.Split(Printable(own), " ") {
			if i > 0 && b.Len() > 0 { // blanks at the head would make it code
				b.WriteByte(' ')
			}
			write(&b, plain(word, b.Len() == 0))
		}
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
		write(&b, CodeSpan(rest[:end], messageLength))
		message = rest[end+len("”"):]
	}
	return b.String()
}

// write keeps code spans apart.
func write(b *strings.Builder, s string) {
	if strings.HasSuffix(b.String(), "`") && strings.HasPrefix(s, "`") {
		b.WriteByte(' ')
	}
	b.WriteString(s)
}

// plain is word as it is, or as a code span where it could be read as more than a word.
func plain(word string, first bool) string {
	switch {
	case word == "&":
		return "&amp;"
	case strings.Trim(word, ")–….,;:%?") == "", isPlain(word) && !(first && beginsList(word)):
		return word
	}
	return CodeSpan(word, messageLength)
}

// sentenceSigns stand around words and inside them, and mean nothing to Markdown.
const sentenceSigns = ".,:;?'\"()/-–…%’‘"

// isPlain is strict: a word has letters or digits, and cannot be the name of a host, an issue, a commit or an emoji.
func isPlain(word string) bool {
	known := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(sentenceSigns, r)
	}
	if strings.Trim(word, sentenceSigns) == "" || strings.IndexFunc(word, func(r rune) bool { return !known(r) }) >= 0 {
		return false
	}
	low := strings.ToLower(word)
	if _, number, issue := strings.Cut(low, "gh-"); issue && strings.Trim(number, "0123456789") != number {
		return false
	}
	parts := strings.FieldsFunc(low, func(r rune) bool { return strings.ContainsRune(sentenceSigns, r) })
	return !strings.Contains(low, "//") && !strings.Contains(low, "www.") &&
		!strings.Contains(strings.TrimSuffix(low, ":"), ":") && !slices.ContainsFunc(parts, isHash)
}

// isHash reports whether GitHub could take s for the beginning of a commit's name.
func isHash(s string) bool { return len(s) >= 7 && strings.Trim(s, "0123456789abcdef") == "" }

// beginsList reports whether a line that begins with word is the first item of a numbered list.
func beginsList(word string) bool {
	return strings.Trim(word, "0123456789") != word && strings.Trim(strings.TrimRight(word, ".)"), "0123456789") == ""
}
