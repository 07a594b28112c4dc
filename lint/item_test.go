package lint_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
)

func TestItems(t *testing.T) {
	d := lint.Parse("", []byte("# A\n\n- a [b](c) [d](e)\n  - f\n\n    g\n-\n- > h\n\n## B\n\n1. i\n   j\n"))
	var got []string
	for _, i := range d.Items() {
		line := strings.Repeat("-", i.Depth) + " " + d.Text(i.Span)
		if i.Link != nil {
			line += " | " + string(i.Link.Destination)
		}
		got = append(got, line)
	}
	want := []string{"- a [b](c) [d](e) | c", "-- f", "- i\n   j"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAbove(t *testing.T) {
	d := lint.Parse("", []byte("a\n\n## B\n\n### C\n\n#### D\n\nd\n\n### E\n\ne\n\n## F\n\n# G\n\ng\n"))
	for text, want := range map[string]string{"a": "", "d": "D C B", "e": "E B", "g": "G"} {
		var got []string
		for _, h := range d.Above(strings.Index(string(d.Src), text)) {
			got = append(got, h.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s stands below %q, not %q", text, got, want)
		}
	}
}
