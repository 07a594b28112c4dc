package gitops

import (
	"cmp"
	"slices"
)

// Import is a commit that holds what the pad held: the file, and nothing that people added on the branch.
type Import struct {
	Tree    *Tree  // of the import itself
	Path    string // of the file in it; people may have renamed it on the branch since
	File    ID     // blob of the file
	Source  string // where the pad is
	Digest  string // of the pad's raw text; see Digest
	Version string // what made the import

	Pictures []string // what it remembers of pictures; see Change
	Drafted  []string // what it remembers of sections that it drafted; see Change

	Previous *Import // the one before it, nil for the first
}

// candidates are the branch's commits that can be imports by their message and their parent: a commit of the base for
// the first, the previous import for the others. An import comes after the one before it; of two that follow the same
// one, the one nearer to the head comes first.
func (h *history) candidates() []ID {
	var ids []ID
	length := map[ID]int{}
	for _, id := range h.order {
		if h.chain(id, length) > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(a, b ID) int { return cmp.Compare(length[a], length[b]) })
	return ids
}

// chain is the number of candidates from the base to the commit, or 0 for a commit that is none; length remembers.
func (h *history) chain(id ID, length map[ID]int) int {
	if n, known := length[id]; known {
		return n
	}
	n, c := 0, h.own[id]
	if _, ok := parseTrailers(c.message); ok && len(c.parents) == 1 {
		if parent := c.parents[0]; h.inBase(parent) {
			n = 1
		} else if h.own[parent] != nil {
			if before := h.chain(parent, length); before > 0 {
				n = before + 1
			}
		}
	}
	length[id] = n
	return n
}

// imports are the candidates that count, by their commit, and the end of the longest chain of them, or nil. A candidate
// counts if the file that it says it brings is the issue's, and if the import before it counts: anybody can write
// trailers into a message, and commits are copied, squashed and rewritten.
func (h *history) imports(s store, q Query, dirs directories) (map[ID]*Import, *Import, error) {
	length := map[ID]int{}
	all := map[ID]*Import{}
	var newest *Import
	for _, id := range h.candidates() {
		c, n := h.own[id], 1
		before := all[c.parents[0]]
		if !h.inBase(c.parents[0]) {
			if before == nil {
				continue
			}
			n += length[before.Tree.Commit]
		}
		tree, err := s.newTree(id, dirs)
		if err != nil {
			return nil, nil, err
		}
		t, _ := parseTrailers(c.message)
		path, ok := q.find(tree, t.file)
		if !ok {
			continue
		}
		all[id] = &Import{Tree: tree, Path: path, File: t.file, Source: t.source, Digest: t.digest, Version: t.version, Pictures: lineList(t.pictures), Drafted: lineList(t.drafted), Previous: before}
		if length[id] = n; newest == nil || n > length[newest.Tree.Commit] {
			newest = all[id]
		}
	}
	return all, newest, nil
}
