package lint_test

import (
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
)

func TestBlocks(t *testing.T) {
	d := lint.Parse("x.md", []byte("One\ntwo.  \n\n## News\n\n- three\n  - four\n\n    five\n> - six\n\n{{< seven >}}\n\n[eight]: /nine\n"))
	want := []struct {
		text    string
		heading int
		item    bool
	}{
		{"One\ntwo.", -1, false}, {"three", 0, true}, {"four", 0, true}, {"five", 0, false}, {"six", 0, true}, {"{{< seven >}}", 0, false},
	}
	got := d.Blocks()
	if len(got) != len(want) {
		t.Fatalf("%d blocks, want %d: %+v", len(got), len(want), got)
	}
	for i, b := range got {
		if w := want[i]; d.Text(b.Span) != w.text || b.Heading != w.heading || b.Item != w.item {
			t.Errorf("block %d is %q below heading %d, item %v; want %+v", i, d.Text(b.Span), b.Heading, b.Item, w)
		}
	}
}

func TestEmptyState(t *testing.T) {
	b := lint.Boilerplate{Empty: []lint.EmptyState{{"New", "None.", "2024-01-01"}, {"New", "Nothing.", "2025-01-01"}, {"Old", "None.", "2024-01-01"}, {"Old", "", "2025-01-01"}}}
	for _, c := range []struct{ section, day, want string }{
		{"New", "2023-12-31", ""}, {"new", "2024-01-01", "None."}, {"New", "2026-01-01", "Nothing."}, {"Old", "2026-01-01", ""}, {"Other", "2026-01-01", ""},
	} {
		day, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.EmptyState(c.section, day); got != c.want {
			t.Errorf("%s on %s says %q, want %q", c.section, c.day, got, c.want)
		}
	}
}

func TestLocal(t *testing.T) {
	b := lint.Boilerplate{Site: "https://heron.example"}
	for in, want := range map[string]string{"https://heron.example/a": "/a", "https://heron.example.org/a": "https://heron.example.org/a", "/a": "/a", "https://heron.example": "https://heron.example"} {
		if got := b.Local(in); got != want {
			t.Errorf("Local(%q) = %q, want %q", in, got, want)
		}
	}
}
