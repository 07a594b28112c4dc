package gitops

import (
	"context"
	"fmt"
	"time"
)

// mostOwn is how many of a branch's own commits are looked at.
const mostOwn = 200

// OwnLine is what the commits of head did that the base branch, whose tip is given, does not hold: along the first parents,
// so that a merge of the base is one step, in which all comes that the base had got. It makes two requests, one more where the
// base was merged.
func (r *Repository) OwnLine(ctx context.Context, base string, tip, head ID, wanted func(path string) bool) (*Line, error) {
	if !tip.valid() || !head.valid() {
		return nil, fmt.Errorf("read the history of %s: %.50q or %.50q is no commit", r.name, tip, head)
	}
	h, err := r.ownCommits(ctx, base, head)
	if err == nil && h == nil {
		h, err = r.deepHistory(ctx, tip, head)
	}
	if err != nil {
		return nil, err
	}
	var ids []ID
	for id := head; len(ids) <= mostOwn; {
		ids = append(ids, id) // the last is what the one before it is compared with
		c := h.own[id]
		if c == nil || len(c.parents) == 0 {
			break
		}
		id = c.parents[0]
	}
	if h.own[head] == nil {
		return &Line{Tip: head, Cut: true}, nil
	}
	if err := r.trees(ctx, ids); err != nil {
		return nil, err
	}
	var line []*commit
	for _, id := range ids {
		c, err := r.store.commit(id)
		if err != nil {
			return nil, r.incomplete(err)
		}
		line = append(line, c)
	}
	all, err := steps(r.store, line, time.Time{}, wanted)
	if err != nil {
		return nil, r.incomplete(err)
	}
	if len(all) > 0 && h.own[all[0].Commit] == nil {
		all = all[1:] // the base's very first commit
	}
	return &Line{Tip: head, Steps: all, Cut: true}, nil
}
