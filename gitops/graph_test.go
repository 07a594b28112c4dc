package gitops_test

import (
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// TestGraph has git draw a month with two imports and two reviews between them.
func TestGraph(t *testing.T) {
	s := newSite(t)
	first, second := imported("intro heron stork end"), imported("intro heron stork ibis end")
	first.Subject, second.Subject = "import 1", "import 2"
	s.must(first, gitops.Created)
	s.review(branch, map[string]string{issue: lines("INTRO heron stork end")}, "review 1")
	s.review(branch, map[string]string{"static/heron.png": "a heron"}, "review 2")
	s.must(second, gitops.Merged)
	const want = `
*   Merge the pad's changes into newsletter-november-2026
|\
| * import 2
* | review 2
* | review 1
|/
* import 1
* site`
	drawn := ""
	for line := range strings.Lines(s.git("log", "--graph", "--format=%s", branch)) {
		drawn += "\n" + strings.TrimRight(line, " \n")
	}
	if drawn != want {
		t.Errorf("git draws%s\nwant%s", drawn, want)
	}
	if base := s.git("merge-base", branch+"^1", branch+"^2"); base != s.git("rev-parse", branch+"^2^") {
		t.Errorf("git takes %s for what both sides come from", base)
	}
}
