package main

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
)

// treeFS shows a commit's tree as files to the rules. Names are free; only contents that were read can be opened.
type treeFS struct {
	tree  *gitops.Tree
	blobs map[gitops.ID][]byte
	more  []string // paths of files that the tree will have, names without content
}

func (t treeFS) Open(name string) (fs.File, error) {
	e, err := t.lookup("open", name)
	if err != nil {
		return nil, err
	}
	text, ok := t.blobs[e.ID]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &blobFile{bytes.NewReader(text), treeEntry{e}}, nil
}

func (t treeFS) Stat(name string) (fs.FileInfo, error) {
	e, err := t.lookup("stat", name)
	return treeEntry{e}, err
}

func (t treeFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, err := t.lookup("readdir", name); err != nil {
		return nil, err
	}
	var found []fs.DirEntry
	for _, e := range t.tree.List(name) {
		found = append(found, treeEntry{e})
	}
	for _, p := range t.more {
		rest, below := strings.CutPrefix(p, name+"/")
		if child, _, _ := strings.Cut(rest, "/"); below && !slices.ContainsFunc(found, func(e fs.DirEntry) bool { return e.Name() == child }) {
			e, _ := t.lookup("readdir", path.Join(name, child))
			found = append(found, treeEntry{e})
		}
	}
	return found, nil
}

func (t treeFS) lookup(op, name string) (gitops.Entry, error) {
	e, ok := t.tree.Lookup(name)
	for _, p := range t.more {
		if ok {
			break
		}
		if ok = p == name; ok {
			e = gitops.Entry{Name: path.Base(name), Mode: 0o644}
		} else if ok = strings.HasPrefix(p, name+"/"); ok {
			e = gitops.Entry{Name: path.Base(name), Mode: fs.ModeDir}
		}
	}
	if !ok {
		return e, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return e, nil
}

// treeEntry is one name of a tree.
type treeEntry struct{ gitops.Entry }

func (e treeEntry) Name() string               { return path.Base(e.Entry.Name) }
func (e treeEntry) IsDir() bool                { return e.Mode().IsDir() }
func (e treeEntry) Type() fs.FileMode          { return e.Mode().Type() }
func (e treeEntry) Info() (fs.FileInfo, error) { return e, nil }
func (e treeEntry) Mode() fs.FileMode          { return e.Entry.Mode }
func (e treeEntry) Size() int64                { return 0 }           // trees do not say
func (e treeEntry) ModTime() time.Time         { return time.Time{} } // nor this
func (e treeEntry) Sys() any                   { return nil }

type blobFile struct {
	*bytes.Reader
	entry treeEntry
}

func (f *blobFile) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *blobFile) Close() error               { return nil }
