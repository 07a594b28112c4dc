package linkcheck

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/xsf/padpress/lint/cache"
)

// ErrNotCache means that a file holds something else than a cache. It is left alone.
var ErrNotCache = errors.New("it is no cache of links")

// Cache keeps what servers said from run to run, in a file of one line for each page. Several processes may use one file:
// each save brings in what the others have saved, and replaces the file at once.
type Cache struct {
	path    string
	entries map[string]entry
	changed map[string]bool
}

// entry is what is known of a page.
type entry struct {
	Key     string          `json:"url"`
	Verdict Verdict         `json:"verdict"`
	To      string          `json:"to,omitempty"`
	Why     string          `json:"why,omitempty"`
	Asked   time.Time       `json:"asked"`
	Since   time.Time       `json:"since,omitzero"`
	Hops    []Hop           `json:"hops,omitempty"`
	Places  map[string]bool `json:"places,omitempty"` // fragments that were looked for, and whether they may be there
}

const (
	cacheHead = "padpress: links, 1"
	cacheSize = 32 << 20 // bytes that are read

	maxEntries = 20_000
	keptFor    = 90 * 24 * time.Hour
	clockSlip  = 5 * time.Minute // that clocks of two machines may differ
)

// holdsFor is how long an answer counts. What is broken may be mended at any time; what lives seldom dies.
func holdsFor(v Verdict) time.Duration {
	switch v {
	case Live:
		return 3 * 24 * time.Hour
	case Moved:
		return 7 * 24 * time.Hour
	case Unknown:
		return 6 * time.Hour
	}
	return time.Hour
}

// OpenCache reads the cache at path. What is not there yet is empty, and so are damaged lines. ErrNotCache is its only
// error but those of reading.
func OpenCache(path string) (*Cache, error) {
	c := &Cache{path: path, changed: map[string]bool{}}
	var err error
	c.entries, err = readEntries(path)
	return c, err
}

func readEntries(path string) (map[string]entry, error) {
	entries := map[string]entry{}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return entries, nil
	}
	if err != nil {
		return entries, err
	}
	defer f.Close()
	r := bufio.NewReader(io.LimitReader(f, cacheSize))
	if head, err := r.ReadString('\n'); head == "" && errors.Is(err, io.EOF) {
		return entries, nil
	} else if head != cacheHead+"\n" {
		return entries, fmt.Errorf("%s: %w", path, ErrNotCache)
	}
	for {
		line, err := r.ReadBytes('\n')
		var e entry
		if json.Unmarshal(line, &e) == nil && e.Key != "" && isVerdict(e.Verdict) && !e.Asked.IsZero() {
			entries[e.Key] = e
		}
		if errors.Is(err, io.EOF) {
			return entries, nil
		}
		if err != nil {
			return entries, err
		}
	}
}

func isVerdict(v Verdict) bool { return v == Live || v == Moved || v == Broken || v == Unknown }

// Save writes what this run has learned, and keeps what others have. Without anything new it writes nothing. After an
// error the file is as it was.
func (c *Cache) Save(now time.Time) error {
	if len(c.changed) == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(c.path), 0o700); err != nil {
		return err
	}
	unlock, err := lockedfile.MutexAt(c.path + ".lock").Lock()
	if err != nil {
		return err
	}
	defer unlock()
	entries, err := readEntries(c.path)
	if err != nil {
		return err
	}
	for key := range c.changed {
		mine := c.entries[key]
		if other, ok := entries[key]; !ok || !other.Asked.After(mine.Asked) || other.Asked.After(now.Add(clockSlip)) {
			entries[key] = mine
		}
	}
	if err := cache.Replace(c.path, marshal(newest(entries, now))); err != nil {
		return err
	}
	c.entries, c.changed = entries, map[string]bool{}
	return nil
}

// newest are the entries that are worth keeping, in the order of their addresses.
func newest(entries map[string]entry, now time.Time) []entry {
	all := slices.SortedFunc(maps.Values(entries), func(a, b entry) int { return b.Asked.Compare(a.Asked) })
	all = slices.DeleteFunc(all, func(e entry) bool { return now.Sub(e.Asked) > keptFor })
	all = all[:min(len(all), maxEntries)]
	slices.SortFunc(all, func(a, b entry) int { return bytes.Compare([]byte(a.Key), []byte(b.Key)) })
	return all
}

func marshal(entries []entry) []byte {
	var b bytes.Buffer
	b.WriteString(cacheHead + "\n")
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	for _, e := range entries {
		out.Encode(e) // one line; nothing in an entry can fail
	}
	return b.Bytes()
}
