package gitops

import (
	"context"
	"fmt"
)

// Result is what EnsureBranch left on the server.
type Result struct {
	Commit  ID // tip of the branch
	Import  ID // the import that holds the change's text; "" if people rewrote the branch and the pad says nothing new
	Outcome Outcome

	Path      string          // of the file on the branch, "" if it is gone
	Text      []byte          // of that file; nil if it was not read
	Conflicts []MergeConflict // that are open: places that stay as people have them, though the pad says something else
}

// tries is how often EnsureBranch pushes before it gives up.
const tries = 3

// EnsureBranch makes sure that the branch holds the change as its newest import. The state is what Fetch found;
// if the branch moves meanwhile, it is fetched and decided upon anew. A second call with the same change writes nothing.
//
// What people did on the branch is merged with what the pad changed. It returns ErrForeign, ErrGone, ErrNoBase or
// ErrPublished when the branch is to be left to people, and an Error when the server or the way to it fails. Of an Error of
// the kind Unknown it is not known whether the push was applied: run again.
func (r *Repository) EnsureBranch(ctx context.Context, s *State, c Change) (Result, error) {
	var last error
	for range tries {
		if _, err := r.Read(ctx, s.Wanted()...); err != nil {
			return Result{}, err
		}
		p, err := s.plan(c, r.signer)
		if err != nil {
			return Result{}, err
		}
		if p.Outcome == Unchanged {
			return p.Result, nil
		}
		if err = r.apply(ctx, s.query.Branch, p); err == nil {
			return p.Result, nil
		}
		switch last = err; {
		case IsKind(err, Conflict) && c.Once:
			return Result{}, err
		case IsKind(err, Conflict):
			if s, err = r.Fetch(ctx, s.query); err != nil {
				return Result{}, fmt.Errorf("%w, after this: %w", err, last)
			}
		case !IsKind(err, Transient):
			return Result{}, err
		}
	}
	return Result{}, fmt.Errorf("gave up after %d tries: %w", tries, last)
}

// apply pushes the plan, and finds out what became of a push whose answer was lost.
func (r *Repository) apply(ctx context.Context, branch string, p plan) error {
	err := r.push(ctx, branch, p)
	if IsKind(err, Unknown) {
		return r.settle(ctx, branch, p, err)
	}
	return err
}

// settle finds out what became of a push whose answer was lost. It returns nil if it was applied, a Conflict if somebody
// else moved the branch, a Transient error if the same can be sent again, and the loss itself if nobody knows.
func (r *Repository) settle(ctx context.Context, branch string, p plan, lost error) error {
	heads, err := r.pushHeads(ctx)
	if err != nil {
		return lost
	}
	tip, ok := heads[ref(branch)]
	if !ok {
		tip = zeroID
	}
	switch tip {
	case p.Commit:
		return nil
	case p.old:
		return &Error{Kind: Transient, Op: "push " + branch + " to " + r.name, Text: "the branch did not move", Err: lost}
	}
	return &Error{Kind: Conflict, Op: "push " + branch + " to " + r.name, Text: "the branch moved meanwhile"}
}
