package lint

import (
	"sort"

	"github.com/yuin/goldmark/ast"
)

// Item is one item of a list.
type Item struct {
	Node  *ast.ListItem
	Span  Span      // of its first block: what stands behind the marker, without the lists inside the item
	Depth int       // 1 in a list that lies in no other
	Link  *ast.Link // the first in Span, nil if there is none
}

// Items are the items of the document's lists that begin with text, in order.
func (d *Document) Items() []Item { return d.items() }

// Above are the headings that the byte at offset stands below, the nearest first, each of a higher rank than the one
// before it.
func (d *Document) Above(offset int) []Heading {
	all, parents := d.Headings(), d.parents()
	var above []Heading
	for i := sort.Search(len(all), func(i int) bool { return all[i].Span.Start > offset }) - 1; i >= 0; i = parents[i] {
		above = append(above, all[i])
	}
	return above
}

// findParents gives for each heading the index of the one it stands below, -1 for none.
func (d *Document) findParents() []int {
	all := d.Headings()
	parents := make([]int, len(all))
	for i := range all {
		k := i - 1
		for k >= 0 && all[k].Level >= all[i].Level {
			k = parents[k]
		}
		parents[i] = k
	}
	return parents
}

func (d *Document) findItems() []Item {
	var items []Item
	depth := map[ast.Node]int{}
	for n := range Each[*ast.ListItem](d) {
		depth[n] = 1
		if list := n.Parent(); list != nil && list.Parent() != nil {
			depth[n] += depth[list.Parent()]
		}
		if s, ok := BlockSpan(d, n.FirstChild()); ok {
			items = append(items, Item{Node: n, Span: s, Depth: depth[n], Link: firstLink(n.FirstChild())})
		}
	}
	return items
}

// BlockSpan is where the text of n stands, without the blanks around it. It is false for a block that holds no text of
// its own, such as a list.
func BlockSpan(d *Document, n ast.Node) (Span, bool) {
	if n == nil || n.Type() != ast.TypeBlock || n.Lines() == nil || n.Lines().Len() == 0 || n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
		return Span{}, false
	}
	lines := n.Lines()
	s := Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
	for s.End > s.Start && isBlank(d.Src[s.End-1]) {
		s.End--
	}
	for s.Start < s.End && isBlank(d.Src[s.Start]) {
		s.Start++
	}
	return s, s.Start < s.End
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// firstLink is the first link in n, nil if there is none.
func firstLink(n ast.Node) *ast.Link {
	if l, ok := n.(*ast.Link); ok {
		return l
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if l := firstLink(c); l != nil {
			return l
		}
	}
	return nil
}
