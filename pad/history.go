package pad

import (
	"time"
	"unicode/utf16"
)

// version is an entry of a pad's history.
type version struct {
	id     string
	at     time.Time
	length int // of the text in UTF-16 units, as JavaScript counts; -1 if that is not known
}

// versionAt is the pad as it stood at a moment: the last version that is not younger. The versions are in the order in
// which they were made.
func versionAt(all []version, at time.Time) (version, error) {
	var found, oldest version
	for _, v := range all {
		if oldest.at.IsZero() || v.at.Before(oldest.at) {
			oldest = v
		}
		if !v.at.After(at) && !v.at.Before(found.at) {
			found = v
		}
	}
	switch {
	case len(all) == 0:
		return found, problem(ErrHistory, "the server has kept no earlier text")
	case found.at.IsZero():
		return found, problem(ErrHistory, "its oldest text is of %s; ask for that time or a later one", oldest.at.UTC().Format("2006-01-02 15:04:05 UTC"))
	}
	return found, nil
}

// is refuses a text that cannot be the version by its length: servers answer with another one without a word.
func (v version) is(text string) error {
	if n := units(text); v.length >= 0 && n != v.length {
		return problem(ErrHistory, "the server answered with another text than that of %s (%d characters for %d); try again later",
			v.at.UTC().Format("2006-01-02 15:04:05 UTC"), n, v.length)
	}
	return nil
}

// units is the length of a text as JavaScript counts it.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r) // of what a string yields, none is without one
	}
	return n
}
