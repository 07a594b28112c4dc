// Package align tells which heading and which block of a translation stand for which of the original. It knows no house
// style: what names and addresses mean the same, the caller says.
package align

import (
	"hash/maphash"

	"github.com/xsf/padpress/lint"
)

// Pair is one of the original and the one that stands for it in the translation; -1 where there is none.
type Pair struct {
	Original, Translation int

	// Sure tells that no doubt is left: both have something in common that is the same in every language, or their
	// neighbours have and nothing in between is without a partner.
	Sure bool
}

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

// most is how many pairs of pieces are compared: issues have a few thousand. Beyond it nothing is aligned.
const most = 1 << 20

// Align compares the texts piece by piece, headings and blocks as they follow each other, and takes the pairs that have
// most in common without any of them crossing another. Headings that are known to be of one section are paired first, and
// what stands between two of them is paired by itself.
func (t Texts) Align() Alignment {
	r := reader{t, maphash.MakeSeed()}
	a, b := r.pieces(t.Original), r.pieces(t.Translation)
	var found Alignment
	known, ok := t.known(a, b)
	if !ok {
		return found
	}
	known = append(known, Pair{Original: len(a), Translation: len(b)})
	left := most
	from := Pair{}
	for _, to := range known {
		theirs, ours := a[from.Original:to.Original], b[from.Translation:to.Translation]
		if left -= len(theirs) * len(ours); left < 0 {
			return Alignment{}
		}
		row := InOrder(len(theirs), len(ours), func(i, k int) int { return t.likeness(theirs[i], ours[k]) })
		assure(row, func(p Pair) bool { return speaks(theirs[p.Original], ours[p.Translation]) })
		for _, p := range row {
			found.add(p, theirs, ours)
		}
		if to.Original < len(a) {
			found.add(Pair{to.Original, to.Translation, true}, a, b)
		}
		from = Pair{Original: to.Original + 1, Translation: to.Translation + 1}
	}
	return found
}

// assure marks the pairs of a row that are sure: those that speak for themselves, and between two of them, or them and an
// end of the row, those of a stretch in which nothing is without a partner.
func assure(row []Pair, speaks func(Pair) bool) {
	start, gaps := 0, false
	for i := 0; i <= len(row); i++ {
		switch {
		case i < len(row) && !row[i].Whole():
			gaps = true
			continue
		case i < len(row) && !speaks(row[i]):
			continue
		}
		for k := start; k < i && !gaps; k++ {
			row[k].Sure = true
		}
		if i < len(row) {
			row[i].Sure = true
		}
		start, gaps = i+1, false
	}
}

// known pairs the headings of which Names knows that they are of one section, and below which something is the same, if
// there is anything: a heading may have lost its place. It is false where there are too many headings.
func (t Texts) known(a, b []piece) ([]Pair, bool) {
	theirs, ours := headings(a), headings(b)
	if len(theirs)*len(ours) > most {
		return nil, false
	}
	var found []Pair
	for _, p := range InOrder(len(theirs), len(ours), func(i, k int) int {
		one, other := a[theirs[i]], b[ours[k]]
		if t.Names(one.index, other.index) == 1 && (shared(one.marks, other.marks) > 0 || one.strong+other.strong == 0) {
			return t.likeness(one, other)
		}
		return 0
	}) {
		if p.Whole() {
			found = append(found, Pair{Original: theirs[p.Original], Translation: ours[p.Translation]})
		}
	}
	return found, true
}

// headings are the indices of those among pieces.
func headings(pieces []piece) []int {
	var found []int
	for i, p := range pieces {
		if p.heading {
			found = append(found, i)
		}
	}
	return found
}

// add notes a pair of pieces.
func (f *Alignment) add(p Pair, theirs, ours []piece) {
	pair, heading := Pair{-1, -1, p.Sure}, false
	if p.Original >= 0 {
		pair.Original, heading = theirs[p.Original].index, theirs[p.Original].heading
	}
	if p.Translation >= 0 {
		pair.Translation, heading = ours[p.Translation].index, ours[p.Translation].heading
	}
	if heading {
		f.Headings = append(f.Headings, pair)
	} else {
		f.Blocks = append(f.Blocks, pair)
	}
}

// InOrder is the best way to pair n pieces with m others without crossings: that of the highest sum of likenesses, of
// which none is below one.
func InOrder(n, m int, likeness func(i, k int) int) []Pair {
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
			pairs = append(pairs, Pair{Original: i, Translation: -1})
			i++
		case i == n || way[i*m+k] == skipTranslation:
			pairs = append(pairs, Pair{Original: -1, Translation: k})
			k++
		default:
			pairs = append(pairs, Pair{Original: i, Translation: k})
			i, k = i+1, k+1
		}
	}
	return pairs
}
