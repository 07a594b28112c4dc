package gitops

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Query says what Fetch is to find out.
type Query struct {
	Base   string // the branch that the site is built from
	Branch string // the branch
	Path   string // the file

	// Holds tells which other paths may be the issue's: people rename the file. Nil for none.
	Holds func(path string) bool

	// On is the commit that a branch which is not there yet is to stand on, if not the tip of the base; the base must
	// hold it. A fork's base may have commits that are no part of the issue.
	On ID

	// Beside is a branch that need not be there, such as the one of the issue that this one is a translation of. Its files
	// come along, and cost no request of their own. "" for none.
	Beside string

	// ReadOnly asks as one who only reads, for runs without a token that may push.
	ReadOnly bool
}

// State is what Fetch found. It does not follow what happens on the server afterwards.
type State struct {
	Base   *Tree   // tip of the base branch, or what Query.On names where there is no branch
	Head   *Tree   // tip of the branch, nil if there is none
	Beside *Tree   // tip of the branch that Query.Beside names, nil if there is none
	Import *Import // the newest import on the branch, nil if there is none that counts
	Path   string  // where the file stands on its branch: the query's, or one that people gave it; "" if it is not there
	Moved  string  // the path that MoveIssue gave the issue last, "" if it never did
	Trace  *Trace  // of an import that does not count any more, if it is newer than Import

	store store
	query Query
	tip   *commit // of the branch
	fresh bool    // the branch has no commits of its own
	block string  // a branch whose name is in the way of the issue's
	under *Tree   // of the base's commit that the branch stands on, read only for a branch without an import that counts
	kept  []kept  // what earlier merges left as people have it

	history *history // of the branch, nil without one
	beside  []ID     // tip of the branch beside it, if it is there
}

// Edited reports whether people changed, moved or removed the file on the branch since the newest import.
func (s *State) Edited() bool {
	if s.Import == nil {
		return false
	}
	id, ok := s.Head.Blob(s.Import.Path)
	return !ok || id != s.Import.File
}

// Foreign reports whether the branch has commits of its own, and nothing on it tells of an import.
func (s *State) Foreign() bool {
	return s.Head != nil && s.Import == nil && s.Trace == nil && !s.fresh
}

// Published reports whether the file is on the base branch.
func (s *State) Published() bool {
	_, ok := s.Base.Lookup(s.query.Path)
	return ok
}

// Fetch reads what an import needs to know: where the branches are, which imports the branch holds, and the trees
// of base, branch and imports. It takes two requests when there is no branch yet, else three; more if the branch merged
// the base, or was rewritten. A missing base branch is an Error of the kind NotFound, one that
// is deleted meanwhile of the kind Conflict.
func (r *Repository) Fetch(ctx context.Context, q Query) (*State, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	heads, err := r.heads(ctx, q)
	if err != nil {
		return nil, err
	}
	base, ok := heads[ref(q.Base)]
	if !ok {
		return nil, &Error{Kind: NotFound, Op: "read " + r.name, Text: "it has no branch " + q.Base}
	}
	beside := heads.beside(q)
	head, ok := heads[ref(q.Branch)]
	if !ok {
		s, dirs := &State{store: r.store, query: q, beside: beside}, directories{}
		s.block, _ = heads.inTheWay(q.Branch)
		base = cmp.Or(q.On, base)
		if err := r.trees(ctx, append([]ID{base}, beside...)); err != nil {
			return nil, err
		}
		if s.Base, err = r.store.newTree(base, dirs); err == nil {
			s.Beside, err = r.store.besideTree(beside, dirs)
		}
		return s, r.incomplete(err)
	}
	s, err := r.fetchBranch(ctx, q, base, head, beside)
	if gone := (*Error)(nil); errors.As(err, &gone) && gone.gone {
		return nil, &Error{Kind: Conflict, Op: "read " + r.name, Text: "a branch moved meanwhile", Err: err}
	}
	return s, err
}

func (r *Repository) heads(ctx context.Context, q Query) (heads, error) {
	if q.ReadOnly {
		branches := []string{q.Base, q.Branch}
		if q.Beside != "" {
			branches = append(branches, q.Beside)
		}
		return r.readHeads(ctx, branches...)
	}
	return r.pushHeads(ctx)
}

// About is what Fetch would have found for a query about the same branches and another path of the file, told by
// what it did find: in most cases without a request.
func (r *Repository) About(ctx context.Context, s *State, q Query) (*State, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	if was := s.query; q.Base != was.Base || q.Branch != was.Branch || q.Beside != was.Beside || q.On != was.On {
		return r.Fetch(ctx, q)
	}
	if s.history == nil {
		other := *s
		other.query = q
		return &other, nil
	}
	other, err := r.state(ctx, q, s.Base.Commit, s.Head.Commit, s.beside, s.history)
	if err != nil || !other.Foreign() {
		return other, err
	}
	return r.Fetch(ctx, q)
}

// beside is the tip of the branch that is read along, none if it is not there.
func (h heads) beside(q Query) []ID {
	if id, ok := h[ref(q.Beside)]; ok && q.Beside != "" {
		return []ID{id}
	}
	return nil
}

// besideTree is the tree of that branch, nil if there is none.
func (s store) besideTree(tip []ID, dirs directories) (*Tree, error) {
	if len(tip) == 0 {
		return nil, nil
	}
	return s.newTree(tip[0], dirs)
}

// fetchBranch reads the history and the trees of a branch that exists.
func (r *Repository) fetchBranch(ctx context.Context, q Query, base, head ID, beside []ID) (*State, error) {
	h := &history{}
	var err error
	if head != base {
		if h, err = r.ownCommits(ctx, q.Base, head); err != nil {
			return nil, err
		}
	}
	s, err := r.state(ctx, q, base, head, beside, h)
	if err != nil || s != nil && !s.Foreign() {
		return s, err
	}
	// Before a branch is called foreign, its history is read in the way that makes no assumption.
	if h, err = r.deepHistory(ctx, base, head); err != nil {
		return nil, err
	}
	return r.state(ctx, q, base, head, beside, h)
}

// state reads the trees that a history makes interesting; it is nil for an unknown history.
func (r *Repository) state(ctx context.Context, q Query, base, head ID, beside []ID, h *history) (*State, error) {
	if h == nil {
		return nil, nil
	}
	commits := slices.Concat([]ID{base, head}, beside, h.candidates())
	if err := r.trees(ctx, append(commits, h.conflicted()...)); err != nil {
		return nil, err
	}
	s, dirs := &State{store: r.store, query: q, fresh: h.fresh(), Moved: h.moved(), history: h, beside: beside}, directories{}
	var errs [6]error
	var counted map[ID]*Import
	s.Base, errs[0] = r.store.newTree(base, dirs)
	s.Head, errs[1] = r.store.newTree(head, dirs)
	s.tip, errs[2] = r.store.commit(head)
	counted, s.Import, errs[3] = h.imports(r.store, q, dirs)
	s.kept, errs[4] = h.kept(r.store, counted, dirs)
	s.Beside, errs[5] = r.store.besideTree(beside, dirs)
	if err := errors.Join(errs[:]...); err != nil {
		return s, r.incomplete(err)
	}
	s.Path = q.standsAt(s)
	return s, r.trace(ctx, s, h, counted, dirs)
}

// find is the path of the file in an import: the query's, or another that may be the and has its content.
func (q Query) find(t *Tree, file ID) (string, bool) {
	if id, ok := t.Blob(q.Path); ok {
		return q.Path, id == file
	}
	for _, path := range q.others(t) {
		if id, _ := t.Blob(path); id == file {
			return path, true
		}
	}
	return "", false
}

// standsAt is where the file stands on its branch, "" if it is not there. If the file of the newest import is
// gone and another took its place, people renamed it.
func (q Query) standsAt(s *State) string {
	wanted := q.Path
	if s.Import != nil {
		wanted = s.Import.Path
	}
	for _, path := range append([]string{wanted, q.Path}, q.others(s.Head)...) {
		if _, here := s.Head.Blob(path); here && s.Base.lacks(path) {
			return path
		}
	}
	return ""
}

// others are the files in t that may be the by their path, apart from the one at the query's.
func (q Query) others(t *Tree) []string {
	if q.Holds == nil {
		return nil
	}
	var found []string
	dir := path.Dir(q.Path)
	for _, e := range t.List(dir) {
		if p := path.Join(dir, e.Name); p != q.Path && e.Mode.IsRegular() && q.Holds(p) {
			found = append(found, p)
		}
	}
	return found
}

// trees fetches the trees of the commits, as far as they are not known.
func (r *Repository) trees(ctx context.Context, commits []ID) error {
	var absent []ID
	for _, id := range commits {
		if c, err := r.store.commit(id); err != nil || r.store[c.tree].kind != treeKind {
			absent = append(absent, id)
		}
	}
	if len(absent) == 0 {
		return nil
	}
	_, err := r.objects(ctx, wish{op: "read the trees of " + r.name, ids: absent, depth: 1, filter: noBlobs})
	return err
}

// incomplete is the error for objects that the server was asked for and did not send.
func (r *Repository) incomplete(err error) error {
	if err == nil {
		return nil
	}
	return &Error{Kind: Protocol, Op: "read the trees of " + r.name, Text: "the server left something out: " + r.text(err.Error())}
}

func (q Query) check() error {
	for _, b := range []string{q.Base, q.Branch, cmp.Or(q.Beside, q.Base)} {
		if err := plumbing.NewBranchReferenceName(b).Validate(); err != nil {
			return fmt.Errorf("branch %q: not a name that git allows", b)
		}
	}
	if q.Base == q.Branch {
		return fmt.Errorf("branch %s: the issue needs a branch of its own", q.Base)
	}
	if q.On != "" && !q.On.valid() {
		return fmt.Errorf("branch %s: %.50q, which it is to stand on, is no commit", q.Branch, q.On)
	}
	return checkPath(q.Path)
}

// checkPath refuses paths that git refuses, or that mean something to a file system.
func checkPath(path string) error {
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." || strings.EqualFold(part, ".git") || part != clean(part, "") || strings.ContainsRune(part, '\\') {
			return fmt.Errorf("path %q: not one that a repository can hold", path)
		}
	}
	return nil
}
