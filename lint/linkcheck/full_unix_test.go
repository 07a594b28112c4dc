//go:build unix

package linkcheck

import (
	"bytes"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFullDisk: where no file may grow, the old cache stays as it is, and nothing is left beside it.
func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "links")
	web := &countingWeb{status: 200}
	web.check(t, path, noon, nil)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := OpenCache(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 100 {
		key := fmt.Sprintf("http://h.example/%d", n)
		c.entries[key], c.changed[key] = entry{Key: key, Verdict: Live, Asked: noon}, true
	}
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Skip(err)
	}
	small := limit
	small.Cur = 512
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		t.Skip(err)
	}
	err = c.Save(noon)
	if err2 := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err2 != nil {
		t.Fatal(err2)
	}
	if err == nil {
		t.Error("it was written")
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("%v: %q", err, after)
	}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".padpress-*"))
	if err != nil || len(files) > 0 {
		t.Error(files, err)
	}
}
