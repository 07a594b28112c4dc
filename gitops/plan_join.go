package gitops

import (
	"errors"
	"fmt"

	"github.com/xsf/padpress/gitops/merge"
)

// side is what both people and the pad came from: the newest import, as far as it is known.
type side struct {
	tree    *Tree // nil if only the issue's file is known, of a history that people rewrote
	path    string
	file    ID
	version string
}

// ancestor is the side for the next merge: the newest import, or what a message tells of one that is newer.
func (s *State) ancestor() side {
	a := side{path: s.query.Path}
	if s.Import != nil {
		a = side{s.Import.Tree, s.Import.Path, s.Import.File, s.Import.Version}
	}
	if s.Trace != nil {
		a.file, a.version = s.Trace.File, s.Trace.Version
	}
	return a
}

// blob is the id of a file that both came from.
func (a side) blob(path string) (ID, bool) {
	if path == a.path {
		return a.file, true
	}
	if a.tree == nil {
		return "", false
	}
	return a.tree.Blob(path)
}

// join is what the branch gets of a change: the files that differ from the branch's, by their path there, and what stays
// as people have it.
type join struct {
	files     map[string][]byte
	conflicts []MergeConflict
	text      []byte // of the issue's file
	base      ID     // of the issue's file
}

// errUnread says that contents are needed that were not read; see State.Wanted.
var errUnread = errors.New("contents of the branch were not read")

// joined merges the change into the branch, file by file, by git's rules: what only one side changed is as that side has
// it, and what both changed alike is no conflict.
func (s *State) joined(c Change) (join, error) {
	a := s.ancestor()
	j := join{files: map[string][]byte{}, base: a.file}
	for _, path := range c.paths() {
		if path == c.Path {
			if err := s.joinIssue(&j, a, c); err != nil {
				return j, err
			}
			continue
		}
		base, inBase := a.blob(path)
		ours, inHead := s.Head.Blob(path)
		theirs := object{blobKind, c.Files[path]}.id()
		switch {
		case inHead && ours == theirs, inBase && base == theirs:
		case inBase && inHead && ours == base, !inBase && s.Head.lacks(path):
			j.files[path] = c.Files[path]
		default:
			j.conflicts = append(j.conflicts, MergeConflict{Path: path})
		}
	}
	return j, nil
}

// joinIssue merges the issue's text.
func (s *State) joinIssue(j *join, a side, c Change) error {
	if s.Path == "" {
		return s.gone(a.path)
	}
	id, _ := s.Head.Blob(s.Path)
	theirs := c.Files[c.Path]
	ours, read := s.content(id)
	switch {
	case id == a.file:
		j.text = theirs
	case !read:
		return errUnread
	default:
		base, ok := s.content(a.file)
		if !ok {
			return errUnread
		}
		if c.Again != nil && a.version != c.Version {
			base = c.Again(base)
		}
		r := merge.Text(base, ours, theirs)
		j.text = r.Text
		for _, x := range r.Conflicts {
			j.conflicts = append(j.conflicts, MergeConflict{s.Path, &x})
		}
	}
	if (object{blobKind, j.text}).id() != id {
		j.files[s.Path] = j.text
	}
	return nil
}

// gone is the error for an issue that people removed from the branch.
func (s *State) gone(path string) error {
	return fmt.Errorf("%s is gone from branch %s: %w (last commit %s by %s: %q); nothing was pushed; put it back, or delete the branch to begin anew",
		path, s.query.Branch, ErrGone, s.tip.id.Short(), clean(s.tip.author.Name, ""), s.tip.subject())
}
