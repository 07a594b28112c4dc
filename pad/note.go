package pad

import (
	"errors"
	"strings"
)

// noteAddress is where a HedgeDoc note is read, whichever of its pages somebody copied the address of.
type noteAddress struct {
	url       string // for people: without action, query and fragment
	ask       string // for us: what is below it makes no note
	base      string // the path that the server lives under, empty mostly
	published bool   // /s/… and /p/…, the pages for readers and for an audience
	certain   bool   // its form says that it is a HedgeDoc note
}

func parseNote(t target) (noteAddress, error) {
	elems := t.elems()
	a := noteAddress{certain: isEditorMode(t.web.RawQuery)}
	if n := len(elems); n > 1 && isNoteAction(elems[n-1]) {
		elems, a.certain = elems[:n-1], true
	}
	n := len(elems) - 1
	id := elems[n]
	if id == "" {
		return a, errors.New("the address is a server's front page; give the address of a note on it")
	}
	a.url, a.certain = t.below(elems...), a.certain || isNoteID(id)
	base := elems[:n]
	if n > 0 && (elems[n-1] == "s" || elems[n-1] == "p" && !isNoteID(id)) {
		// Below the published page HedgeDoc makes a note if there is none; below the note's own it does not, and it
		// finds the note by each of its names.
		base, a.published = elems[:n-1], true
	}
	if len(base) > 0 {
		a.base = "/" + strings.Join(base, "/")
	}
	a.ask = t.below(append(base[:len(base):len(base)], id)...)
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
