package gitops

import (
	"context"
	"fmt"
	"path/filepath"
	"time"
)

// LocalLine is the main line of a repository on this machine.
type LocalLine struct {
	local *local
	tip   ID
}

// OpenLine finds the commit that rev means in the repository of dir, as Local does.
func OpenLine(dir, rev string) (*LocalLine, error) {
	files, err := gitFolder(dir)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	l := &local{folder: files, objects: newObjectFiles(filepath.Join(files.common, "objects")), known: store{}}
	tip, err := l.resolve(rev)
	if err != nil {
		return nil, fmt.Errorf("read %.100q of %s: %w", rev, dir, err)
	}
	return &LocalLine{l, tip}, nil
}

// Tip is the newest commit of the line.
func (l *LocalLine) Tip() ID { return l.tip }

// When is when the newest commit was made; zero if it cannot be read.
func (l *LocalLine) When() time.Time {
	c, err := l.local.commit(l.tip)
	if err != nil {
		return time.Time{}
	}
	return c.when
}

// Since is the main line from its first commit that is not older than since. Folders and files that wanted does not like
// are no part of it.
func (l *LocalLine) Since(_ context.Context, since time.Time, wanted func(path string) bool) (*Line, error) {
	line, whole := mainline(l.local, l.tip, since)
	all, err := steps(l.local, line, since, wanted)
	if err != nil {
		return nil, fmt.Errorf("read the history of %s: %w", l.local.common, err)
	}
	return &Line{Tip: l.tip, Steps: all, Cut: !whole}, nil
}

// Read is the contents of files. One that is missing or has more than limit bytes is left out.
func (l *LocalLine) Read(_ context.Context, limit int64, ids ...ID) (map[ID][]byte, error) {
	contents := make(map[ID][]byte, len(ids))
	for _, id := range ids {
		if contents[id] != nil || l.local.size(Entry{ID: id}) > limit {
			continue
		}
		if o, err := l.local.read(id); err == nil && o.kind == blobKind {
			contents[id] = o.data
		}
	}
	return contents, nil
}

// File is the content of the file at path at the tip of the line; it is false where there is none.
func (l *LocalLine) File(_ context.Context, path string) ([]byte, bool) {
	c, err := l.local.commit(l.tip)
	if err != nil {
		return nil, false
	}
	e, err := (&localTree{local: l.local, root: c.tree}).lookup("open", path)
	if err != nil || !e.Mode.IsRegular() {
		return nil, false
	}
	o, err := l.local.read(e.ID)
	return o.data, err == nil && o.kind == blobKind
}
