// Package cache keeps findings from run to run, in one file. What was found in a text holds as long as the text, the
// rules and all that the rules have asked of the site are the same: a Key stands for the first two, a Trace for the
// third. Times of files count for nothing, so that a cache serves in CI, where every file is new.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
	"sort"
	"sync"

	"github.com/xsf/padpress/lint"
)

// Key names a text and everything that decides what is found in it, but for what a Trace tells.
type Key [16]byte

// NewKey makes a key of parts, each of which counts by itself: "a", "bc" is another key than "ab", "c".
func NewKey(parts ...[]byte) Key {
	h := sha256.New()
	for _, part := range parts {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write(part)
	}
	var sum [sha256.Size]byte
	return Key(h.Sum(sum[:0])[:len(Key{})])
}

// A file is a head (magic, number of rows, their checksum), rows in the order of their keys (key, offset, length and
// checksum of an entry), and the entries.
const (
	magic   = "padpress\x00\x01"
	headLen = len(magic) + 4 + 4
	rowLen  = len(Key{}) + 4 + 4 + 4
)

// Cache is an open cache. Find and Add may be called from several goroutines.
type Cache struct {
	path string
	file io.ReaderAt // nil where there is none yet
	rows []byte

	mu    sync.Mutex
	used  map[Key]bool
	added map[Key][]byte
}

// Open reads the index of the cache at path. It never fails: what is not there, or is damaged, is empty. The caller
// closes the cache with Save.
func Open(path string) *Cache {
	c := &Cache{path: path, used: map[Key]bool{}, added: map[Key][]byte{}}
	f, err := os.Open(path)
	if err != nil {
		return c
	}
	if c.rows = readRows(f); c.rows == nil {
		f.Close()
		return c
	}
	c.file = f
	return c
}

// maxEntries bounds a cache, as Save bounds the bytes.
const maxEntries = 1 << 16

func readRows(f io.ReaderAt) []byte {
	first := make([]byte, 4096) // the whole index of a small cache
	n, _ := f.ReadAt(first, 0)
	if first = first[:n]; len(first) < headLen || string(first[:len(magic)]) != magic {
		return nil
	}
	count := binary.LittleEndian.Uint32(first[len(magic):])
	if count > maxEntries {
		return nil
	}
	rows := first[headLen:]
	if size := int(count) * rowLen; size <= len(rows) {
		rows = rows[:size]
	} else {
		rows = make([]byte, size)
		if _, err := f.ReadAt(rows, int64(headLen)); err != nil {
			return nil
		}
	}
	if crc32.Checksum(rows, castagnoli()) != binary.LittleEndian.Uint32(first[len(magic)+4:]) {
		return nil
	}
	return rows
}

var castagnoli = sync.OnceValue(func() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) })

// row is where an entry lies.
func (c *Cache) row(i int) (key Key, offset, length int, sum uint32) {
	r := c.rows[i*rowLen:]
	n := len(key)
	return Key(r[:n]), int(binary.LittleEndian.Uint32(r[n:])), int(binary.LittleEndian.Uint32(r[n+4:])), binary.LittleEndian.Uint32(r[n+8:])
}

// entry is what the file holds under key; nil if nothing, or nothing whole.
func (c *Cache) entry(key Key) []byte {
	count := len(c.rows) / rowLen
	i := sort.Search(count, func(i int) bool { return bytes.Compare(c.rows[i*rowLen:i*rowLen+len(key)], key[:]) >= 0 })
	if i == count {
		return nil
	}
	found, offset, length, sum := c.row(i)
	if found != key || length > maxBytes {
		return nil
	}
	text := make([]byte, length)
	if _, err := c.file.ReadAt(text, int64(offset)); err != nil || crc32.Checksum(text, castagnoli()) != sum {
		return nil
	}
	return text
}

// Find gives what was found before in a text of size bytes, if the site that answers still answers as it did then. The
// site may be nil for rules that know none.
func (c *Cache) Find(key Key, size int, site *Site) ([]lint.Finding, bool) {
	c.mu.Lock()
	text := c.added[key]
	c.mu.Unlock()
	if text == nil {
		text = c.entry(key)
	}
	r := reader{text: text}
	if text == nil || !r.unchanged(site) {
		return nil, false
	}
	findings := r.findings(size)
	if r.bad {
		return nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used[key] = true
	return findings, true
}

// Add keeps what was found, and what the rules asked on the way; trace is nil for rules that know no site.
func (c *Cache) Add(key Key, findings []lint.Finding, trace *Trace) {
	text := appendFindings(trace.append(nil), findings)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.added[key] = text
}
