package pad

import (
	"fmt"
	"net/url"
	"strings"
)

// veil writes what an import remembers of a picture so that nothing in it acts in the bare text of a commit's message,
// where GitHub looks for addresses, names, references and commits. What could begin one is a percent escape; unveil takes
// them back.
func veil(s string) string {
	var b strings.Builder
	digits := 0 // hexadecimal ones that stand together at the end of b
	for i := range len(s) {
		c := s[i]
		hex := c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
		switch {
		case strings.IndexByte("%@#[", c) >= 0, // names and references; commands such as [skip ci]
			c == '/' && i > 0 && s[i-1] == ':',     // https://
			c == '.' && endsWithFold(s[:i], "www"), // www.
			c == '-' && endsWithFold(s[:i], "gh"),  // GH-12
			hex && digits == 5:                     // a commit has seven or more
			fmt.Fprintf(&b, "%%%02X", c)
			digits = 2
		case hex:
			b.WriteByte(c)
			digits++
		default:
			b.WriteByte(c)
			digits = 0
		}
	}
	return b.String()
}

// unveil is what veil was given.
func unveil(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

func endsWithFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}
