package gitops

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"

	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// refDelta is the type of an object that is stored as a difference to one that the server has.
const refDelta = 7

// addition is an object to push. Its base is an object of the same kind that the server has and that is likely to be
// similar, or "". One changed name in a long directory is then 100 bytes instead of all its hashes.
type addition struct {
	object
	base ID
}

// thinPack writes a pack of the additions.
func (s store) thinPack(adds []addition) []byte {
	var pack bytes.Buffer
	pack.WriteString("PACK")
	pack.Write(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, 2), uint32(len(adds))))
	for _, a := range adds {
		typ, data, base := byte(a.kind), a.data, []byte(nil)
		if old, ok := s[a.base]; ok && old.kind == a.kind && len(old.data) > 0 {
			if d := packfile.DiffDelta(old.data, a.data); len(d) < len(a.data)/2 {
				typ, data, base = refDelta, d, a.base.raw()
			}
		}
		pack.Write(packHeader(typ, len(data)))
		pack.Write(base)
		z := zlib.NewWriter(&pack)
		z.Write(data)
		z.Close()
	}
	sum := sha1.Sum(pack.Bytes())
	pack.Write(sum[:])
	return pack.Bytes()
}

// packHeader is the type and the size of an object: four bits of the size beside the type, then seven to a byte.
func packHeader(typ byte, size int) []byte {
	b := typ<<4 | byte(size&15)
	var head []byte
	for size >>= 4; size > 0; size >>= 7 {
		head = append(head, b|0x80)
		b = byte(size & 0x7f)
	}
	return append(head, b)
}
