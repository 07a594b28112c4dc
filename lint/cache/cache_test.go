package cache_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/cache"
)

var findings = []lint.Finding{
	{Rule: "link-syntax", Severity: lint.Error, Span: lint.Span{Start: 3, End: 9}, Message: "“a” is no link", Fix: lint.Replace("write b", lint.Span{Start: 4, End: 4}, "b")},
	{Rule: "title-date", Severity: lint.Note, Span: lint.Span{Start: 9, End: 9}, Message: "c"},
	{Rule: "file-name", Severity: lint.Warning, Message: "d", Fix: &lint.Fix{Message: "nothing to edit"}},
}

// saved is the path of a cache that holds findings under each of keys.
func saved(t testing.TB, keys ...cache.Key) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "below", "findings")
	c := cache.Open(path)
	for _, key := range keys {
		c.Add(key, findings, nil)
	}
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRoundTrip(t *testing.T) {
	key, other := cache.NewKey([]byte("a"), []byte("bc")), cache.NewKey([]byte("ab"), []byte("c"))
	path := saved(t, key)
	c := cache.Open(path)
	got, ok := c.Find(key, 9, nil)
	if diff := cmp.Diff(findings, got); diff != "" || !ok {
		t.Errorf("found %v: %s", ok, diff)
	}
	if _, ok := c.Find(other, 9, nil); ok {
		t.Error("another key finds the same")
	}
	if _, ok := c.Find(key, 8, nil); ok {
		t.Error("findings outside of the text are handed out")
	}
	before, _ := os.Stat(path)
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		t.Error("a run that learns nothing writes the cache")
	}
}

func TestMany(t *testing.T) {
	var keys []cache.Key
	for i := range 1000 { // more than the rows that are read at once
		keys = append(keys, cache.NewKey(fmt.Append(nil, i)))
	}
	path := saved(t, keys...)
	c := cache.Open(path)
	more := cache.NewKey([]byte("more"))
	c.Add(more, nil, nil)
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	c = cache.Open(path)
	for _, key := range append(keys, more) {
		if _, ok := c.Find(key, 9, nil); !ok {
			t.Fatal("an entry is lost")
		}
	}
}

func TestBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findings")
	wordy := []lint.Finding{{Rule: "a", Severity: lint.Note, Message: string(bytes.Repeat([]byte("b"), 3<<20))}}
	used := cache.NewKey([]byte("used"))
	for i := range 6 {
		c := cache.Open(path)
		c.Find(used, 0, nil)
		key := cache.NewKey(fmt.Append(nil, i))
		if i == 0 {
			key = used
		}
		c.Add(key, wordy, nil)
		if err := c.Save(); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 10<<20 {
		t.Errorf("the cache grows to %d bytes", info.Size())
	}
	if _, ok := cache.Open(path).Find(used, 0, nil); !ok {
		t.Error("what every run uses is not kept")
	}
}

// TestSite: what the rules have asked of the site is asked again.
func TestSite(t *testing.T) {
	key := cache.NewKey([]byte("a"))
	site := func() fstest.MapFS {
		return fstest.MapFS{"a/b.png": {}, "a/c.md": {Data: []byte("text")}, "d/e": {}}
	}
	ask := func(files fs.FS) {
		fs.Stat(files, "a/b.png")
		fs.Stat(files, "a/nothing.png")
		fs.ReadDir(files, "a")
		fs.ReadFile(files, "a/c.md")
	}
	path := filepath.Join(t.TempDir(), "findings")
	c := cache.Open(path)
	trace := cache.NewSite(site()).Trace()
	ask(trace)
	c.Add(key, findings, trace)
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name   string
		change func(fstest.MapFS)
		found  bool
	}{
		{"nothing changes", func(fstest.MapFS) {}, true},
		{"what nobody asked for changes", func(m fstest.MapFS) { m["d/f"] = &fstest.MapFile{} }, true},
		{"a file goes", func(m fstest.MapFS) { delete(m, "a/b.png") }, false},
		{"a file that was missed comes", func(m fstest.MapFS) { m["a/nothing.png"] = &fstest.MapFile{} }, false},
		{"a folder gets another name", func(m fstest.MapFS) { m["a/g"] = &fstest.MapFile{} }, false},
		{"a text changes", func(m fstest.MapFS) { m["a/c.md"].Data = []byte("test") }, false},
	} {
		m := site()
		x.change(m)
		if _, ok := cache.Open(path).Find(key, 9, cache.NewSite(m)); ok != x.found {
			t.Errorf("%s: found %v", x.name, ok)
		}
	}
	if _, ok := cache.Open(path).Find(key, 9, nil); ok {
		t.Error("without the site the same is found")
	}
}

// TestTrace: to the rules a trace is the site.
func TestTrace(t *testing.T) {
	if err := fstest.TestFS(cache.NewSite(fstest.MapFS{"a/b": {Data: []byte("c")}, "d": {}}).Trace(), "a/b", "d"); err != nil {
		t.Error(err)
	}
}

// TestTwoRuns: of two runs at a time one wins, and every reader sees a whole cache.
func TestTwoRuns(t *testing.T) {
	key := cache.NewKey([]byte("a"))
	path := saved(t, key)
	var runs sync.WaitGroup
	for i := range 8 {
		runs.Go(func() {
			for k := range 20 {
				c := cache.Open(path)
				if _, ok := c.Find(key, 9, nil); !ok {
					t.Error("half a cache is seen")
				}
				c.Add(cache.NewKey(fmt.Append(nil, i, k)), findings, nil)
				if err := c.Save(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	runs.Wait()
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("files are left: %v", left)
	}
}

func TestNotWritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c := cache.Open(filepath.Join(file, "findings"))
	c.Add(cache.NewKey(nil), findings, nil)
	if err := c.Save(); err == nil {
		t.Error("a cache below a file is saved")
	}
}

// FuzzDamaged: a cache that was damaged, or made by somebody else, gives what fits the text or nothing.
func FuzzDamaged(f *testing.F) {
	key := cache.NewKey([]byte("a"))
	whole, err := os.ReadFile(saved(f, key))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add(whole[:20])
	f.Add([]byte{})
	path := filepath.Join(f.TempDir(), "findings")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		c := cache.Open(path)
		found, ok := c.Find(key, 9, nil)
		for _, x := range found {
			if x.Span.Start < 0 || x.Span.End < x.Span.Start || x.Span.End > 9 {
				t.Errorf("%+v is not in the text", x)
			}
		}
		c.Add(cache.NewKey([]byte("b")), findings, nil)
		if err := c.Save(); err != nil {
			t.Fatal(err)
		}
		c = cache.Open(path)
		if _, again := c.Find(key, 9, nil); again != ok {
			t.Errorf("found %v, and after another run %v", ok, again)
		}
	})
}
