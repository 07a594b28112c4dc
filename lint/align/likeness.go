package align

// What counts for a likeness beside the marks that both have. Marks count up to a bound, so that one long entry does not
// outweigh the order of all others.
const (
	sameName  = 40 // headings that are known to be of one section
	sameText  = 24
	sameShape = 2 // level of a heading; place of a block in lists
	sameSize  = 2 // of blocks: neither is twice as long as the other

	mostOfHeading = 12
	mostOfBlock   = 40
)

// likeness is how much a piece of the original and one of the translation have in common, below one if they cannot stand
// for each other.
func (t Texts) likeness(a, b piece) int {
	switch {
	case a.heading != b.heading:
		return 0
	case a.heading:
		return t.likeHeading(a, b)
	}
	return likeBlock(a, b)
}

func (t Texts) likeHeading(a, b piece) int {
	l := 4 + min(mostOfHeading, shared(a.marks, b.marks))
	switch names := t.Names(a.index, b.index); {
	case names < 0:
		return 0
	case names > 0:
		l += sameName
	case a.text == b.text:
		l += sameText
	}
	if a.level == b.level {
		l += sameShape
	}
	return l
}

func likeBlock(a, b piece) int {
	common := shared(a.marks, b.marks)
	small, large := min(a.size, b.size), max(a.size, b.size)
	sameList := a.depth == b.depth && a.item == b.item
	if common == 0 && (!sameList || 5*small < large) {
		return 0 // an item and a paragraph, or a word and a speech
	}
	l := 1 + min(mostOfBlock, common)
	if common == 0 && a.strong > 0 && b.strong > 0 {
		l = 0 // each has links of its own
	} else if sameList {
		l += sameShape
	}
	if a.text == b.text {
		l += sameText
	}
	if 2*small > large {
		l += sameSize
	}
	return max(l, 1)
}

// speaks reports whether what two paired pieces have in common leaves no doubt that one stands for the other.
func speaks(a, b piece) bool { return a.text == b.text || shared(a.marks, b.marks) >= versionWeight }

// shared is what the marks that are in both weigh.
func shared(a, b []mark) int {
	sum := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].hash < b[0].hash:
			a = a[1:]
		case a[0].hash > b[0].hash:
			b = b[1:]
		default:
			sum += a[0].weight
			a, b = a[1:], b[1:]
		}
	}
	return sum
}
