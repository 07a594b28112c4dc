package pad

import (
	"errors"
	"net/url"
	"strings"
)

// noteAddress is where a note is read, whichever of its pages somebody copied the address of.
type noteAddress struct {
	url       string // without action, query and fragment
	base      string // the path that the server lives under, empty mostly
	published bool   // /s/…, the page for readers
	certain   bool   // its form says that it is a HedgeDoc note
}

func parseNote(u *url.URL) (noteAddress, error) {
	elems := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	a := noteAddress{certain: isEditorMode(u.RawQuery)}
	if n := len(elems); n > 1 && isNoteAction(elems[n-1]) {
		elems, a.certain = elems[:n-1], true
	}
	id := elems[len(elems)-1]
	elems = elems[:len(elems)-1]
	if id == "" {
		return a, errors.New("the address is a server's front page; give the address of a note on it")
	}
	a.certain = a.certain || isNoteID(id)
	tail := "/" + id
	if n := len(elems); n > 0 && elems[n-1] == "s" {
		elems, tail = elems[:n-1], "/s/"+id
		a.published, a.certain = true, true
	}
	if len(elems) > 0 {
		a.base = "/" + strings.Join(elems, "/")
	}
	a.url = u.Scheme + "://" + u.Host + a.base + tail
	return a, nil
}

// isNoteID knows the ids that HedgeDoc makes: 16 bytes in base64url.
func isNoteID(s string) bool {
	if len(s) != 22 {
		return false
	}
	for _, c := range s {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

func isNoteAction(s string) bool {
	switch s {
	case "download", "info", "publish", "pretty", "edit", "slide", "revision":
		return true
	}
	return false
}

func isEditorMode(query string) bool {
	return query == "both" || query == "edit" || query == "view"
}
