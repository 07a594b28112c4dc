package lint

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
	for s, border := range d.stretches() {
		switch border {
		case opening:
			block++
		case noBorder:
			for i := s.Start; i < s.End; i += 8 {
				for may := d.mayMark(i, s.End); may != 0; may &= may - 1 {
					if at := i + may.first(); d.isMark(at) {
						found = append(found, Mark{at, s, block})
					}
				}
			}
		}
	}
	return found
}

// mayMark marks those of the eight bytes at i that may be marks, as far as they stand before end: most are letters, and
// blanks between them.
func (d *Document) mayMark(i, end int) eight {
	if i+8 > len(d.Src) {
		var last [8]byte
		copy(last[:], d.Src[i:end])
		return mayMark(eightAt(last[:], 0)) & before(end-i)
	}
	return mayMark(eightAt(d.Src, i)) & before(end-i)
}

func mayMark(x eight) eight {
	other := ^x.alphanumeric() & highs
	blank := x.is(' ')
	alone := other<<8 | other>>8 | 0x80 | 0x80<<56 // not between two letters, or it is not known
	return other&^x&^blank | blank&alone | x&(x&^highs).between(noBreak[0]&0x7f, noBreak[0]&0x7f)
}

// before marks the first n bytes.
func before(n int) eight {
	if n >= 8 {
		return highs
	}
	return highs & (1<<(8*n) - 1)
}

// isMark tells the one blank between words, and other signs of Latin, from marks.
func (d *Document) isMark(i int) bool {
	switch d.Src[i] {
	case ' ':
		return i > 0 && isWhite(d.Src[i-1]) || i+1 < len(d.Src) && isWhite(d.Src[i+1])
	case noBreak[0]:
		return i+1 < len(d.Src) && d.Src[i+1] == noBreak[1]
	}
	return true
}

// isWhite reports whether c may be part of a blank.
func isWhite(c byte) bool { return c == ' ' || c == '\t' || c == noBreak[0] || c == noBreak[1] }

const noBreak = "\u00a0"
