package gitops

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// draft collects the objects to push.
type draft struct {
	known store // what the server has
	adds  []addition
	seen  map[ID]bool
}

// add makes an object, which is to be pushed unless the server has it. The base is an object of the server's that is
// likely to be similar, or "".
func (d *draft) add(k kind, data []byte, base ID) ID {
	o := object{k, data}
	id := o.id()
	if _, known := d.known[id]; !known && !d.seen[id] && id != base {
		d.seen[id] = true
		d.adds = append(d.adds, addition{o, base})
	}
	return id
}

// replace makes the tree that the given one is with files put into it, by path below dir; a file without content, nil, is
// taken out. Whatever else the tree holds keeps its name, content and mode; "" is a tree that does not exist yet.
func (d *draft) replace(tree ID, files map[string][]byte, dir string) (ID, error) {
	var entries []Entry
	if tree != "" {
		var err error
		if entries, err = d.known.tree(tree); err != nil {
			return "", err
		}
	}
	here, below := map[string][]byte{}, map[string]map[string][]byte{}
	for path, content := range files {
		if name, rest, deeper := strings.Cut(path, "/"); !deeper {
			here[name] = content
		} else if below[name] == nil {
			below[name] = map[string][]byte{rest: content}
		} else {
			below[name][rest] = content
		}
	}
	for _, name := range slices.Sorted(maps.Keys(below)) {
		e, err := place(&entries, name, dir, fs.ModeDir)
		if err != nil {
			return "", err
		}
		if e.ID, err = d.replace(e.ID, below[name], dir+name+"/"); err != nil {
			return "", err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(here)) {
		if here[name] == nil {
			entries = slices.DeleteFunc(entries, func(e Entry) bool { return e.Name == name && e.Mode.IsRegular() })
			continue
		}
		e, err := place(&entries, name, dir, 0o644)
		if err != nil {
			return "", err
		}
		e.ID = d.add(blobKind, here[name], e.ID)
	}
	return d.add(treeKind, encodeTree(entries), tree), nil
}

// place is the entry of the name, made if there is none. A file never replaces a directory, nor the other way round.
func place(entries *[]Entry, name, dir string, mode fs.FileMode) (*Entry, error) {
	i := slices.IndexFunc(*entries, func(e Entry) bool { return e.Name == name })
	if i < 0 {
		*entries = append(*entries, Entry{Name: name, Mode: mode})
		return &(*entries)[len(*entries)-1], nil
	}
	e := &(*entries)[i]
	switch {
	case mode.IsDir() && !e.Mode.IsDir():
		return nil, fmt.Errorf("write below %s%s: it is not a directory in the repository", dir, name)
	case !mode.IsDir() && !e.Mode.IsRegular():
		return nil, fmt.Errorf("write %s%s: it is not a regular file in the repository", dir, name)
	}
	return e, nil
}

// commit adds a commit of the change's author with the tree and the parents.
func (d *draft) commit(c Change, s Signer, message string, tree ID, parents ...ID) (ID, error) {
	k := &commit{tree: tree, parents: parents, author: c.Author, committer: c.Committer, when: c.When, message: message}
	data, err := k.encode(s)
	if err != nil {
		return "", err
	}
	return d.add(commitKind, data, ""), nil
}
