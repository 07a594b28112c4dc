package lint

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestEight looks at every byte in every place among others.
func TestEight(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for c := range 256 {
		for at := range 8 {
			for range 20 {
				text := make([]byte, 8)
				for i := range text {
					text[i] = byte(random.Uint32())
				}
				text[at] = byte(c)
				x := eightAt(text, 0)
				for i, c := range text {
					if marked := x.alphanumeric()>>(8*i)&0x80 != 0; marked != isAlphanumeric(c) {
						t.Fatalf("%q: byte %d is alphanumeric: %v", text, i, marked)
					}
					if marked := x.is(' ')>>(8*i)&0x80 != 0; marked != (c == ' ') {
						t.Fatalf("%q: byte %d is a blank: %v", text, i, marked)
					}
				}
				if x.alphanumeric()&^highs != 0 || x.is(' ')&^highs != 0 {
					t.Fatalf("%q: other bits are set", text)
				}
			}
		}
	}
}

func TestAlphanumericEnd(t *testing.T) {
	for n := range 40 {
		for behind := range 12 {
			text := append(bytes.Repeat([]byte("a1Z"), 20)[:n], bytes.Repeat([]byte("é"), behind)...)
			for from := range n + 1 {
				if got := alphanumericEnd(text, from); got != n {
					t.Fatalf("%q from %d ends at %d", text, from, got)
				}
			}
		}
	}
}
