// Package align tells which heading and which block of a translation stand for which of the original. It knows no house
// style: what names and addresses mean the same, the caller says.
package align

import (
	"hash/maphash"

	"github.com/xsf/padpress/lint"
)

// Pair is one of the original and the one that stands for it in the translation; -1 where there is none.
type Pair struct{ Original, Translation int }

// Whole reports whether both sides are there.
func (p Pair) Whole() bool { return p.Original >= 0 && p.Translation >= 0 }

// Texts are an original and its translation, and what is known of their words.
type Texts struct {
	Original, Translation *lint.Document

	// Names tells of a heading of the original and one of the translation whether they are known to be names of one
	// section (1) or of two (-1); 0 where that is not known. It is asked for each pair of them.
	Names func(original, translation int) int

	// Address is the form in which the addresses of both texts are compared.
	Address func(address string) string
}

// Alignment pairs the headings and blocks of two texts. Pairs stand in the order of both texts, those without a partner
// among them: what changed its place has none.
type Alignment struct {
	Headings []Pair // indices in Document.Headings
	Blocks   []Pair // indices in Document.Blocks
}

// most is how many pairs of pieces are compared: issues have some forty thousand. Beyond it nothing is aligned.
const most = 1 << 20

// Align compares the texts piece by piece, headings and blocks as they follow each other, and takes the pairs that have
// most in common without any of them crossing another.
func (t Texts) Align() Alignment {
	r := reader{t, maphash.MakeSeed()}
	a, b := r.pieces(t.Original), r.pieces(t.Translation)
	var found Alignment
	if len(a)*len(b) > most {
		return found
	}
	for _, p := range inOrder(len(a), len(b), func(i, k int) int { return t.likeness(a[i], b[k]) }) {
		one := first(p, a, b)
		pair := Pair{-1, -1}
		if p.Original >= 0 {
			pair.Original = a[p.Original].index
		}
		if p.Translation >= 0 {
			pair.Translation = b[p.Translation].index
		}
		if one.heading {
			found.Headings = append(found.Headings, pair)
		} else {
			found.Blocks = append(found.Blocks, pair)
		}
	}
	return found
}

// first is a piece of the pair.
func first(p Pair, a, b []piece) piece {
	if p.Original >= 0 {
		return a[p.Original]
	}
	return b[p.Translation]
}

// inOrder is the best way to pair n pieces with m others without crossings: that of the highest sum of likenesses, of
// which none is below one.
func inOrder(n, m int, likeness func(i, k int) int) []Pair {
	const (
		both = iota
		skipOriginal
		skipTranslation
	)
	way := make([]byte, n*m) // the first step on the best way from (i, k) to the end
	below, row := make([]int, m+1), make([]int, m+1)
	for i := n - 1; i >= 0; i-- {
		row[m] = 0
		for k := m - 1; k >= 0; k-- {
			best, step := below[k], byte(skipOriginal)
			if row[k+1] > best {
				best, step = row[k+1], skipTranslation
			}
			if l := likeness(i, k); l > 0 && below[k+1]+l >= best {
				best, step = below[k+1]+l, both
			}
			row[k], way[i*m+k] = best, step
		}
		below, row = row, below
	}
	pairs := make([]Pair, 0, max(n, m))
	for i, k := 0, 0; i < n || k < m; {
		switch {
		case k == m || i < n && way[i*m+k] == skipOriginal:
			pairs = append(pairs, Pair{i, -1})
			i++
		case i == n || way[i*m+k] == skipTranslation:
			pairs = append(pairs, Pair{-1, k})
			k++
		default:
			pairs = append(pairs, Pair{i, k})
			i, k = i+1, k+1
		}
	}
	return pairs
}
