package pad

import (
	"bytes"
	"html"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readText reads at most one byte more than limit, which is how checkText sees that there is too much.
func readText(r io.Reader, limit int64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, limit+1))
}

// checkText refuses what cannot be the text of a newsletter.
func checkText(text []byte, limit int64) error {
	if int64(len(text)) > limit {
		return problem(ErrTooLarge, "it has more than %d bytes; look whether it is the right pad", limit)
	}
	if i := invalidUTF8(text); i >= 0 {
		return problem(ErrEncoding, "byte %d is not valid; save the text as UTF-8", i)
	}
	if isBlank(text) {
		return problem(ErrEmpty, "look into its history for the text")
	}
	if line := nestedLine(text); line > 0 {
		return problem(ErrNested, "line %d begins with more than %d marks of lists and quotes; remove that line", line, mostNested)
	}
	return nil
}

// mostNested is how many marks of lists and quotes may stand at the head of one line.
const mostNested = 100

// nestedLine is the first line with more, from 1, or 0.
func nestedLine(text []byte) int {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		marks := 0
		for _, c := range line {
			if bytes.IndexByte([]byte(">-*+."), c) >= 0 {
				marks++
			} else if c != ' ' && c != '\t' && (c < '0' || c > '9') && c != ')' {
				break
			}
		}
		// A rule such as ----- is no nesting.
		if marks > mostNested && len(bytes.Trim(line, "-*_= \t\r\n")) > 0 {
			return n
		}
	}
	return 0
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// isBlank tells whether a reader would see nothing at all.
func isBlank(text []byte) bool {
	seen := func(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) }
	return bytes.IndexFunc(text, seen) < 0
}

// isWebPage tells a page from a text, whatever its server calls it.
func isWebPage(body []byte) bool {
	start := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff")))
	start = bytes.ToLower(start[:min(len(start), 16)])
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}

// isLoginPage tells whether a page asks for a password or says in its title that one has to log in.
func isLoginPage(page []byte) bool {
	low := strings.NewReplacer(`"`, "", `'`, "").Replace(strings.ToLower(string(page)))
	if strings.Contains(low, "type=password") {
		return true
	}
	title := strings.ToLower(pageTitle(page))
	for _, word := range []string{"log in", "login", "sign in", "signin", "single sign-on"} {
		if strings.Contains(title, word) {
			return true
		}
	}
	return false
}

// pageTitle is what a page calls itself, or nothing.
func pageTitle(page []byte) string {
	low := bytes.ToLower(page)
	if len(low) != len(page) {
		return ""
	}
	start := bytes.Index(low, []byte("<title"))
	if start < 0 {
		return ""
	}
	open := bytes.IndexByte(low[start:], '>')
	if open < 0 {
		return ""
	}
	start += open + 1
	end := bytes.Index(low[start:], []byte("</title"))
	if end < 0 {
		return ""
	}
	return html.UnescapeString(string(page[start : start+end]))
}
