package gitops

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing/format/pktline"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/sideband"
)

// What a server may leave out of a pack. GitHub allows these two; finer ones cannot be counted on.
const (
	noBlobs = "blob:none"
	noTrees = "tree:0" // nor blobs
)

// wish is a request for objects.
type wish struct {
	op     string // for errors
	ids    []ID
	depth  int       // how many generations of commits; 0 for no limit
	not    string    // full name of a branch whose commits are not wanted
	since  time.Time // no commits from before; zero for no limit
	filter string

	largest int64 // bytes of a file, which is passed over if it has more; 0 for no limit
}

// objects fetches what is wished into the store, and returns the commits whose parents the server kept back.
func (r *Repository) objects(ctx context.Context, w wish) (shallow []ID, err error) {
	if r.noFilter {
		w.filter = ""
	}
	shallow, err = r.fetchPack(ctx, w)
	if !IsKind(err, Protocol) || w.filter == "" {
		return shallow, err
	}
	can, asked := r.canFilter(ctx)
	if can || asked != nil {
		return nil, err
	}
	r.noFilter, w.filter = true, ""
	return r.fetchPack(ctx, w)
}

// fetchPack speaks protocol 0, whose requests need no advertisement before them when the ids are known.
func (r *Repository) fetchPack(ctx context.Context, w wish) ([]ID, error) {
	c := call{op: w.op, service: uploadPack, body: r.encodeWish(w)}
	b, err := r.do(ctx, c)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	lines := pktline.NewScanner(b)
	var shallow []ID
	if w.depth > 0 || w.not != "" || !w.since.IsZero() {
		if shallow, err = readShallow(lines); err != nil {
			return nil, r.failed(c, b, err)
		}
	}
	if !lines.Scan() || !bytes.HasPrefix(lines.Bytes(), []byte("NAK")) {
		return nil, r.failed(c, b, errors.Join(lines.Err(), fmt.Errorf("%.60q where a pack should begin", lines.Bytes())))
	}
	if err := r.store.readPack(sideband.NewDemuxer(sideband.Sideband64k, b), r.maxPack, w.largest); err != nil {
		return nil, r.failed(c, b, err)
	}
	return shallow, nil
}

func (r *Repository) encodeWish(w wish) []byte {
	caps := "side-band-64k ofs-delta no-progress shallow deepen-not deepen-since agent=" + r.agentToken()
	if w.filter != "" {
		caps += " filter"
	}
	var req bytes.Buffer
	e := pktline.NewEncoder(&req)
	for i, id := range w.ids {
		if i == 0 {
			e.Encodef("want %s %s\n", id, caps)
			continue
		}
		e.Encodef("want %s\n", id)
	}
	if w.depth > 0 {
		e.Encodef("deepen %d\n", w.depth)
	}
	if w.not != "" {
		e.Encodef("deepen-not %s\n", w.not)
	}
	if !w.since.IsZero() {
		e.Encodef("deepen-since %d\n", w.since.Unix())
	}
	if w.filter != "" {
		e.Encodef("filter %s\n", w.filter)
	}
	e.Flush()
	e.Encodef("done\n")
	return req.Bytes()
}

// readShallow reads the section that answers a limited depth.
func readShallow(lines *pktline.Scanner) ([]ID, error) {
	var shallow []ID
	for lines.Scan() {
		line := strings.TrimSuffix(string(lines.Bytes()), "\n")
		if line == "" {
			return shallow, nil
		}
		id, ok := strings.CutPrefix(line, "shallow ")
		if !ok || !ID(id).valid() {
			return nil, fmt.Errorf("%.60q where the depth should be", line)
		}
		shallow = append(shallow, ID(id))
	}
	return nil, errors.Join(lines.Err(), errors.New("no end of the depth"))
}
