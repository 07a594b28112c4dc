package translation

import "testing"

// TestTidy: slips of an earlier translation are not written again.
func TestTidy(t *testing.T) {
	l := empty(t, "de")
	for text, want := range map[string]string{
		"So  ist [es](/a) .":                     "So ist [es](/a).",
		"Mehr steht am [am Ende](#ende).":        "Mehr steht [am Ende](#ende).",
		"Das ist ist so.":                        "Das ist so.",
		"Sie fragten, ob sie sie sehen.":         "Sie fragten, ob sie sie sehen.",
		"New York York, 1 1, Duran Duran":        "New York York, 1 1, Duran Duran",
		"- [Ein](/a)[DE]":                        "- [Ein](/a) [DE]",
		"am\nam Ende, und so weiter und so fort": "am\nam Ende, und so weiter und so fort",
	} {
		if got := l.tidy(text); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}
