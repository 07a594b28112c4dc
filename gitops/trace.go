package gitops

import (
	"context"
	"slices"
	"strings"
)

// Trace is what a commit's message tells of an import that does not count any more: people rebased, squashed or amended
// it. Its file is what the next change is compared with, if the server still has it.
type Trace struct {
	File     ID       // blob of the file, which the server still had
	Digest   string   // of the pad's raw text; see Digest
	Version  string   // what made the import
	Pictures []string // what it remembers of pictures; see Change
	Drafted  []string // what it remembers of sections that it drafted; see Change
	Lost     bool     // the server does not have the file any more: nothing can be merged
}

// traces are the imports that a message tells of, the newest first. A squash puts whole messages into its own: GitHub's
// and `git rebase` the oldest first, `git merge --squash` the newest.
func traces(message string) []trailers {
	var found []trailers
	var t trailers
	for line := range strings.Lines(message) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		switch value = strings.TrimSpace(value); key {
		case sourceKey:
			t = trailers{source: value}
		case digestKey:
			t.digest = value
		case fileKey:
			t.file = ID(value)
		case pictureKey:
			t.pictures += value + "\n"
		case draftedKey:
			t.drafted += value + "\n"
		case versionKey:
			if t.version = value; len(t.digest) == 64 && isHex(t.digest) && t.file.valid() && value != "" {
				found = append(found, t)
			}
			t = trailers{}
		}
	}
	if !strings.Contains(message, "Squashed commit of the following:") {
		slices.Reverse(found)
	}
	return found
}

// newestTrace is the newest import that the branch's messages tell of, unless it is one that counts, or older than one.
func (h *history) newestTrace(counted map[ID]*Import) (trailers, bool) {
	var files []ID
	for _, i := range counted {
		files = append(files, i.File)
	}
	old := h.before(counted)
	for _, id := range h.order {
		if old[id] {
			continue
		}
		for _, t := range traces(h.own[id].message) {
			return t, !slices.Contains(files, t.file)
		}
	}
	return trailers{}, false
}

// before are the commits that an import was merged into, and all before them: what these tell of is older than the import.
func (h *history) before(imports map[ID]*Import) map[ID]bool {
	old := map[ID]bool{}
	for _, id := range h.order {
		c := h.own[id]
		if len(c.parents) < 2 || imports[c.parents[len(c.parents)-1]] == nil {
			continue
		}
		for queue := c.parents[:len(c.parents)-1]; len(queue) > 0; queue = queue[1:] {
			if at := h.own[queue[0]]; at != nil && !old[at.id] {
				old[at.id] = true
				queue = append(queue[:len(queue):len(queue)], at.parents...)
			}
		}
	}
	return old
}

// trace reads what a branch needs whose history people rewrote: the file of the newest import that its messages tell of,
// and the tree of the base's commit that it stands on.
func (r *Repository) trace(ctx context.Context, s *State, h *history, counted map[ID]*Import, dirs directories) error {
	t, ok := h.newestTrace(counted)
	if !ok {
		return nil
	}
	s.Trace = &Trace{File: t.file, Digest: t.digest, Version: t.version, Pictures: lineList(t.pictures), Drafted: lineList(t.drafted)}
	if _, err := r.Read(ctx, t.file); IsKind(err, Protocol) {
		s.Trace.Lost = true // servers throw away what no branch holds
	} else if err != nil {
		return err
	}
	if s.Import != nil {
		return nil
	}
	under, ok := h.standsOn(s.Head.Commit)
	if !ok {
		s.Trace = nil // a history of its own
		return nil
	}
	if err := r.trees(ctx, []ID{under}); err != nil {
		return err
	}
	var err error
	s.under, err = r.store.newTree(under, dirs)
	return r.incomplete(err)
}

// standsOn is the commit of the base from which the branch's first parents lead to its tip.
func (h *history) standsOn(head ID) (ID, bool) {
	for id := head; ; {
		if h.inBase(id) {
			return id, true
		}
		c := h.own[id]
		if c == nil || len(c.parents) == 0 {
			return "", false
		}
		id = c.parents[0]
	}
}
