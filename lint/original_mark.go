package lint

import (
	"bytes"
	"strings"
)

// A translation tells at its end which version of the original it was made from:
//
//	<!-- padpress: original 5f2c9d… -->
//
// The id is git's for the original's text, so that the text can be found again in a repository.
const originalVerb = "original"

// OriginalMark is the line, without its end, that names the original of a translation by git's id for its text.
func OriginalMark(id string) string {
	return "<!-- " + directive + " " + originalVerb + " " + id + " -->"
}

// MarkedOriginal is the id that the last line of this kind in a translation names, and where the line stands, with its end.
// It is false where there is none.
func MarkedOriginal(src []byte) (id string, line Span, ok bool) {
	for end := len(src); end > 0; {
		start := bytes.LastIndexByte(src[:end-1], '\n') + 1
		text := strings.TrimRight(string(src[start:end]), " \t\r\n")
		if inner, marked := strings.CutPrefix(text, "<!-- "+directive+" "+originalVerb+" "); marked {
			if id, marked = strings.CutSuffix(inner, " -->"); marked && isObjectID(id) {
				return id, Span{start, end}, true
			}
		}
		end = start
	}
	return "", Span{}, false
}

func isObjectID(s string) bool { return len(s) == 40 && strings.Trim(s, "0123456789abcdef") == "" }
