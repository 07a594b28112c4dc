package rules

import (
	"bytes"
	"path"
	"slices"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/align"
)

// drift is what changed in the original of a translation since the translation was made.
type drift struct {
	*parallel           // the translation beside the original as it is
	then      *parallel // the translation beside the original as it was
	was, is   []driftPiece
	own       []driftPiece // of the translation
	pairs     []align.Pair // of was and is
	tooMuch   bool         // so much differs that there are no pairs
	partner   map[int]int  // of the blocks as they are those as they were
	moved     []align.Pair // those of pairs that stand elsewhere now
	replaced  map[int]int  // of lost pieces the new ones in their places

	wasLinks, isLinks, has map[string]bool // addresses in the original as it was, as it is, and in the translation
	hasKey                 map[string]bool // the latter in the form in which addresses are compared
}

type driftKey struct {
	house     *lint.House
	then, now *lint.Document
}

// drifted is what changed; nil where nothing did, and where that is not known. It is made once for all rules.
func drifted(p *lint.Pass) *drift {
	t := beside(p)
	if t == nil || p.World.Then == nil {
		return nil
	}
	then := p.World.Then()
	if then == nil || then.Language() != "" || bytes.Equal(then.Src, t.original.Src) && path.Base(then.Path) == path.Base(t.original.Path) {
		return nil
	}
	made := lint.Shared(p.Document, driftKey{p.World.House, then, t.original.Document}, func() drift { return findDrift(p, t, then) })
	made.parallel, made.then = t, besideText(p, then)
	return &made
}

func findDrift(p *lint.Pass, t *parallel, then *lint.Document) drift {
	d := drift{parallel: t, then: besideText(p, then), partner: map[int]int{}, replaced: map[int]int{}}
	d.was, d.is = driftPieces(t, d.then.original), driftPieces(t, t.original)
	d.wasLinks, d.isLinks = addressesOf(d.was), addressesOf(d.is)
	d.has, d.hasKey = map[string]bool{}, map[string]bool{}
	d.own = driftPieces(t, p)
	for _, piece := range d.own {
		for _, l := range piece.links {
			d.has[l.address], d.hasKey[l.key] = true, true
		}
	}
	pairs, ok := sameText(d.was, d.is)
	d.pairs, d.tooMuch = pairs, !ok
	d.findMoved()
	d.findRenamed()
	for _, pair := range d.pairs {
		if pair.Whole() && d.was[pair.Original].block >= 0 {
			d.partner[d.is[pair.Translation].block] = d.was[pair.Original].block
		}
	}
	d.findReplaced()
	return d
}

func addressesOf(pieces []driftPiece) map[string]bool {
	found := map[string]bool{}
	for _, p := range pieces {
		for _, l := range p.links {
			found[l.address] = true
		}
	}
	return found
}

// likelySame is how like each other two pieces must be to be one that changed its place.
const likelySame = 60

// findMoved makes pairs of what left its place and what came to another, if it is the same but for a few words.
func (d *drift) findMoved() {
	for i, lost := range d.pairs {
		if lost.Translation >= 0 || lost.Original < 0 || d.was[lost.Original].block < 0 {
			continue
		}
		found, best := -1, likelySame-1
		for k, came := range d.pairs {
			if came.Original >= 0 || came.Translation < 0 || d.is[came.Translation].block < 0 {
				continue
			}
			l := d.was[lost.Original].likeness(d.is[came.Translation])
			if a, b := d.was[lost.Original].links, d.is[came.Translation].links; l > 0 && len(a) > 0 && len(b) > 0 && a[0].address == b[0].address {
				l += likelySame / 2
			}
			if l > best {
				found, best = k, l
			}
		}
		if found >= 0 {
			d.pairs[i].Translation = d.pairs[found].Translation
			d.pairs[found] = align.Pair{Original: -1, Translation: -1}
			d.moved = append(d.moved, d.pairs[i])
		}
	}
	d.pairs = slices.DeleteFunc(d.pairs, func(p align.Pair) bool { return p.Original < 0 && p.Translation < 0 })
}

// findRenamed makes pairs of headings with other words above what stayed.
func (d *drift) findRenamed() {
	lost, stays := map[int]int{}, map[int]int{} // where headings that went stand among the pairs; by piece of now that of then
	for i, pair := range d.pairs {
		if pair.Whole() {
			stays[pair.Translation] = pair.Original
		} else if pair.Original >= 0 && d.was[pair.Original].heading >= 0 {
			lost[pair.Original] = i
		}
	}
	for i, pair := range d.pairs {
		if pair.Translation < 0 || pair.Original >= 0 || d.is[pair.Translation].heading < 0 {
			continue
		}
		below, ok := stays[pair.Translation+1]
		if k, went := lost[below-1]; ok && went {
			d.pairs[i].Original = below - 1
			d.pairs[k] = align.Pair{Original: -1, Translation: -1}
		}
	}
	d.pairs = slices.DeleteFunc(d.pairs, func(p align.Pair) bool { return p.Original < 0 && p.Translation < 0 })
}

// findReplaced finds single blocks that went where a single one came.
func (d *drift) findReplaced() {
	for i := 0; i < len(d.pairs); {
		k := i
		var lost, came []int
		for ; k < len(d.pairs) && !d.pairs[k].Whole(); k++ {
			if d.pairs[k].Translation < 0 {
				lost = append(lost, d.pairs[k].Original)
			} else {
				came = append(came, d.pairs[k].Translation)
			}
		}
		if len(lost) == 1 && len(came) == 1 && d.was[lost[0]].block >= 0 && d.is[came[0]].block >= 0 {
			d.replaced[lost[0]] = came[0]
		}
		i = max(k, i+1)
	}
}

// blockOf is the block of the translation that stands for block i of the original as it is; -1 for none. What the
// translation was made from tells it better than what stands there now.
func (d *drift) blockOf(i int) int {
	if was, ok := d.partner[i]; ok {
		if k, ok := d.then.block[was]; ok {
			return k
		}
	}
	if k, ok := d.block[i]; ok && !d.stoodFor(k) {
		return k
	}
	return -1
}

// stoodFor reports whether block k of the translation was made from a block of the original that is still there.
func (d *drift) stoodFor(k int) bool {
	for _, was := range d.partner {
		if made, ok := d.then.block[was]; ok && made == k {
			return true
		}
	}
	return false
}

// nearNew is where to speak of block i, which the original did not have: at the one before it in its section, else at the
// heading above.
func (d *drift) nearNew(i int) lint.Span {
	blocks := d.original.Blocks()
	for k := i - 1; k >= 0 && blocks[k].Heading == blocks[i].Heading; k-- {
		if b := d.blockOf(k); b >= 0 {
			return firstLine(d.Pass, d.Blocks()[b].Span)
		}
	}
	return d.nearHeading(blocks[i].Heading)
}

// hasNew reports whether the translation has what stands for piece k, which the original did not have: one of the
// addresses that came with it, or else a block that was not made from anything else.
func (d *drift) hasNew(k int) bool {
	came := false
	for _, l := range d.is[k].links {
		if d.wasLinks[l.address] {
			continue
		}
		if came = true; d.has[l.address] || d.hasKey[l.key] {
			return true
		}
	}
	return !came && d.is[k].block >= 0 && d.blockOf(d.is[k].block) >= 0
}

// keeps is where the translation still has what stood for piece i, which the original has no more. It is false where it has
// not.
func (d *drift) keeps(i int) (lint.Span, bool) {
	went := false
	for _, l := range d.was[i].links {
		if d.isLinks[l.address] {
			continue
		}
		went = true
		if at, ok := d.linkTo(l); ok {
			if at.block >= 0 {
				return firstLine(d.Pass, d.Blocks()[at.block].Span), true
			}
			return at.at, true
		}
	}
	k, ok := d.then.block[d.was[i].block]
	if went || !ok {
		return lint.Span{}, false
	}
	for _, now := range d.block {
		if now == k {
			return lint.Span{}, false
		}
	}
	return firstLine(d.Pass, d.Blocks()[k].Span), true
}

// linkTo is the link or picture of the translation that has the address of l: if possible in the block that stands for the
// one that l stood in.
func (d *drift) linkTo(l keptLink) (keptLink, bool) {
	k, ok := d.then.block[l.block]
	if !ok {
		k = -1
	}
	var found keptLink
	var any bool
	for _, piece := range d.own {
		for _, x := range piece.links {
			if x.address == l.address && x.picture == l.picture && (!any || piece.block == k && found.block != k) {
				found, any = x, true
			}
		}
	}
	return found, any
}
