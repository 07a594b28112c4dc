package gitops

import (
	"slices"
	"strings"
	"testing"
)

// TestTraceRemembersPictures: what people squash still tells of them.
func TestTraceRemembersPictures(t *testing.T) {
	message := "A title (#3)\n\n* " + strings.ReplaceAll(importMessage("Import", someTrailers), "Pad-Picture: held", "Pad-Picture: later") +
		"\n* " + importMessage("Import", someTrailers)
	found := traces(message)
	if len(found) != 2 || found[0] != someTrailers || lineList(found[1].pictures)[1] == lineList(someTrailers.pictures)[1] {
		t.Errorf("%+v", found)
	}
}

func TestPictureLines(t *testing.T) {
	lines := plainLines([]string{"a b", "", " \n", "c\n\nPad-File: x", "d\x1b[1m"})
	if want := []string{"a b", "c Pad-File: x", "d [1m"}; !slices.Equal(lines, want) || !slices.Equal(lineList(lineText(lines)), want) {
		t.Errorf("%q", lines)
	}
}
