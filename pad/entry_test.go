package pad

import (
	"slices"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestEntriesWithSlips: news whose link somebody wrote wrong, or not as one, are news all the same.
func TestEntriesWithSlips(t *testing.T) {
	house, err := rules.House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		keys []string // but the last, which is the first words; nil for no entry
	}{
		{"- [Heron](https://heron.example.org/) sings.", []string{"heron.example.org"}},
		{"- [Heron] (https://heron.example.org/) sings.", []string{"heron.example.org"}},
		{"- Heron 3](https://heron.example.org/3) sings.", []string{"heron.example.org/3"}},
		{"- Heron(http://heron.example.org/a?b=c) and https://www.wren.example.org/, both", []string{"heron.example.org/a?b=c", "wren.example.org"}},
		{"- [https://heron.example.org/ Heron] sings.", []string{"heron.example.org"}},
		{"- [Heron](https://heron.example.org/), not [Wren] (https://wren.example.org/)", []string{"heron.example.org"}},
		{"- Heron sings.", nil},
		{"- Heron :// https:// sings", nil},
		{"- xmpp://heron.example.org sings", nil},
		{"- ![Heron](https://heron.example.org/a.png)", nil},
	} {
		found := Entries(lint.Parse("", []byte(c.text)), house)
		if len(found) != min(len(c.keys), 1) {
			t.Errorf("%s: %d entries", c.text, len(found))
		} else if len(found) == 1 && !slices.Equal(found[0].keys[:len(found[0].keys)-1], c.keys) {
			t.Errorf("%s: %q, want %q", c.text, found[0].keys, c.keys)
		}
	}
}
