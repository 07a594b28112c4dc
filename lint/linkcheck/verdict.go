package linkcheck

import (
	"fmt"
	"strings"
	"time"
)

// Verdict is what is known of an address after it was asked.
type Verdict string

// The verdicts. Only Broken is certain enough to trouble somebody: servers turn programs away for many reasons, and people
// read the page all the same.
const (
	Live    Verdict = "live"            // a page is there
	Moved   Verdict = "moved"           // a page is there, and the server says that its address is another one for good
	Broken  Verdict = "broken"          // 404, 410, no such host, a certificate for other names
	Unknown Verdict = "could not check" // all else: refused, busy, walled in, too slow, or not asked
)

// Hop is one request on the way to a verdict, and what came back.
type Hop struct {
	Method string `json:"method"`
	URL    string `json:"url"`
	Status int    `json:"status,omitempty"` // 0 where nothing came
	Error  string `json:"error,omitempty"`  // why nothing came
}

// String is such as "HEAD https://example.org/: 404".
func (h Hop) String() string {
	if h.Status == 0 {
		return fmt.Sprintf("%s %s: %s", h.Method, h.URL, h.Error)
	}
	return fmt.Sprintf("%s %s: %d", h.Method, h.URL, h.Status)
}

// Result is what is known of one address, and from where.
type Result struct {
	URL     string    `json:"url"` // as it was given
	Verdict Verdict   `json:"verdict"`
	To      string    `json:"to,omitempty"`     // of Moved: the new address, with the fragment of the old one if it names none
	Why     string    `json:"why,omitempty"`    // a clause without a full stop; it may hold words of a server
	Anchor  string    `json:"anchor,omitempty"` // the fragment, if the page is there and certainly has no such place
	Since   time.Time `json:"since,omitzero"`   // of Broken: when it was first seen so
	Asked   time.Time `json:"asked,omitzero"`   // zero if it was not asked
	Hops    []Hop     `json:"hops,omitempty"`   // all requests, in their order
}

// Evidence tells in a line what was asked and what came back.
func (r Result) Evidence() string {
	var hops []string
	for _, h := range r.Hops {
		hops = append(hops, h.String())
	}
	return strings.Join(hops, "; ")
}
