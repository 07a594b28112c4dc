package lint

import (
	"bytes"
	"cmp"
	"io/fs"
	"slices"
	"sync"
)

// Library keeps the earlier issues that were parsed last, so that texts that follow each other share them. Its zero
// value is empty, and its methods may be called from several goroutines.
type Library struct {
	Most int // how many issues it keeps; 0 stands for eight, as several texts at a time may ask for three each

	mu    sync.Mutex
	shelf []*Document // the one asked for last is the last
}

// kept is how many issues a library keeps where nobody says.
const kept = 8

// Parse is Parse, or the document of an equal text that was parsed before. Without a library it is Parse.
func (l *Library) Parse(path string, src []byte) *Document {
	if l == nil {
		return Parse(path, src)
	}
	if d := l.take(path, src); d != nil {
		return d
	}
	d := Parse(path, src)
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.shelf) == cmp.Or(l.Most, kept) {
		l.shelf = slices.Delete(l.shelf, 0, 1)
	}
	l.shelf = append(l.shelf, d)
	return d
}

// ParseOnce is Parse of a text whose bytes may change later: what is not there yet is not kept.
func (l *Library) ParseOnce(path string, src []byte) *Document {
	if l != nil {
		if d := l.take(path, src); d != nil {
			return d
		}
	}
	return Parse(path, src)
}

func (l *Library) take(path string, src []byte) *Document {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.IndexFunc(l.shelf, func(d *Document) bool { return d.Path == path && bytes.Equal(d.Src, src) })
	if i < 0 {
		return nil
	}
	d := l.shelf[i]
	l.shelf = append(slices.Delete(l.shelf, i, i+1), d)
	return d
}

// Earlier is Earlier with documents of the library.
func (l *Library) Earlier(files fs.FS, path string, n int) func() []*Document {
	return sync.OnceValue(func() []*Document {
		var found []*Document
		for _, p := range EarlierPaths(files, path, n) {
			if src, err := fs.ReadFile(files, p); err == nil {
				found = append(found, l.Parse(p, src))
			}
		}
		return found
	})
}
