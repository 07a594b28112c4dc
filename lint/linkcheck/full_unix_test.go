//go:build unix

package linkcheck

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// fullDisk names the cache that the test saves in a process of its own: the limit on files holds for all of a process,
// and the test's own log is written in this one.
const fullDisk = "PADPRESS_TEST_FULL_DISK"

// TestFullDisk: where no file may grow, the old cache stays as it is, and nothing is left beside it.
func TestFullDisk(t *testing.T) {
	if path := os.Getenv(fullDisk); path != "" {
		saveOnFullDisk(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "links")
	web := &countingWeb{status: 200}
	web.check(t, path, noon, nil)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
	child.Env = append(os.Environ(), fullDisk+"="+path)
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if bytes.Contains(out, []byte("SKIP")) {
		t.Skipf("%s", out)
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

// saveOnFullDisk saves a larger cache while no file may have more than 512 bytes.
func saveOnFullDisk(t *testing.T, path string) {
	c, err := OpenCache(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 100 {
		key := fmt.Sprintf("http://h.example/%d", n)
		c.entries[key], c.changed[key] = entry{Key: key, Verdict: Live, Asked: noon}, true
	}
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Skip(err)
	}
	limit.Cur = 512
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Skip(err)
	}
	if err := c.Save(noon); err == nil {
		t.Error("it was written")
	}
}
