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
	found := make([]Mark, 0, len(d.Src)/24)
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
		for i := s.Start; i < s.End; i++ {
			if !isAlphanumeric(d.Src[i]) && d.isMark(i) {
				found = append(found, Mark{i, s, block})
			}
		}
	}
	return found
}

// isAlphanumeric reports whether c is a letter or digit of ASCII.
func isAlphanumeric(c byte) bool { return (c|0x20)-'a' < 26 || c-'0' < 10 }

// isMark is for what is no part of a word.
func (d *Document) isMark(i int) bool {
	switch c := d.Src[i]; {
	case c == ' ':
		return d.isWhite(i-1) || d.isWhite(i+1)
	case c < 0x80:
		return true
	default:
		return c == noBreak[0] && i+1 < len(d.Src) && d.Src[i+1] == noBreak[1]
	}
}

// isWhite reports whether the byte at i may be part of a blank.
func (d *Document) isWhite(i int) bool {
	if i < 0 || i >= len(d.Src) {
		return false
	}
	c := d.Src[i]
	return c == ' ' || c == '\t' || c == noBreak[0] || c == noBreak[1]
}

const noBreak = "\u00a0"
