package gitops

import (
	"context"
	"fmt"
)

// Read returns the contents of blobs. It asks for all that it has not read before in one request, bounded like every
// answer. The contents belong to the Repository and must not be changed.
func (r *Repository) Read(ctx context.Context, ids ...ID) (map[ID][]byte, error) {
	contents, err := r.readUpTo(ctx, 0, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, ok := contents[id]; !ok {
			return nil, &Error{Kind: Protocol, Op: "read files of " + r.name, Text: "the server left out file " + id.Short()}
		}
	}
	return contents, nil
}

// readUpTo is Read without the files that have more than limit bytes, which are never held; 0 is no limit.
func (r *Repository) readUpTo(ctx context.Context, limit int64, ids []ID) (map[ID][]byte, error) {
	var absent []ID
	asked := map[ID]bool{}
	for _, id := range ids {
		if !id.valid() {
			return nil, fmt.Errorf("read files of %s: %.50q is no object id", r.name, id)
		}
		if _, known := r.store[id]; !known && !asked[id] {
			asked[id] = true
			absent = append(absent, id)
		}
	}
	if len(absent) > 0 {
		if _, err := r.objects(ctx, wish{op: "read files of " + r.name, ids: absent, largest: limit}); err != nil {
			return nil, err
		}
	}
	contents := make(map[ID][]byte, len(ids))
	for _, id := range ids {
		if o, ok := r.store[id]; ok && o.kind == blobKind && (limit == 0 || int64(len(o.data)) <= limit) {
			contents[id] = o.data
		}
	}
	return contents, nil
}
