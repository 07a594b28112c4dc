package report

import (
	"fmt"
	"strings"
	"unicode"
)

// Printable makes text from a pad safe for a terminal or a log: control characters, which could move the cursor or
// give commands to a runner, and characters that change the direction of writing are shown by their number.
func Printable(s string) string {
	if !strings.ContainsFunc(s, dangerous) {
		return s
	}
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

// dangerous: Cc control, Cf format (bidi marks, zero width, byte order mark), Zl and Zp line and paragraph separators.
func dangerous(r rune) bool {
	return r == unicode.ReplacementChar || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// PrintableLines is Printable for a text of several lines, whose newlines stay.
func PrintableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Printable(lines[i])
	}
	return strings.Join(lines, "\n")
}
