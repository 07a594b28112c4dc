package gitops

import (
	"context"
	"time"
)

// RemoteLine is the main line of a repository on a server, of which little is read: commits without trees, then the trees
// of those commits that matter, then the contents that are asked for.
type RemoteLine struct {
	repo *Repository
	tip  ID
}

// Line is the main line of the branch that the server's HEAD names. It makes one request.
func (r *Repository) Line(ctx context.Context) (*RemoteLine, error) {
	found, err := r.readRefs(ctx, "HEAD")
	if err != nil {
		return nil, err
	}
	tip, ok := found["HEAD"]
	if !ok {
		return nil, &Error{Kind: NotFound, Op: "read " + r.name, Text: "its HEAD names no branch"}
	}
	return &RemoteLine{r, tip}, nil
}

// Tip is the newest commit of the line.
func (l *RemoteLine) Tip() ID { return l.tip }

// margins are how long before the time that is asked for history is read, until a commit is found that is older: the state
// in which the line was at that time.
var margins = []time.Duration{60 * 24 * time.Hour, 400 * 24 * time.Hour}

// Since is the main line from its first commit that is not older than since. Folders and files that wanted does not like
// are no part of it. It makes two requests, seldom more.
func (l *RemoteLine) Since(ctx context.Context, since time.Time, wanted func(path string) bool) (*Line, error) {
	line, whole, err := l.commits(ctx, since)
	if err != nil {
		return nil, err
	}
	ids := []ID{l.tip}
	for _, c := range line {
		if c.id != l.tip {
			ids = append(ids, c.id)
		}
	}
	if err := l.repo.trees(ctx, ids); err != nil {
		return nil, err
	}
	all, err := steps(l.repo.store, line, since, wanted)
	if err != nil {
		return nil, l.repo.incomplete(err)
	}
	return &Line{Tip: l.tip, Steps: all, Cut: !whole}, nil
}

// commits reads history until a commit older than since is there.
func (l *RemoteLine) commits(ctx context.Context, since time.Time) (line []*commit, whole bool, err error) {
	op := "read the history of " + l.repo.name
	for _, margin := range margins {
		_, err := l.repo.objects(ctx, wish{op: op, ids: []ID{l.tip}, since: since.Add(-margin), filter: noTrees})
		if err != nil && !IsKind(err, Protocol) { // the server refuses where no commit is so young
			return nil, false, err
		}
		if line, whole = mainline(l.repo.store, l.tip, since); whole {
			return line, true, nil
		}
	}
	if _, err := l.repo.objects(ctx, wish{op: op, ids: []ID{l.tip}, depth: mostDepth, filter: noTrees}); err != nil {
		return nil, false, err
	}
	line, whole = mainline(l.repo.store, l.tip, since)
	return line, whole, nil
}

// maxAlone is how many files are asked for by themselves.
const maxAlone = 4

// Read is the contents of files, in one request. One that has more than limit bytes is left out, and never held. What the
// server sent as a difference to such a file is asked for once more, by itself.
func (l *RemoteLine) Read(ctx context.Context, limit int64, ids ...ID) (map[ID][]byte, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	contents, err := l.repo.readUpTo(ctx, limit, ids)
	if err != nil || len(ids) == 1 {
		return contents, err
	}
	asked := 0
	for _, id := range ids {
		if _, ok := contents[id]; ok || asked == maxAlone {
			continue
		}
		asked++
		if alone, err := l.repo.readUpTo(ctx, limit, []ID{id}); err == nil && alone[id] != nil {
			contents[id] = alone[id]
		}
	}
	return contents, nil
}

// File is the content of the file at path at the tip of the line, after Since; it is false where there is none.
func (l *RemoteLine) File(ctx context.Context, path string) ([]byte, bool) {
	c, err := l.repo.store.commit(l.tip)
	if err != nil {
		return nil, false
	}
	entries, err := l.repo.store.tree(c.tree)
	if err != nil {
		return nil, false
	}
	for _, e := range entries {
		if e.Name != path || !e.Mode.IsRegular() {
			continue
		}
		contents, err := l.repo.Read(ctx, e.ID)
		return contents[e.ID], err == nil
	}
	return nil, false
}
