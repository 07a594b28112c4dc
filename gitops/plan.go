package gitops

import (
	"fmt"
	"maps"
)

// Outcome says what EnsureBranch did to the branch.
type Outcome int

// The outcomes.
const (
	Unchanged Outcome = iota // nothing: the branch's newest import holds this pad text, or the same files
	Created                  // the branch got its first import, and was made if it did not exist
	Advanced                 // an import was put on top of the one before it, which was the branch's tip
	Merged                   // an import was put on top of the one before it, and merged into what people added since
)

// String is the outcome in one word.
func (o Outcome) String() string { return [...]string{"unchanged", "created", "advanced", "merged"}[o] }

// plan is what a change makes of a state: the objects to push and where the branch is to move.
type plan struct {
	Result
	old  ID // tip that the branch must still have, zeroID for none
	adds []addition
}

// Preview says what EnsureBranch would make of the change, without a request. It returns the same errors. The contents
// that State.Wanted names must have been read.
func (s *State) Preview(c Change) (Result, error) {
	p, err := s.plan(c, nil)
	if err != nil {
		return Result{}, err
	}
	return p.Result, nil
}

// plan decides what the change makes of the state.
func (s *State) plan(c Change, signer Signer) (plan, error) {
	c, err := c.normal()
	if err != nil {
		return plan{}, err
	}
	if c.Path != s.query.Path {
		return plan{}, fmt.Errorf("import %s: the state is about %s", c.Path, s.query.Path)
	}
	d := &draft{known: s.store, seen: map[ID]bool{}}
	switch {
	case s.Published():
		return plan{}, fmt.Errorf("%w: %s is on %s; nothing was pushed", ErrPublished, c.Path, s.query.Base)
	case s.Foreign():
		return plan{}, s.foreign()
	case s.block != "":
		return plan{}, fmt.Errorf("make branch %s: the branch %s is in the way of its name; delete or rename that one, or choose another name",
			s.query.Branch, clean(s.block, ""))
	case s.Knows(c.Text) && !c.Anew:
		return s.unchanged(), nil
	case s.Import == nil && s.Trace == nil:
		return s.first(d, c, signer)
	case s.Trace != nil && s.Trace.Lost:
		return plan{}, s.lost()
	}
	return s.next(d, c, signer)
}

// Knows reports whether the pad's raw text is that of the newest import on the branch: there is nothing new.
func (s *State) Knows(text []byte) bool {
	if s.Trace != nil {
		return s.Trace.Digest == Digest(text)
	}
	return s.Import != nil && s.Import.Digest == Digest(text)
}

// first plans the first import: on the base, or on a branch that somebody made and left as it was.
func (s *State) first(d *draft, c Change, signer Signer) (plan, error) {
	on, old := s.Base, zeroID
	if s.Head != nil {
		on, old = s.Head, s.Head.Commit
	}
	id, _, err := d.importOn(on, c.Path, c, signer)
	return plan{Result{Commit: id, Import: id, Outcome: Created, Path: c.Path, Text: c.Files[c.Path]}, old, d.adds}, err
}

// next plans an import after another. It is put on top of that one, and merged into what people did since.
func (s *State) next(d *draft, c Change, signer Signer) (plan, error) {
	on, path := s.under, c.Path
	if s.Import != nil {
		on, path = s.Import.Tree, s.Import.Path
	}
	id, tree, err := d.importOn(on, path, c, signer)
	if err != nil || tree == on.root {
		return s.unchanged(), err // the pad's text differs, its files do not
	}
	if s.Import != nil && s.Head.Commit == s.Import.Tree.Commit {
		return plan{Result{Commit: id, Import: id, Outcome: Advanced, Path: path, Text: c.Files[c.Path]}, s.Head.Commit, d.adds}, nil
	}
	j, err := s.joined(c)
	if err != nil {
		return plan{}, err
	}
	merged, err := d.replace(s.Head.root, j.files, "")
	if err != nil {
		return plan{}, err
	}
	head, err := d.commit(c, signer, mergeMessage(s.query.Branch, j.base, j.conflicts), merged, s.Head.Commit, id)
	open := append(s.stillOpen(j.text, c.Files[c.Path]), j.conflicts...)
	return plan{Result{Commit: head, Import: id, Outcome: Merged, Path: s.Path, Text: j.text, Conflicts: open}, s.Head.Commit, d.adds}, err
}

// importOn makes an import with the given tree's commit as its parent. The file stays where the imports have it.
func (d *draft) importOn(t *Tree, path string, c Change, signer Signer) (id, tree ID, err error) {
	files := maps.Clone(c.Files)
	delete(files, c.Path)
	files[path] = c.Files[c.Path]
	if tree, err = d.replace(t.root, files, ""); err != nil {
		return "", "", err
	}
	file := object{blobKind, c.Files[c.Path]}.id()
	message := importMessage(c.Subject, trailers{c.Source, Digest(c.Text), file, c.Version, lineText(c.Pictures), lineText(c.Drafted)})
	id, err = d.commit(c, signer, message, tree, t.Commit)
	return id, tree, err
}

func (s *State) unchanged() plan {
	r := Result{Commit: s.Head.Commit, Outcome: Unchanged, Path: s.Path, Conflicts: s.Conflicts()}
	if s.Import != nil {
		r.Import = s.Import.Tree.Commit
	}
	if id, ok := s.Head.Blob(s.Path); ok {
		r.Text, _ = s.content(id)
	}
	return plan{Result: r}
}

// lost is the error for a branch whose imports people rewrote, when the server has thrown the old ones away.
func (s *State) lost() error {
	return fmt.Errorf("branch %s: %w (last commit %s by %s: %q); nothing was pushed; carry the pad's news over by hand",
		s.query.Branch, ErrNoBase, s.tip.id.Short(), clean(s.tip.author.Name, ""), s.tip.subject())
}

func (s *State) foreign() error {
	return fmt.Errorf("branch %s: %w (last commit %s by %s: %q); it may be somebody else's, or squashed or rebased; nothing was pushed; rename that branch, so that its commits stay, or choose another name for this one",
		s.query.Branch, ErrForeign, s.tip.id.Short(), clean(s.tip.author.Name, ""), s.tip.subject())
}
