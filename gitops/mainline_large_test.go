package gitops_test

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// TestLargeFiles: a file of 50 MB is refused by the size that it claims, the others are read, and nobody holds it.
func TestLargeFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("makes files of 50 MB")
	}
	s := newSite(t)
	small := "<xep>herons</xep>\n" + noise(20<<10)
	large := small + strings.Repeat("all the same", 50<<20/12)
	s.review("master", map[string]string{"small.xml": small, "large.xml": large, "other.xml": "other"}, "big")
	state := s.fetch(s.open(gitops.Options{}))
	var ids []gitops.ID
	for _, name := range []string{"small.xml", "large.xml", "other.xml"} {
		id, ok := state.Base.Blob(name)
		if !ok {
			t.Fatal(name)
		}
		ids = append(ids, id)
	}
	line, err := s.open(gitops.Options{}).Line(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	got, err := line.Read(t.Context(), 4<<20, ids...)
	runtime.ReadMemStats(&after)
	if err != nil || !bytes.Equal(got[ids[0]], []byte(small)) || string(got[ids[2]]) != "other" {
		t.Errorf("%d files were read: %v", len(got), err)
	}
	if text, ok := got[ids[1]]; ok {
		t.Errorf("%d bytes were read of the large file", len(text))
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 20<<20 {
		t.Errorf("it took %d bytes of memory", used)
	}
	here, err := gitops.OpenLine(s.Root+"/"+repo+".git", "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := here.Read(t.Context(), 4<<20, ids...); err != nil || len(got) != 2 {
		t.Errorf("%d files were read of the clone: %v", len(got), err)
	}
}
