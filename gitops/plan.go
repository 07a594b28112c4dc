package gitops

import "fmt"

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

// Preview says what EnsureBranch would do with the change, without a request. It returns the same errors.
func (s *State) Preview(c Change) (Outcome, error) {
	p, err := s.plan(c, nil)
	if err != nil {
		return Unchanged, err
	}
	return p.Outcome, nil
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
	case s.Import == nil:
		return s.first(d, c, signer)
	case s.Import.Digest == Digest(c.Text):
		return s.unchanged(), nil
	}
	return s.next(d, c, signer)
}

// first plans the first import: on the base, or on a branch that somebody made and left as it was.
func (s *State) first(d *draft, c Change, signer Signer) (plan, error) {
	on, old := s.Base, zeroID
	if s.Head != nil {
		on, old = s.Head, s.Head.Commit
	}
	id, _, err := d.importOn(on, c, signer)
	return plan{Result{id, id, Created}, old, d.adds}, err
}

// next plans an import after another.
func (s *State) next(d *draft, c Change, signer Signer) (plan, error) {
	id, tree, err := d.importOn(s.Import.Tree, c, signer)
	if err != nil || tree == s.Import.Tree.root {
		return s.unchanged(), err // the pad's text differs, its files do not
	}
	if s.Head.Commit == s.Import.Tree.Commit {
		return plan{Result{id, id, Advanced}, s.Head.Commit, d.adds}, nil
	}
	if err := s.touched(c); err != nil {
		return plan{}, err
	}
	merged, err := d.replace(s.Head.root, c.Files, "")
	if err != nil {
		return plan{}, err
	}
	message := "Merge the pad's changes into " + s.query.Branch + "\n"
	head, err := d.commit(c, signer, message, merged, s.Head.Commit, id)
	return plan{Result{head, id, Merged}, s.Head.Commit, d.adds}, err
}

// importOn makes an import with the given tree's commit as its parent.
func (d *draft) importOn(t *Tree, c Change, signer Signer) (id, tree ID, err error) {
	if tree, err = d.replace(t.root, c.Files, ""); err != nil {
		return "", "", err
	}
	file := object{blobKind, c.Files[c.Path]}.id()
	message := importMessage(c.Subject, trailers{c.Source, Digest(c.Text), file, c.Version})
	id, err = d.commit(c, signer, message, tree, t.Commit)
	return id, tree, err
}

func (s *State) unchanged() plan {
	return plan{Result: Result{s.Head.Commit, s.Import.Tree.Commit, Unchanged}}
}

// touched is the error for a change that brings a file which people changed since the last import. A file that
// is the same on both sides is no conflict, as in git.
func (s *State) touched(c Change) error {
	for _, path := range c.paths() {
		now, ok := s.Head.Blob(path)
		if same(s.Head, s.Import.Tree, path) || ok && now == (object{blobKind, c.Files[path]}).id() {
			continue
		}
		deed := "was"
		if !ok {
			deed = "is gone or renamed, so it was"
		}
		return fmt.Errorf("%s %s %w (branch %s, last commit %s by %s: %q); nothing was pushed; carry the pad's news over by hand",
			path, deed, ErrTouched, s.query.Branch, s.tip.id.Short(), clean(s.tip.author.Name, ""), s.tip.subject())
	}
	return nil
}

func (s *State) foreign() error {
	return fmt.Errorf("branch %s: %w (last commit %s by %s: %q); it may be somebody else's, or squashed or rebased; nothing was pushed; rename that branch, so that its commits stay, or choose another name for this one",
		s.query.Branch, ErrForeign, s.tip.id.Short(), clean(s.tip.author.Name, ""), s.tip.subject())
}
