package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// isWeb reports whether text begins as an address on the web.
func isWeb(text string) bool {
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}

// isURL reports whether text begins as the destination of a link.
func isURL(text string) bool {
	return isWeb(text) || strings.HasPrefix(text, "xmpp:") || strings.HasPrefix(text, "mailto:") ||
		strings.HasPrefix(text, "/") || strings.HasPrefix(text, "#") || strings.HasPrefix(text, "www.")
}

// isPlainWeb reports whether address is of the usual kind, in which diagnose finds nothing: https://, a host with a dot
// inside, and a path of letters, digits and signs that need no thought.
func isPlainWeb(h *lint.House, address string) bool {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok || scheme != "https" && scheme != "http" || !h.HasScheme(scheme) {
		return false
	}
	i, dots := 0, 0
	for i < len(rest) && (isLetter(rest[i]) || isDigit(rest[i]) || rest[i] == '-' || rest[i] == '.') {
		if rest[i] == '.' && i > 0 && i+1 < len(rest) && rest[i-1] != '.' && (isLetter(rest[i+1]) || isDigit(rest[i+1])) {
			dots++
		}
		i++
	}
	if dots == 0 || i < len(rest) && rest[i] != '/' {
		return false
	}
	for ; i < len(rest); i++ {
		if c := rest[i]; c >= utf8.RuneSelf || plainInPath[c>>6]>>(c&63)&1 == 0 {
			return false
		}
	}
	return true
}

// plainInPath has a bit for each byte that needs no thought in the path of an address: letters, digits, and /-_.~#=&+@.
var plainInPath = [2]uint64{
	0x3ff<<'0' | 1<<'/' | 1<<'-' | 1<<'.' | 1<<'#' | 1<<'=' | 1<<'&' | 1<<'+',
	0x3ffffff<<('A'-64) | 0x3ffffff<<('a'-64) | 1<<('_'-64) | 1<<('~'-64) | 1<<('@'-64),
}

// isScheme reports whether s could stand before the colon of an address (RFC 3986, section 3.1).
func isScheme(s string) bool {
	for i, c := range []byte(s) {
		if !isLetter(c) && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// misspeltScheme is the scheme that dest was to begin with, if it begins with a misspelt one.
func misspeltScheme(dest string) string {
	word := dest[:len(dest)-len(strings.TrimLeft(dest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
	after := dest[len(word):]
	low := strings.ToLower(word)
	switch {
	case low == "https" || low == "http":
		if strings.HasPrefix(after, "://") && !strings.HasPrefix(after, ":///") {
			return ""
		}
		if strings.HasPrefix(after, "//") || strings.HasPrefix(after, ":/") || strings.HasPrefix(after, ";/") || strings.HasPrefix(after, ":://") {
			return low + "://"
		}
	case strings.HasPrefix(after, "://"):
		for _, right := range []string{"https", "http"} {
			if oneSlip(low, right) {
				return right + "://"
			}
		}
	}
	return ""
}

func afterScheme(dest string) string {
	i := strings.IndexByte(dest, '/')
	return strings.TrimLeft(dest[i:], ":/")
}

// looksLikeHost reports whether dest begins with a host name: labels joined by dots, the last of letters.
func looksLikeHost(dest string) bool {
	host := dest
	if i := strings.IndexAny(dest, "/?#"); i >= 0 {
		host = dest[:i]
	}
	host, port, hasPort := strings.Cut(host, ":")
	if hasPort && strings.Trim(port, "0123456789") != "" {
		return false
	}
	labels := strings.Split(host, ".")
	for _, l := range labels {
		if l == "" || strings.ContainsFunc(l, func(r rune) bool {
			return r < 0x80 && !isLetter(byte(r)) && (r < '0' || r > '9') && r != '-'
		}) {
			return false
		}
	}
	last := labels[len(labels)-1]
	return len(labels) > 1 && len(last) > 1 && strings.Trim(last, "0123456789") == last && !isFile(dest, last)
}

// isFile reports whether dest is a file beside the page and no host.
func isFile(dest, suffix string) bool {
	if strings.Contains(dest, "/") {
		return false
	}
	switch strings.ToLower(suffix) {
	case "md", "html", "htm", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "txt", "xml":
		return true
	}
	return false
}

// quote puts words of the text into a message; long ones are cut.
func quote(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:39]) + "…"
	}
	return "“" + s + "”"
}
