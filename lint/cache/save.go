package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// maxBytes bounds what Save keeps of earlier runs, and an entry.
const maxBytes = 8 << 20

// Save writes what was added, with what was used and, up to a bound, the rest. A cache to which nothing was added is not
// written. The new file replaces the old one at once, so that of two runs at the same time one wins and none sees half
// a file. An error means that the next run begins without what this one has learned, no more.
func (c *Cache) Save() error {
	var entries []kept
	if len(c.added) > 0 {
		entries = c.kept()
	}
	if old, ok := c.file.(io.Closer); ok {
		old.Close() // some systems replace no open file
	}
	if len(c.added) == 0 {
		return nil
	}
	for key, text := range c.added {
		entries = append(entries, kept{key, text})
	}
	if len(entries) > maxEntries {
		return nil // a run over more texts than a cache can serve
	}
	slices.SortFunc(entries, func(a, b kept) int { return bytes.Compare(a.key[:], b.key[:]) })
	return Replace(c.path, marshal(entries))
}

type kept struct {
	key  Key
	text []byte
}

// kept are the entries of the file that stay: all that were used, and others while there is room.
func (c *Cache) kept() []kept {
	var all []kept
	room := maxBytes
	for _, text := range c.added {
		room -= len(text)
	}
	for _, used := range []bool{true, false} {
		for i := range len(c.rows) / rowLen {
			key, _, length, _ := c.row(i)
			if c.used[key] != used || c.added[key] != nil || !used && (length > room || len(all)+len(c.added) >= maxEntries) {
				continue
			}
			if text := c.entry(key); text != nil {
				all = append(all, kept{key, text})
				room -= len(text)
			}
		}
	}
	return all
}

func marshal(entries []kept) []byte {
	offset := headLen + rowLen*len(entries)
	var rows, texts []byte
	for _, e := range entries {
		rows = append(rows, e.key[:]...)
		rows = binary.LittleEndian.AppendUint32(rows, uint32(offset+len(texts)))
		rows = binary.LittleEndian.AppendUint32(rows, uint32(len(e.text)))
		rows = binary.LittleEndian.AppendUint32(rows, crc32.Checksum(e.text, castagnoli()))
		texts = append(texts, e.text...)
	}
	file := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(entries)))
	file = binary.LittleEndian.AppendUint32(file, crc32.Checksum(rows, castagnoli()))
	return slices.Concat(file, rows, texts)
}

// Replace writes text beside the file at path and moves it there, so that the file is the old one or the new one as a
// whole, whatever happens. Its folder is made if need be, for the user alone.
func Replace(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	t, err := os.CreateTemp(filepath.Dir(path), ".padpress-*")
	if err != nil {
		return err
	}
	_, err = t.Write(text)
	if err = errors.Join(err, t.Close()); err == nil {
		err = os.Rename(t.Name(), path)
	}
	if err != nil {
		os.Remove(t.Name())
	}
	return err
}
