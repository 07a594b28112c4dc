package merge

import "slices"

// Follow finds whole lines of one version of a text in a later one: the bytes [start, end) of before, in after. It is
// false if they are no whole lines, if any of them was changed or removed, or, where start == end, if a line beside that
// place was.
func Follow(before, after []byte, start, end int) (from, to int, ok bool) {
	known := symbols{}
	a, b := known.lines(string(before)), known.lines(string(after))
	first, isLine := slices.BinarySearch(a.bounds, start)
	last, alsoLine := slices.BinarySearch(a.bounds, end)
	if !isLine || !alsoLine || last < first {
		return 0, 0, false
	}
	shift := 0
	for _, h := range diff(a.ids, b.ids) {
		if touches(h.old, first, last) {
			return 0, 0, false
		}
		if h.old.end <= first {
			shift = h.new.end - h.old.end
		}
	}
	return b.bounds[first+shift], b.bounds[last+shift], true
}

// touches reports whether a hunk changes the lines from first to last, or stands beside them if there are none.
func touches(old span, first, last int) bool {
	if first == last {
		return old.start <= first && first <= old.end
	}
	return old.start < last && first < old.end
}
