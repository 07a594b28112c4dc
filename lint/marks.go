package lint

import "github.com/yuin/goldmark/ast"

// Mark is a place in the text that readers see where something else stands than letters, digits and the one blank
// between words. Rules about signs look at these few places and not at every byte.
type Mark struct {
	At    int
	In    Span // the stretch of text: it ends where markup begins or might have begun, and at the end of a line
	Block int  // marks of one paragraph, heading or list item have the same number
}

// Marks are the marks of the text in order: the signs of ASCII, and the blank that breaks no line. Of blanks only those are
// among them that stand beside another one. It is made once; nobody may change it.
func (d *Document) Marks() []Mark { return d.marks() }

func (d *Document) findMarks() []Mark {
	found := make([]Mark, 0, len(d.Src)/40)
	block := 0
	for _, n := range d.nodes {
		if n.Type() == ast.TypeBlock {
			block++
			continue
		}
		t, ok := n.(*ast.Text)
		if !ok || t.Segment.Len() <= 0 || d.classes[t.Segment.Start] == Markup {
			continue
		}
		s := Span{t.Segment.Start, t.Segment.Stop}
		for i, c := range d.Src[s.Start:s.End] {
			if inWords[c>>6]>>(c&63)&1 == 0 && d.isMark(s.Start+i) {
				found = append(found, Mark{s.Start + i, s, block})
			}
		}
	}
	return found
}

// inWords has a bit for each byte that is no mark: letters, digits, and what is not of ASCII but the first byte of the
// blank that breaks no line.
var inWords = [4]uint64{0x3ff << '0', 0x3ffffff<<('A'-64) | 0x3ffffff<<('a'-64), ^uint64(0), ^uint64(1 << (0xc2 - 192))}

// isMark tells the one blank between words, and other signs of Latin, from marks.
func (d *Document) isMark(i int) bool {
	switch d.Src[i] {
	case ' ':
		return d.isWhite(i-1) || d.isWhite(i+1)
	case noBreak[0]:
		return i+1 < len(d.Src) && d.Src[i+1] == noBreak[1]
	}
	return true
}

// isWhite reports whether the byte at i may be part of a blank.
func (d *Document) isWhite(i int) bool {
	if uint(i) >= uint(len(d.Src)) {
		return false
	}
	c := d.Src[i]
	return c == ' ' || c == '\t' || c == noBreak[0] || c == noBreak[1]
}

const noBreak = "\u00a0"
