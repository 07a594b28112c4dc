package pad

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

// dispositionTitle reads the note's title from a Content-Disposition. HedgeDoc writes the name
// percent-encoded and unquoted, with characters that mime.ParseMediaType refuses.
func dispositionTitle(header string) string {
	_, name, found := strings.Cut(header, "filename=")
	if !found {
		return ""
	}
	name = strings.TrimSuffix(strings.Trim(name, `" `), ".md")
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	return cleanTitle(name)
}

// cleanTitle is a title as one line without invisible characters. HedgeDoc calls what has no title "Untitled".
func cleanTitle(title string) string {
	title = strings.ToValidUTF8(title, "")
	title = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsPrint(r):
			return r
		}
		return -1
	}, title)
	title = strings.Join(strings.Fields(title), " ")
	if runes := []rune(title); len(runes) > 200 {
		title = string(runes[:200])
	}
	if title == "Untitled" {
		return ""
	}
	return title
}

// taggedLength reads the length of the body from an ETag that Express made: W/"<hex length>-<27 characters of SHA-1>".
func taggedLength(etag string) (int64, bool) {
	tag, weak := strings.CutPrefix(etag, `W/"`)
	length, hash, found := strings.Cut(strings.TrimSuffix(tag, `"`), "-")
	if !weak || !found || len(hash) != 27 {
		return 0, false
	}
	n, err := strconv.ParseInt(length, 16, 64)
	return n, err == nil
}
