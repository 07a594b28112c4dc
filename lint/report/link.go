package report

import (
	"fmt"
	"strings"
)

// Link is a Markdown link with words of our own. Whatever the address holds, it ends where the link does: signs that
// mean something to Markdown, or that nobody sees, are percent-encoded, which leads to the same page.
func Link(words, address string) string { return "[" + words + "](" + Address(address) + ")" }

// Address is an address as it may stand in the brackets of a Markdown link.
func Address(address string) string {
	if strings.IndexFunc(address, unsafeInLink) < 0 {
		return address
	}
	var b strings.Builder
	for _, r := range address {
		if !unsafeInLink(r) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(string(r)) {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func unsafeInLink(r rune) bool {
	return r <= ' ' || strings.ContainsRune("()<>[]\\`*|\"'@^{}", r) || r > '~' && dangerous(r)
}
