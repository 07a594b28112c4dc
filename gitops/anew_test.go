package gitops_test

import (
	"slices"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// TestAnew: a text that is known comes again if its files are more, remembers its pictures, and not a third time.
func TestAnew(t *testing.T) {
	s := newSite(t)
	c := change("text")
	c.Pictures = []string{"held 0123456789ab https://example.org/a.png its host is not approved"}
	s.must(c, gitops.Created)

	const picture = "static/images/newsletter/2026-12-05/a.png"
	more := change("text")
	more.Files[issue], more.Files[picture] = []byte("text with a figure\n"), []byte("\x89PNG\x00\xff")
	more.Pictures = []string{picture + " 6 0123456789ab https://example.org/a.png"}
	s.must(more, gitops.Unchanged)
	more.Anew = true
	res := s.must(more, gitops.Advanced)
	if got := s.git("cat-file", "-s", branch+":"+picture); got != "6" {
		t.Errorf("the picture has %s bytes", got)
	}
	state := s.fetch(s.open(gitops.Options{}))
	if state.Import.Tree.Commit != res.Import || !slices.Equal(state.Import.Pictures, more.Pictures) || !slices.Equal(state.Import.Previous.Pictures, c.Pictures) {
		t.Errorf("%+v", state.Import)
	}
	s.must(more, gitops.Unchanged)

	renewed := more
	renewed.Files = map[string][]byte{issue: []byte("text with a figure\n\nand a draft\n")}
	renewed.Drafted = []string{"Updated", "Last Call"}
	s.must(renewed, gitops.Advanced)
	if state := s.fetch(s.open(gitops.Options{})); !slices.Equal(state.Import.Drafted, renewed.Drafted) || !slices.Equal(state.Import.Pictures, more.Pictures) {
		t.Errorf("%+v", state.Import)
	}
}
