package merge

import "strings"

// holds says whether text already has what theirs changed of base: somebody carried it over by hand, or it was merged
// before. Each change then stands in text as it does in theirs, between the same two lines. If all of them are taken
// back, text is nearer to base, and if they are merged again, text comes out.
//
// A merge alone does not always see that. Where lines are alike, or were moved, the comparison of base and text can
// take other lines for the new ones than the comparison of base and theirs did, and the same lines come in twice.
func (k symbols) holds(base, text, theirs sequence, byText, byTheirs []hunk) bool {
	places, ok := standing(text.ids, theirs.ids, byTheirs)
	if !ok {
		return false
	}
	before := k.lines(without(base, text, byTheirs, places))
	rest := diff(base.ids, before.ids)
	if size(rest) >= size(byText) {
		return false
	}
	r := join(base, before, theirs, rest, byTheirs)
	return r.Clean() && string(r.Text) == text.src
}

// without is the text before the changes, each of which stands at its place.
func without(base, text sequence, changes []hunk, places []int) string {
	var s strings.Builder
	at := 0
	for i, h := range changes {
		s.WriteString(text.text(span{at, places[i]}))
		s.WriteString(base.text(h.old))
		at = places[i] + h.new.len()
	}
	s.WriteString(text.text(span{at, len(text.ids)}))
	return s.String()
}

// standing finds where in text the changes stand, each as far to the front as it can.
func standing(text, theirs []int32, changes []hunk) (places []int, ok bool) {
	steps := limit >> 5
	at := 0 // the line before the next change is here or further down
	for _, h := range changes {
		start, end := max(0, h.new.start-1), min(len(theirs), h.new.end+1)
		want := theirs[start:end]
		for ; ; at++ {
			if at+len(want) > len(text) || steps < 0 || h.new.start == 0 && at > 0 {
				return nil, false
			}
			n := agree(text[at:], want)
			steps -= n + 1
			if n == len(want) && (h.new.end < len(theirs) || at+n == len(text)) {
				break
			}
		}
		places = append(places, at+h.new.start-start)
		at += h.new.end - start // the line after it may be the line before the next
	}
	return places, true
}

// agree counts the lines that a and b begin with alike.
func agree(a, b []int32) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// size counts the lines that went and came.
func size(hunks []hunk) int {
	n := 0
	for _, h := range hunks {
		n += h.old.len() + h.new.len()
	}
	return n
}
