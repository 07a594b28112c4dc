package lint

import (
	"encoding/binary"
	"math/bits"
)

// eight is eight bytes of a text, the first one lowest, which a processor looks at as fast as at one. What is asked of them
// is answered by the highest bit of each byte.
type eight uint64

const (
	ones  eight = 0x0101010101010101
	highs eight = 0x80 * ones
)

func eightAt(text []byte, i int) eight { return eight(binary.LittleEndian.Uint64(text[i:])) }

// alphanumeric marks letters and digits of ASCII.
func (x eight) alphanumeric() eight {
	low := x &^ highs
	return (low.between('0', '9') | (low|0x20*ones).between('a', 'z')) &^ x
}

// is marks the bytes that are c, of ASCII.
func (x eight) is(c byte) eight { return (x&^highs).between(c, c) &^ x }

// between marks the bytes from first to last. All must be of ASCII.
func (x eight) between(first, last byte) eight {
	return (x + eight(0x80-first)*ones) &^ (x + eight(0x7f-last)*ones) & highs
}

// first is the index of the first byte that is marked, 8 if none is.
func (x eight) first() int { return bits.TrailingZeros64(uint64(x)) / 8 }

// alphanumericEnd is where the letters and digits of ASCII end that begin at i.
func alphanumericEnd(text []byte, i int) int {
	for i+8 <= len(text) {
		n := (^eightAt(text, i).alphanumeric() & highs).first()
		if i += n; n < 8 {
			return i
		}
	}
	for i < len(text) && isAlphanumeric(text[i]) {
		i++
	}
	return i
}
