package align

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// piece is a heading or a block, and what of it stays the same in every language.
type piece struct {
	heading bool
	index   int // among the headings or blocks
	level   int
	item    bool // it begins an item of a list
	depth   int  // of lists around it
	text    uint64
	size    int    // of what readers see, in bytes
	marks   []mark // in their order; of a heading, also those of the blocks right below it
	strong  int    // how many of them weigh most
}

// mark is something that translators keep: an address, a picture, a version, a number.
type mark struct {
	hash   uint64
	weight int
}

// What a mark that both have in common counts for, beside what the kinds of the pieces do.
const (
	addressWeight = 8
	versionWeight = 4
	numberWeight  = 2
)

// reader makes pieces of the two texts that are compared.
type reader struct {
	Texts
	seed maphash.Seed
}

// hash is equal for equal texts of a kind.
func (r reader) hash(kind byte, text string) uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	h.WriteByte(kind)
	h.WriteString(text)
	return h.Sum64()
}

// pieces are those of d in the order of its text.
func (r reader) pieces(d *lint.Document) []piece {
	heads, blocks := d.Headings(), d.Blocks()
	all := make([]piece, 0, len(heads)+len(blocks))
	above := -1 // the piece of the heading above
	next := 0
	marks := r.marksOf(d, blocks)
	for i := range heads {
		next = r.appendBlocks(&all, d, blocks, next, heads[i].Span.Start, above, marks)
		above = len(all)
		all = append(all, piece{heading: true, index: i, level: heads[i].Level, size: len(heads[i].Text), text: r.hash('t', heads[i].Text)})
	}
	r.appendBlocks(&all, d, blocks, next, len(d.Src)+1, above, marks)
	for i := range all {
		all[i].settle()
	}
	return all
}

// mostInHeading bounds what is kept of a long section.
const mostInHeading = 40

// appendBlocks appends the blocks from the one called next on that begin before end, and gives the one behind them.
func (r reader) appendBlocks(all *[]piece, d *lint.Document, blocks []lint.Block, next, end, above int, marks [][]mark) int {
	for ; next < len(blocks) && blocks[next].Span.Start < end; next++ {
		b := blocks[next]
		depth := 0
		for n := b.Node.Parent(); n != nil && depth < 9; n = n.Parent() {
			if n.Kind() == ast.KindListItem {
				depth++
			}
		}
		*all = append(*all, piece{index: next, item: b.Item, depth: depth, size: shown(d, b.Span), text: r.hash('t', d.Text(b.Span)), marks: marks[next]})
		if above >= 0 && len((*all)[above].marks) < mostInHeading {
			(*all)[above].marks = append((*all)[above].marks, marks[next]...)
		}
	}
	return next
}

// shown is how many bytes of s readers see.
func shown(d *lint.Document, s lint.Span) int {
	n := 0
	for at := s.Start; at < s.End; at++ {
		if d.Class(at) != lint.Markup {
			n++
		}
	}
	return n
}

// settle puts the marks in order, each once.
func (p *piece) settle() {
	p.marks = slices.Clone(p.marks)
	slices.SortFunc(p.marks, func(a, b mark) int {
		switch {
		case a.hash < b.hash:
			return -1
		case a.hash > b.hash:
			return 1
		}
		return 0
	})
	p.marks = slices.CompactFunc(p.marks, func(a, b mark) bool { return a.hash == b.hash })
	for _, m := range p.marks {
		if m.weight == addressWeight {
			p.strong++
		}
	}
}

// marksOf are the marks in each of the blocks of d.
func (r reader) marksOf(d *lint.Document, blocks []lint.Block) [][]mark {
	marks := make([][]mark, len(blocks))
	add := func(at int, m mark) {
		i, exact := slices.BinarySearchFunc(blocks, at, func(b lint.Block, at int) int { return b.Span.Start - at })
		if !exact {
			i--
		}
		if i >= 0 && at < blocks[i].Span.End {
			marks[i] = append(marks[i], m)
		}
	}
	for _, l := range d.InlineLinks() {
		add(l.All.Start, mark{r.hash('a', r.Address(d.Text(l.Destination))), addressWeight})
	}
	for n := range lint.Each[*ast.AutoLink](d) {
		add(n.Pos(), mark{r.hash('a', r.Address(string(n.Label(d.Src)))), addressWeight})
	}
	for n := range lint.Each[*ast.Image](d) {
		add(n.Pos(), mark{r.hash('p', base(string(n.Destination))), addressWeight})
	}
	for _, s := range d.Shortcodes {
		src, ok := s.Arg("src")
		if ok {
			add(s.Span.Start, mark{r.hash('p', base(src.Value)), addressWeight})
		} else {
			add(s.Span.Start, mark{r.hash('s', s.Name), addressWeight})
		}
	}
	for _, w := range d.Words() {
		text := d.Text(w.Span)
		if !strings.ContainsAny(text, "0123456789") {
			continue
		}
		weight := numberWeight
		if lint.IsVersion(text) || strings.Contains(text, "-") {
			weight = versionWeight
		}
		add(w.Start, mark{r.hash('n', text), weight})
	}
	return marks
}

// base is the name of a picture's file, in small letters.
func base(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return strings.ToLower(address[strings.LastIndexByte(address, '/')+1:])
}
