package gitops

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// inflation is how many times its own size a pack may unfold to.
const inflation = 4

// readPack stores the objects of a pack that refers to nothing outside of it. It does not use go-git's parser because that
// unfolds any size that the objects claim. A file that claims more than largest bytes is passed over and never held as a
// whole, and so is what stands there as a difference to it; 0 is no limit.
func (s store) readPack(r io.Reader, maxPack, largest int64) error {
	scan := packfile.NewScanner(r)
	_, count, err := scan.Header()
	if err != nil {
		return err
	}
	p := &unpacking{store: s, left: inflation * maxPack, largest: largest, byOffset: map[int64]ID{}, passed: map[ID]bool{}}
	for range count {
		if err := p.next(scan); err != nil {
			return err
		}
	}
	if _, err := scan.Checksum(); err != nil {
		return err
	}
	return p.resolveLate()
}

type unpacking struct {
	store    store
	left     int64        // bytes that may still be unfolded
	byOffset map[int64]ID // where each object lies in the pack
	late     []delta      // deltas whose base comes after them
	largest  int64        // bytes of a file that is kept; 0 for no limit
	passed   map[ID]bool  // what was passed over, as far as its id is known, and "" for the rest
}

type delta struct {
	base   ID
	offset int64
	data   []byte
}

// next reads one object.
func (p *unpacking) next(scan *packfile.Scanner) error {
	h, err := scan.NextObjectHeader()
	if err != nil {
		return err
	}
	if err := p.spend(h.Length); err != nil {
		return err
	}
	if h.Type == plumbing.BlobObject && p.isLarge(h.Length) {
		return p.passOver(scan, h)
	}
	var content bytes.Buffer
	if n, _, err := scan.NextObject(&content); err != nil {
		return err
	} else if n != h.Length {
		return errors.New("malformed pack: an object is shorter than it says")
	}
	switch h.Type {
	case plumbing.CommitObject, plumbing.TreeObject, plumbing.BlobObject, plumbing.TagObject:
		p.byOffset[h.Offset] = p.store.put(kind(h.Type), content.Bytes())
		return nil
	case plumbing.OFSDeltaObject:
		base, ok := p.byOffset[h.OffsetReference]
		if !ok {
			return errors.New("malformed pack: a delta has no base")
		}
		return p.apply(delta{base, h.Offset, content.Bytes()})
	case plumbing.REFDeltaObject:
		d := delta{ID(h.Reference.String()), h.Offset, content.Bytes()}
		if _, ok := p.store[d.base]; !ok && !p.passed[d.base] {
			p.late = append(p.late, d)
			return nil
		}
		return p.apply(d)
	}
	return fmt.Errorf("malformed pack: an object of type %d", h.Type)
}

func (p *unpacking) isLarge(n int64) bool { return p.largest > 0 && n > p.largest }

// passOver reads a file without keeping it, and learns its id.
func (p *unpacking) passOver(scan *packfile.Scanner, h *packfile.ObjectHeader) error {
	sum := sha1.New()
	fmt.Fprintf(sum, "%s %d\x00", blobKind, h.Length)
	if n, _, err := scan.NextObject(sum); err != nil {
		return err
	} else if n != h.Length {
		return errors.New("malformed pack: an object is shorter than it says")
	}
	id := ID(hex.EncodeToString(sum.Sum(nil)))
	p.byOffset[h.Offset], p.passed[id] = id, true
	return nil
}

// resolveLate applies the deltas whose base came after them, until none is left.
func (p *unpacking) resolveLate() error {
	for len(p.late) > 0 {
		var rest []delta
		for _, d := range p.late {
			if _, ok := p.store[d.base]; !ok && !p.passed[d.base] {
				rest = append(rest, d)
			} else if err := p.apply(d); err != nil {
				return err
			}
		}
		if len(rest) == len(p.late) && len(p.passed) > 0 {
			return nil // they stand on what was passed over
		}
		if len(rest) == len(p.late) {
			return errors.New("malformed pack: a delta has no base")
		}
		p.late = rest
	}
	return nil
}

func (p *unpacking) apply(d delta) error {
	base, ok := p.store[d.base]
	if !ok { // it was passed over
		p.byOffset[d.offset], p.passed[""] = "", true
		return nil
	}
	_, n := binary.Uvarint(d.data) // the size of the base, then of the result
	if n <= 0 {
		return packfile.ErrInvalidDelta
	}
	size, n := binary.Uvarint(d.data[n:])
	if n <= 0 || size > 1<<40 {
		return packfile.ErrInvalidDelta
	}
	if base.kind == blobKind && p.isLarge(int64(size)) {
		p.byOffset[d.offset], p.passed[""] = "", true
		return nil
	}
	if err := p.spend(int64(size)); err != nil {
		return err
	}
	content, err := packfile.PatchDelta(base.data, d.data)
	if err != nil {
		return err
	}
	p.byOffset[d.offset] = p.store.put(base.kind, content)
	return nil
}

func (p *unpacking) spend(n int64) error {
	if p.left -= n; n < 0 || p.left < 0 {
		return errTooLarge
	}
	return nil
}

// hash is the id in the type that go-git's protocol messages want.
func (id ID) hash() plumbing.Hash { return plumbing.Hash(id.raw()) }
