package gitops

import "context"

// How far back history is read where the server cannot tell a branch's own commits from the base's.
const (
	firstDepth = 50
	mostDepth  = 800
)

// history is a branch's own commits: those that the base branch does not hold.
type history struct {
	own    map[ID]*commit
	order  []ID // of own, nearest to the head first
	inBase func(ID) bool
}

// fresh reports whether the branch has no commits of its own.
func (h *history) fresh() bool { return len(h.own) == 0 }

// ownCommits asks for exactly the commits that head has and base has not: about a kilobyte. It returns nil where the
// answer does not tell: the server refuses, as it does when there are no such commits, or a merge of the base hides what
// is behind it, because git keeps back all parents of a commit if it keeps back one.
func (r *Repository) ownCommits(ctx context.Context, base string, head ID) (*history, error) {
	shallow, err := r.objects(ctx, wish{op: "read the history of " + r.name, ids: []ID{head}, not: ref(base), filter: noTrees})
	if IsKind(err, Protocol) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	h := &history{own: map[ID]*commit{}}
	edge := map[ID]bool{}
	for _, id := range shallow {
		edge[id] = true
	}
	for queue := []ID{head}; len(queue) > 0; queue = queue[1:] {
		c, err := r.store.commit(queue[0])
		if err != nil || edge[c.id] && len(c.parents) > 1 {
			return nil, nil
		}
		if h.own[c.id] != nil {
			continue
		}
		h.own[c.id] = c
		h.order = append(h.order, c.id)
		if !edge[c.id] {
			queue = append(queue, c.parents...)
		}
	}
	h.inBase = func(id ID) bool { return h.own[id] == nil }
	return h, nil
}

// deepHistory reads both branches to a depth, and doubles it until it is clear which commits are head's own. At the
// greatest depth it returns what it has: nothing is then taken for a commit of the base that is not known to be one.
func (r *Repository) deepHistory(ctx context.Context, base, head ID) (*history, error) {
	for depth := firstDepth; ; depth *= 2 {
		shallow, err := r.objects(ctx, wish{op: "read the history of " + r.name, ids: []ID{base, head}, depth: depth, filter: noTrees})
		if err != nil {
			return nil, err
		}
		edge := map[ID]bool{}
		for _, id := range shallow {
			edge[id] = true
		}
		h, certain := r.store.split(base, head, edge)
		if certain || depth >= mostDepth {
			return h, nil
		}
	}
}

// split divides the commits at hand into the base's and head's own, and reports whether more of them could change that.
func (s store) split(base, head ID, edge map[ID]bool) (h *history, certain bool) {
	based, cutBase := map[ID]bool{}, false
	for queue := []ID{base}; len(queue) > 0; queue = queue[1:] {
		id := queue[0]
		if based[id] {
			continue
		}
		based[id] = true
		cutBase = cutBase || edge[id]
		if c, err := s.commit(id); err == nil && !edge[id] {
			queue = append(queue, c.parents...)
		}
	}
	h = &history{own: map[ID]*commit{}, inBase: func(id ID) bool { return based[id] }}
	cutOwn, root := false, false
	for queue := []ID{head}; len(queue) > 0; queue = queue[1:] {
		id := queue[0]
		if based[id] || h.own[id] != nil {
			continue
		}
		c, err := s.commit(id)
		if err != nil {
			cutOwn = true
			continue
		}
		h.own[id] = c
		h.order = append(h.order, id)
		cutOwn = cutOwn || edge[id]
		root = root || len(c.parents) == 0 // of a history of its own, or the base's where that is cut before it
		if !edge[id] {
			queue = append(queue, c.parents...)
		}
	}
	return h, !cutOwn && !(root && cutBase)
}
