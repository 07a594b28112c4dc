package gitops

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Tree is the file tree of one commit: names and ids, without contents. Asking it costs no request. It never changes, and
// may be asked by several goroutines.
type Tree struct {
	Commit ID // whose tree it is
	root   ID
	dirs   directories
}

// directories are decoded trees by their id; equal directories of several commits are there once.
type directories map[ID][]Entry

// Entry is a file or directory of a Tree.
type Entry struct {
	Name string
	ID   ID
	Mode fs.FileMode // permission bits for files, else fs.ModeDir, fs.ModeSymlink, or fs.ModeIrregular for a submodule
}

// Blob is the id of the regular file at the slash-separated path.
func (t *Tree) Blob(path string) (ID, bool) {
	e, ok := t.Lookup(path)
	if !ok || !e.Mode.IsRegular() {
		return "", false
	}
	return e.ID, true
}

// Lookup is what lies at the slash-separated path; "." is the root.
func (t *Tree) Lookup(path string) (Entry, bool) {
	e := Entry{Name: ".", ID: t.root, Mode: fs.ModeDir}
	if path == "." {
		return e, true
	}
	for part := range strings.SplitSeq(path, "/") {
		if !e.Mode.IsDir() {
			return Entry{}, false
		}
		entries := t.dirs[e.ID]
		i := slices.IndexFunc(entries, func(e Entry) bool { return e.Name == part })
		if i < 0 {
			return Entry{}, false
		}
		e = entries[i]
	}
	return e, true
}

// lacks reports whether nothing lies at the path.
func (t *Tree) lacks(path string) bool {
	_, ok := t.Lookup(path)
	return !ok
}

// List is what the directory holds, in git's order; nil if there is no such directory.
func (t *Tree) List(dir string) []Entry {
	e, ok := t.Lookup(dir)
	if !ok || !e.Mode.IsDir() {
		return nil
	}
	return slices.Clone(t.dirs[e.ID])
}

// newTree is the tree of a commit. All of it must be there: a directory that the server left out must not look
// like one that people removed.
func (s store) newTree(id ID, dirs directories) (*Tree, error) {
	c, err := s.commit(id)
	if err != nil {
		return nil, err
	}
	return &Tree{Commit: id, root: c.tree, dirs: dirs}, s.decode(c.tree, dirs, 0)
}

// decode puts a tree and all below it into dirs.
func (s store) decode(id ID, dirs directories, depth int) error {
	if _, done := dirs[id]; done {
		return nil
	}
	if depth > 100 {
		return errors.New("directories are nested too deep")
	}
	entries, err := s.tree(id)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Mode.IsDir() {
			if err := s.decode(e.ID, dirs, depth+1); err != nil {
				return err
			}
		}
	}
	dirs[id] = entries
	return nil
}

// tree decodes the tree with the id.
func (s store) tree(id ID) ([]Entry, error) {
	o, ok := s[id]
	if !ok || o.kind != treeKind {
		return nil, fmt.Errorf("tree %s is missing", id.Short())
	}
	var entries []Entry
	for data := o.data; len(data) > 0; {
		head, rest, ok := bytes.Cut(data, []byte{0})
		mode, name, ok2 := strings.Cut(string(head), " ")
		bits, err := strconv.ParseUint(mode, 8, 32)
		if !ok || !ok2 || err != nil || len(rest) < 20 {
			return nil, fmt.Errorf("tree %s is malformed", id.Short())
		}
		entries = append(entries, Entry{name, ID(hex.EncodeToString(rest[:20])), fileMode(bits)})
		data = rest[20:]
	}
	return entries, nil
}

// encodeTree writes a tree as git stores it. Directories are sorted as if their names ended with a slash.
func encodeTree(entries []Entry) []byte {
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.sortKey(), b.sortKey()) })
	var data bytes.Buffer
	for _, e := range entries {
		fmt.Fprintf(&data, "%o %s\x00%s", gitMode(e.Mode), e.Name, e.ID.raw())
	}
	return data.Bytes()
}

func (e Entry) sortKey() string {
	if e.Mode.IsDir() {
		return e.Name + "/"
	}
	return e.Name
}

// Git's modes. All bits of a file's are kept, because trees written long ago may hold 0100664.
func fileMode(bits uint64) fs.FileMode {
	switch bits & 0o170000 {
	case 0o040000:
		return fs.ModeDir
	case 0o120000:
		return fs.ModeSymlink
	case 0o160000:
		return fs.ModeIrregular
	}
	return fs.FileMode(bits & 0o777)
}

func gitMode(m fs.FileMode) uint32 {
	switch m.Type() {
	case fs.ModeDir:
		return 0o040000
	case fs.ModeSymlink:
		return 0o120000
	case fs.ModeIrregular:
		return 0o160000
	}
	return 0o100000 | uint32(m.Perm())
}
