package gitops

import (
	"context"
	"fmt"
)

// Trees reads the trees of commits, without the contents of files, in one request. The commits need not be on a branch:
// the heads of pull requests are found, too.
func (r *Repository) Trees(ctx context.Context, commits ...ID) ([]*Tree, error) {
	for _, id := range commits {
		if !id.valid() {
			return nil, fmt.Errorf("read the trees of %s: %.50q is no commit", r.name, id)
		}
	}
	if err := r.trees(ctx, commits); err != nil {
		return nil, err
	}
	dirs := directories{}
	var all []*Tree
	for _, id := range commits {
		t, err := r.store.newTree(id, dirs)
		if err != nil {
			return nil, r.incomplete(err)
		}
		all = append(all, t)
	}
	return all, nil
}

// BranchedOff is the commit of the base branch that the commits of head stand on. It is "" where one request does not
// tell: if head has none of its own, or if the base was merged into it.
func (r *Repository) BranchedOff(ctx context.Context, base string, head ID) (ID, error) {
	if !head.valid() {
		return "", fmt.Errorf("read the history of %s: %.50q is no commit", r.name, head)
	}
	h, err := r.ownCommits(ctx, base, head)
	if err != nil || h == nil {
		return "", err
	}
	var found ID
	for _, c := range h.own {
		for _, p := range c.parents {
			switch {
			case h.own[p] != nil:
			case found != "" && found != p:
				return "", nil
			default:
				found = p
			}
		}
	}
	return found, nil
}
