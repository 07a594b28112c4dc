package gitops

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// localTree is the files of one commit as package fs has them.
type localTree struct {
	*local
	root ID
}

// Open implements fs.FS. Links and submodules cannot be opened.
func (t *localTree) Open(name string) (fs.File, error) {
	e, err := t.lookup("open", name)
	if err != nil {
		return nil, err
	}
	switch {
	case e.Mode.IsDir():
		return &localFolder{tree: t, name: name, info: localInfo{e, t.local}}, nil
	case !e.Mode.IsRegular():
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("no regular file")}
	}
	o, err := t.read(e.ID)
	if err == nil && o.kind != blobKind {
		err = errors.New("no file")
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &localFile{bytes.NewReader(o.data), localInfo{e, t.local}}, nil
}

// Stat implements fs.StatFS. It reads no contents.
func (t *localTree) Stat(name string) (fs.FileInfo, error) {
	e, err := t.lookup("stat", name)
	if err != nil {
		return nil, err
	}
	return localInfo{e, t.local}, nil
}

// ReadDir implements fs.ReadDirFS.
func (t *localTree) ReadDir(name string) ([]fs.DirEntry, error) {
	e, err := t.lookup("readdir", name)
	if err != nil {
		return nil, err
	}
	if !e.Mode.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("no folder")}
	}
	entries, err := t.tree(e.ID)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	found := make([]fs.DirEntry, len(entries))
	for i, e := range entries {
		found[i] = localInfo{e, t.local}
	}
	slices.SortFunc(found, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return found, nil
}

func (t *localTree) lookup(op, name string) (Entry, error) {
	if !fs.ValidPath(name) {
		return Entry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	e := Entry{Name: ".", ID: t.root, Mode: fs.ModeDir}
	if name == "." {
		return e, nil
	}
	for part := range strings.SplitSeq(name, "/") {
		if !e.Mode.IsDir() {
			return Entry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		entries, err := t.tree(e.ID)
		if err != nil {
			return Entry{}, &fs.PathError{Op: op, Path: name, Err: err}
		}
		i := slices.IndexFunc(entries, func(e Entry) bool { return e.Name == part })
		if i < 0 {
			return Entry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		e = entries[i]
	}
	return e, nil
}

// localInfo is an entry of a tree, which does not say when it was written.
type localInfo struct {
	Entry
	local *local
}

func (i localInfo) Name() string               { return path.Base(i.Entry.Name) }
func (i localInfo) Size() int64                { return i.local.size(i.Entry) }
func (i localInfo) Mode() fs.FileMode          { return i.Entry.Mode }
func (i localInfo) Type() fs.FileMode          { return i.Entry.Mode.Type() }
func (i localInfo) ModTime() time.Time         { return time.Time{} }
func (i localInfo) IsDir() bool                { return i.Entry.Mode.IsDir() }
func (i localInfo) Sys() any                   { return nil }
func (i localInfo) Info() (fs.FileInfo, error) { return i, nil }

type localFile struct {
	*bytes.Reader
	info localInfo
}

func (f *localFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *localFile) Close() error               { return nil }

// localFolder is an open folder, read bit by bit.
type localFolder struct {
	tree *localTree
	name string
	info localInfo
	left []fs.DirEntry
	read bool
}

func (f *localFolder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *localFolder) Close() error               { return nil }

func (f *localFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: errors.New("is a folder")}
}

// ReadDir implements fs.ReadDirFile.
func (f *localFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if !f.read {
		all, err := f.tree.ReadDir(f.name)
		if err != nil {
			return nil, err
		}
		f.left, f.read = all, true
	}
	if n <= 0 {
		n = len(f.left)
	} else if len(f.left) == 0 {
		return nil, io.EOF
	}
	part := f.left[:min(n, len(f.left))]
	f.left = f.left[len(part):]
	return part, nil
}
