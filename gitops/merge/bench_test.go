package merge_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/merge"
)

// BenchmarkText merges a handful of edits on both sides of an issue.
func BenchmarkText(b *testing.B) {
	base := issue(b)
	side := func(seed uint64) string {
		w := &writer{Rand: rand.New(rand.NewPCG(seed, 1))}
		return strings.Join(w.edit(lines(base), (*writer).insertParagraph), "")
	}
	ours, theirs := []byte(side(1)), []byte(side(2))
	b.SetBytes(int64(len(base)))
	for b.Loop() {
		merge.Text([]byte(base), ours, theirs)
	}
}

func BenchmarkWords(b *testing.B) {
	w := &writer{Rand: rand.New(rand.NewPCG(1, 1))}
	base := strings.Repeat("a long entry of the letter, with [a link](https://a.example/b) ", 20) + "\n"
	ours, theirs := strings.Join(w.words([]string{base}), ""), strings.Join(w.words([]string{base}), "")
	b.SetBytes(int64(len(base)))
	for b.Loop() {
		merge.Words(base, ours, theirs)
	}
}

// hostile makes texts of about so many bytes that are hard to compare.
var hostile = []struct {
	name string
	text func(r *rand.Rand, size int) string
}{
	{"different lines", func(r *rand.Rand, size int) string { return many(size, func() string { return sentenceOf(r) + "\n" }) }},
	{"two kinds of lines", func(r *rand.Rand, size int) string {
		return many(size, func() string { return string(rune('a'+r.IntN(2))) + "\n" })
	}},
	{"forty kinds of lines", func(r *rand.Rand, size int) string {
		return many(size, func() string { return string(rune('A'+r.IntN(40))) + "\n" })
	}},
	{"one kind of lines", func(r *rand.Rand, size int) string { return strings.Repeat("\n", size-r.IntN(size/16)) }},
	{"a pattern", func(r *rand.Rand, size int) string {
		s := strings.Repeat("a\nb\na\nc\n", size/8)
		for range 20 {
			at := 2 * r.IntN(len(s)/2)
			s = s[:at] + string(rune('a'+r.IntN(4))) + "\n" + s[at:]
		}
		return s
	}},
	{"one line of words", func(r *rand.Rand, size int) string {
		return many(size, func() string { return string(rune('a'+r.IntN(2))) + " " })
	}},
	{"brackets", func(r *rand.Rand, size int) string {
		return many(size, func() string { return []string{"](", "](", "((", "[a"}[r.IntN(4)] })
	}},
	{"beginnings of addresses", func(r *rand.Rand, size int) string {
		return many(size, func() string { return []string{"a://", ",,", ".a"}[r.IntN(3)] })
	}},
	{"no blanks", func(r *rand.Rand, size int) string {
		return many(size, func() string { return string(rune('a' + r.IntN(26))) })
	}},
}

func many(size int, piece func() string) string {
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(piece())
	}
	return b.String()
}

func sentenceOf(r *rand.Rand) string { return (&writer{Rand: r}).sentence() }

// TestHostile merges texts that a quadratic comparison would never be done with.
func TestHostile(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 1))
			base, ours, theirs := h.text(r, 1<<18), h.text(r, 1<<18), h.text(r, 1<<18)
			merged := text(base, ours, theirs)
			checkPlaces(t, merged)
			checkKept(t, merged, base, ours, theirs)
			merge.Changed(base, theirs)
			if got, ok := merge.Words(base, ours, theirs); !ok && got != ours {
				t.Error("no offer, but another text")
			}
		})
	}
}

func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		r := rand.New(rand.NewPCG(1, 1))
		base, ours, theirs := h.text(r, 1<<20), h.text(r, 1<<20), h.text(r, 1<<20)
		b.Run("text of "+h.name, func(b *testing.B) {
			for b.Loop() {
				text(base, ours, theirs)
			}
		})
		b.Run("words of "+h.name, func(b *testing.B) {
			for b.Loop() {
				merge.Words(base, ours, theirs)
			}
		})
	}
}
