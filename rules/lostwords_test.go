package rules

import (
	"strings"
	"testing"
)

func TestOriginal(t *testing.T) {
	notes := []string{"Add `<heron/>` to the pond.", "See XEP-0045 and RFC 6120", "Update the namespace to `urn:x:1`", "Nothing to see", "As in Big Herons (XEP-0999), add them"}
	for _, c := range []struct{ text, note, lost string }{
		{"Add  to the pond.", notes[0], "<heron/>"},
		{"add to the pond", notes[0], "<heron/>"},
		{"Add `<heron/>` to the pond.", "", ""},
		{"Add <heron/> to the pond.", "", ""},
		{"Add to the river.", "", ""},
		{"Add to the", "", ""},
		{"See and", notes[1], "XEP-0045 RFC 6120"},
		{"See [XEP-0045] and", notes[1], "RFC 6120"},
		{"See XEP-0045 and RFC 6120 Update the namespace to", notes[1] + " " + notes[2], "urn:x:1"},
		{"Nothing to see", "", ""},
		{"Nothing", "", ""},
		{"As in , add them", notes[4], "Big Herons XEP-0999"},
		{"As in Herons, add them", "", ""},
		{"As in Big Herons, add them", notes[4], "XEP-0999"},
		{"", "", ""},
	} {
		note, lost := original(c.text, notes)
		if note != c.note || strings.Join(lost, " ") != c.lost {
			t.Errorf("%q: %q without %q, want %q without %q", c.text, note, lost, c.note, c.lost)
		}
	}
}
