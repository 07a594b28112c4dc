package preview

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// found is a finding with its number, from 1, in the order of the text.
type found struct {
	lint.Finding
	Number int
}

// notes is a block that holds what was found in the one before it.
type notes struct {
	ast.BaseBlock
	found []found
}

var kindNotes = ast.NewNodeKind("Notes")

// Kind implements ast.Node.
func (*notes) Kind() ast.NodeKind { return kindNotes }

// Dump implements ast.Node.
func (n *notes) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// place puts the findings behind the blocks that they begin in, and marks what they are about. It gives those that begin
// before the first block: in the front matter.
func (b *body) place(root ast.Node) (outside []found) {
	blocks := leaves(b.Document, root)
	at := map[ast.Node][]found{}
	for i, f := range b.Findings {
		line := b.Document.Lines().Span(b.Document.Lines().At(f.Span.Start))
		k, _ := slices.BinarySearchFunc(blocks, line.End+1, func(b leaf, at int) int { return cmp.Compare(b.start, at) })
		if k == 0 || f.Span.Start < b.Document.Front.Span.End {
			outside = append(outside, found{f, i + 1})
			continue
		}
		n := blocks[k-1].node
		at[n] = append(at[n], found{f, i + 1})
	}
	for n, here := range at {
		b.mark(n, here)
		n.Parent().InsertAfter(n.Parent(), n, &notes{found: here})
	}
	return outside
}

// leaf is a block that a note can stand behind.
type leaf struct {
	node  ast.Node
	start int
}

// leaves are the blocks with text of their own, in the order of the text. A table is one of them as a whole.
func leaves(d *lint.Document, root ast.Node) []leaf {
	var all []leaf
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n == root {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindDocument, ast.KindList, ast.KindListItem, ast.KindBlockquote:
			return ast.WalkContinue, nil
		}
		if n.Type() != ast.TypeBlock {
			return ast.WalkSkipChildren, nil
		}
		if start := begin(n); start >= d.Front.Span.End {
			all = append(all, leaf{n, start})
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	slices.SortStableFunc(all, func(a, b leaf) int { return cmp.Compare(a.start, b.start) })
	return all
}

// begin is the offset at which a block is written, -1 where that is not known.
func begin(n ast.Node) int {
	if at := n.Pos(); at >= 0 {
		return at
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at := begin(c); at >= 0 {
			return at
		}
	}
	return -1
}
