package pad

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// What can be wrong with a pad. Every error of a [Source] that is about the pad, and not about the
// network, wraps one of these.
var (
	// ErrMissing means that there is no such note or file on the server.
	ErrMissing = errors.New("no such note")
	// ErrPrivate means that the note is there, and guests may not read it.
	ErrPrivate = errors.New("the note is private")
	// ErrLogin means that the server sent a login page or asks for one.
	ErrLogin = errors.New("the server asks for a login")
	// ErrMoved means that the server sends on to another address, which is not followed.
	ErrMoved = errors.New("the server sends on to another address")
	// ErrUnknown means that the server at an address does not seem to be a pad.
	ErrUnknown = errors.New("not a pad that padpress knows")
	// ErrEmpty means that the text is empty or only blanks.
	ErrEmpty = errors.New("the pad is empty")
	// ErrTruncated means that the text ended before the length the server had announced.
	ErrTruncated = errors.New("the text was cut off")
	// ErrNotMarkdown means that something else than text came, mostly a web page.
	ErrNotMarkdown = errors.New("the answer is not Markdown")
	// ErrEncoding means that the text is not UTF-8.
	ErrEncoding = errors.New("the text is not UTF-8")
	// ErrTooLarge means that the text is larger than [Options.Limit].
	ErrTooLarge = errors.New("the text is too large")
	// ErrNested means that a line holds more lists and quotes inside each other than anybody writes. Parsing such lines
	// takes minutes.
	ErrNested = errors.New("the text nests too deep")
	// ErrToken means that the server wants a token, or refuses the one it got.
	ErrToken = errors.New("the server asks for a token")
	// ErrEncrypted means that no server can read the pad: only the browsers of those who write it hold the key.
	ErrEncrypted = errors.New("the pad is end-to-end encrypted")
	// ErrHistory means that the pad's text as it stood at [Options.At] cannot be had.
	ErrHistory = errors.New("no text of that time")
	// ErrBusy means that the server kept asking to come back later.
	ErrBusy = errors.New("the server is busy")
)

// problem says what is wrong and the way out.
func problem(what error, way string, args ...any) error {
	return fmt.Errorf("%w: %s", what, fmt.Sprintf(way, args...))
}

// lineError is an error whose words come partly from a server, as one harmless line.
type lineError struct{ err error }

func (e lineError) Error() string { return plain(e.err.Error()) }
func (e lineError) Unwrap() error { return e.err }

// plain makes a server's words fit for one line of a terminal, a log or a message: blanks are
// folded, control and bidirectional characters escaped, and it ends after 120 characters.
func plain(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if n++; n > 120 {
			b.WriteString("…")
			break
		}
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	// GitHub Actions still obeys its old commands anywhere in a line.
	return strings.ReplaceAll(b.String(), "##[", `##\[`)
}
