package translation

import (
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Changes counts what Renew brought into a translation.
type Changes struct {
	New     int // pieces that the original got, as a skeleton has them
	Gone    int // pieces that the original lost, and that nobody had translated
	Written int // changes that were written into what people translated: addresses, numbers, versions
	Marked  int // translated pieces with a mark, since their original changed or went
	Lost    int // changes to pieces that the translation does not have
}

// Renew brings into a translation what changed from was, its original when it was made, to now. What people translated
// stays: where its original changed, addresses and numbers are written into it, and for all else it gets a mark that holds
// the original's new text. Done twice, with now for was, it changes nothing.
func (t *Translator) Renew(was, now, translation *lint.Document) ([]byte, Changes, error) {
	r := renewal{Translator: t, was: split(was), now: split(now), mine: split(translation)}
	for _, x := range []struct {
		text
		d *lint.Document
	}{{r.was, was}, {r.now, now}, {r.mine, translation}} {
		if tooLong(x.text) {
			return nil, Changes{}, errTooLong(x.d)
		}
	}
	r.pair()
	r.write()
	r.out.front = r.renewFront(was, now, translation)
	r.out.rest = either(r.was.rest, r.mine.rest, r.now.rest)
	t.followHeadings(now, r.now, r.out, r.from, r.ours)
	r.out.keepFirstLine()
	return []byte(r.out.String()), r.Changes, nil
}

// keepFirstLine writes a line that came to the beginning of a text without front matter, and would begin some there, with
// other signs.
func (t text) keepFirstLine() {
	if t.front == "" && len(t.pieces) > 0 && lint.Parse("", []byte(t.String())).Front.Exists() {
		t.pieces[0].text = "***" + strings.TrimPrefix(t.pieces[0].text, "---")
	}
}

// either is own, or now where own is still as it was.
func either(was, own, now string) string {
	if own == was {
		return now
	}
	return own
}

// renewal is one run of Renew. Pieces are named by their indices.
type renewal struct {
	*Translator
	Changes
	was, now, mine text
	later          []int // of each piece of was, the one of now; -1 for none
	earlier        []int // of each piece of now, the one of was
	mineOf         []int // of each piece of was, the one of mine
	moved          map[int]bool
	out            text
	from           []int  // of each piece of out, the one of now; -1 for none
	prior          []int  // of each piece of out, the one of mine; -1 for none
	ours           []bool // which pieces of out we wrote
}

func (r *renewal) pair() {
	r.later = versions(r.was.pieces, r.now.pieces)
	r.mineOf = r.beside(r.was.pieces, r.mine.pieces)
	r.earlier = make([]int, len(r.now.pieces))
	for k := range r.earlier {
		r.earlier[k] = -1
	}
	for i, k := range r.later {
		if k >= 0 {
			r.earlier[k] = i
		}
	}
	r.moved = map[int]bool{}
	for i, k := range r.later {
		if k >= 0 || len(r.was.pieces[i].text) < shortMove {
			continue
		}
		for n, p := range r.now.pieces {
			if r.earlier[n] < 0 && p.kind == r.was.pieces[i].kind && p.text == r.was.pieces[i].text {
				r.earlier[n], r.moved[n] = i, true
				r.later[i] = n
				break
			}
		}
	}
}

// shortMove is how many bytes a text must have to be known again in another place.
const shortMove = 20

// write makes the new translation: the present one with the changes at their places.
func (r *renewal) write() {
	behind := r.insertions()
	of := make([]int, len(r.mine.pieces)) // the piece of was that each piece of the translation is of
	for k := range of {
		of[k] = -1
	}
	for i, k := range r.mineOf {
		if k >= 0 {
			of[k] = i
		}
	}
	r.insert(behind[-1])
	for k, p := range r.mine.pieces {
		switch i := of[k]; {
		case i < 0:
			r.add(p, -1, k, false)
		case r.later[i] < 0:
			r.remove(p, r.was.pieces[i], k)
		case r.moved[r.later[i]]: // it stands elsewhere now
		default:
			p, ours := r.renewed(r.was.pieces[i], r.now.pieces[r.later[i]], p)
			if n := len(r.out.pieces); n > 0 && r.out.pieces[n-1].mark.Verb == lint.ToRemove {
				p.gap = r.mine.pieces[k].gap // what it stood behind is still there
			}
			r.add(p, r.later[i], k, ours)
		}
		r.insert(behind[k])
	}
}

// insertions are the pieces of now that come behind each piece of the translation, those before its first behind -1.
func (r *renewal) insertions() map[int][]int {
	behind := map[int][]int{}
	at := -1
	for n := range r.now.pieces {
		i := r.earlier[n]
		switch {
		case i >= 0 && !r.moved[n] && r.mineOf[i] >= 0:
			at = r.mineOf[i]
		case i >= 0 && !r.moved[n]:
			if r.was.pieces[i].text != r.now.pieces[n].text {
				r.Lost++ // people left it out
			}
		case i >= 0 && r.mineOf[i] < 0: // people left it out where it stood before
		default:
			behind[at] = append(behind[at], n)
		}
	}
	return behind
}

// insert adds pieces that the original got, or that stand elsewhere in it now.
func (r *renewal) insert(pieces []int) {
	for _, n := range pieces {
		p := r.now.pieces[n]
		if i := r.earlier[n]; i >= 0 {
			own := r.mine.pieces[r.mineOf[i]]
			own.gap, own.lead, own.tail = p.gap, p.lead, p.tail
			r.add(own, n, -1, false)
			continue
		}
		if r.has(p) {
			continue
		}
		r.New++
		r.add(r.draft(p), n, -1, true)
	}
}

// has reports whether people brought a piece of the original in already: one of theirs, that is of none that was, has all
// its addresses.
func (r *renewal) has(p piece) bool {
	return len(p.links) > 0 && slices.ContainsFunc(r.mine.pieces, func(q piece) bool {
		return slices.Equal(p.links, q.links) && q.kind == p.kind
	}) && !slices.ContainsFunc(r.was.pieces, func(q piece) bool { return slices.Equal(p.links, q.links) })
}

// add puts a piece behind those that are there: piece from of now, and piece own of mine. Beside what was no neighbour of it
// in either it begins behind a blank line, unless both are entries.
func (r *renewal) add(p piece, from, own int, ours bool) {
	if n := len(r.out.pieces) - 1; n >= 0 {
		last := &r.out.pieces[n]
		if !strings.HasSuffix(last.tail, "\n") {
			last.tail += "\n"
		}
		known := from > 0 && r.from[n] == from-1 || own > 0 && r.prior[n] == own-1
		asBefore := own > 0 && r.prior[n] == own-1 && p.lead == r.mine.pieces[own].lead
		joins := !asBefore && (last.kind == block || last.kind == figure) && !p.isItem() // to one paragraph
		if p.gap == "" && (joins || !known && !(p.isItem() && last.isItem())) {
			p.gap = "\n"
		}
	}
	r.out.pieces = append(r.out.pieces, p)
	r.from = append(r.from, from)
	r.prior = append(r.prior, own)
	r.ours = append(r.ours, ours)
}
