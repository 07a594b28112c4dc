package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/align"
)

// parallel is a translation beside its original.
type parallel struct {
	*lint.Pass                       // of the translation
	original   *lint.Pass            // of the original
	language   lint.Language         // of the translation
	theirs     []int                 // the house's sections that the headings of the original begin, as sectionsNamed
	ours       []int                 // the same of the translation
	headings   []align.Pair          // as align.Alignment
	blocks     []align.Pair          //
	heading    map[int]int           // of the original's headings those of the translation that stand for them
	block      map[int]int           // of the original's blocks
	sure       map[int]int           // of the original's blocks, where no doubt is left
	address    func(a string) string // the form in which addresses are compared
}

type parallelKey struct {
	house    *lint.House
	original *lint.Document
}

// beside aligns a translation with its original; nil for a text that is no translation, and where its original is not
// known. It is made once for all rules.
func beside(p *lint.Pass) *parallel {
	if p.World.Original == nil || p.Language() == "" {
		return nil
	}
	original := p.World.Original()
	if original == nil || original.Language() != "" {
		return nil
	}
	return besideText(p, original)
}

// besideText is beside for a version of the original.
func besideText(p *lint.Pass, original *lint.Document) *parallel {
	made := lint.Shared(p.Document, parallelKey{p.World.House, original}, func() parallel { return aligned(p, original) })
	made.Pass = p
	return &made
}

func aligned(p *lint.Pass, original *lint.Document) parallel {
	house := p.World.House
	language := languagesOf(house)(p.Language())
	t := parallel{original: &lint.Pass{Document: original, World: p.World}, language: language, address: addressIn(house, p.Language())}
	t.theirs, t.ours = sectionsNamed(house, original), sectionsNamed(house, p.Document)
	texts := align.Texts{Original: original, Translation: p.Document, Address: t.address, Names: func(i, k int) int {
		switch {
		case t.theirs[i] < 0 || t.ours[k] < 0:
			return 0
		case t.theirs[i] == t.ours[k]:
			return 1
		}
		return -1
	}}
	found := texts.Align()
	t.headings, t.blocks = found.Headings, found.Blocks
	t.heading, t.block, t.sure = whole(t.headings, false), whole(t.blocks, false), whole(t.blocks, true)
	return t
}

// whole are the pairs with both sides, by that of the original; only those that are sure, if so wanted.
func whole(pairs []align.Pair, sure bool) map[int]int {
	found := make(map[int]int, len(pairs))
	for _, p := range pairs {
		if p.Whole() && (p.Sure || !sure) {
			found[p.Original] = p.Translation
		}
	}
	return found
}

// sectionsNamed are the house's sections that the headings of d begin, -1 where that is not known.
func sectionsNamed(h *lint.House, d *lint.Document) []int {
	names := sectionNamesIn(h, d.Language())
	heads := d.Headings()
	found := make([]int, len(heads))
	for i, head := range heads {
		found[i] = -1
		if i < maxHeadings {
			found[i] = names.section(head)
		}
	}
	return found
}

// blockAt is the index of the block of d that holds the byte at offset, -1 if it stands in none.
func blockAt(d *lint.Document, offset int) int {
	blocks := d.Blocks()
	i, exact := slices.BinarySearchFunc(blocks, offset, func(b lint.Block, at int) int { return b.Span.Start - at })
	if !exact {
		i--
	}
	if i < 0 || offset >= blocks[i].Span.End {
		return -1
	}
	return i
}

// near is where to speak of block i of the original in the translation: at the block that stands for it, else at that for
// the one before it in its section, else at the heading above, else at the head of the text.
func (t *parallel) near(i int) lint.Span {
	blocks := t.original.Blocks()
	if i < 0 {
		return front(t.Pass)
	}
	for n := i; n >= 0 && blocks[n].Heading == blocks[i].Heading; n-- {
		if k, ok := t.block[n]; ok {
			return firstLine(t.Pass, t.Blocks()[k].Span)
		}
	}
	return t.nearHeading(blocks[i].Heading)
}

// nearHeading is where to speak of what stands below heading i of the original.
func (t *parallel) nearHeading(i int) lint.Span {
	for ; i >= 0; i-- {
		if k, ok := t.heading[i]; ok {
			return t.Headings()[k].Span
		}
	}
	return front(t.Pass)
}

// front is where to speak of a text as a whole: its first line. By that the finding is known again when what it lists
// changes.
func front(p *lint.Pass) lint.Span { return p.Lines().Span(1) }

// listed are the first few of names, quoted, and how many there are more.
func listed(names []string) string {
	const most = 5
	var b strings.Builder
	for i, name := range names[:min(most, len(names))] {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(name)
	}
	if n := len(names) - most; n > 0 {
		fmt.Fprintf(&b, " and %d %s", n, plural(n, "other", "others"))
	}
	return b.String()
}
