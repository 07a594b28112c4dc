package report

import (
	"fmt"
	"strings"
	"unicode"
)

// Printable makes text from a pad safe for a line of a terminal or of a log. Control characters, which could move the
// cursor, and characters that nobody sees or that change the direction of writing are shown by their number. What a
// runner of GitHub Actions takes for a command gets a backslash.
func Printable(s string) string {
	if !isPrintableASCII(s) && strings.ContainsFunc(s, dangerous) {
		s = numbered(s)
	}
	return disarmed(s)
}

// isPrintableASCII reports whether s is printable ASCII, as most of what is shown is.
func isPrintableASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// numbered writes \u{…} for each dangerous character.
func numbered(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case dangerous(r):
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// disarmed breaks both kinds of commands: ::name:: at the head of a line, behind any blanks, and ##[name] anywhere.
func disarmed(s string) string {
	if strings.Contains(s, "::") {
		if text := strings.TrimLeftFunc(s, unicode.IsSpace); strings.HasPrefix(text, "::") {
			s = s[:len(s)-len(text)] + `\` + text
		}
	}
	return strings.ReplaceAll(s, "##[", `##\[`)
}

// dangerous: Cc control, Cf format (bidi marks, zero width, byte order mark), Zl and Zp line and paragraph separators,
// and what fonts show as nothing.
func dangerous(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' '
	case r == '\ufe0e', r == '\ufe0f': // text or emoji, which people do write
		return false
	}
	return r == unicode.ReplacementChar || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// IsPrintable reports whether people see all that is in a text of several lines: nothing in it would be shown by number.
func IsPrintable(s string) bool {
	return !strings.ContainsFunc(strings.ReplaceAll(s, "\n", ""), dangerous)
}

// PrintableLines is Printable for a text of several lines, whose newlines stay.
func PrintableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Printable(lines[i])
	}
	return strings.Join(lines, "\n")
}
