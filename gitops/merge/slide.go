package merge

// slide moves changes to where git has them. If a run of changed lines begins as the text after it goes on, or ends as
// the text before it ends, it may as well stand one line further down or up: of "a b a b" it does not matter which
// "a b" is the new one. A run goes as far down as it can, unless that would part it from a change of the other text at
// the same place; runs that meet become one.
//
// size holds how many lines of ids are changed in each gap between kept lines, other the same of the other text. What
// is kept stays the same text, so a move only changes the gap. It takes at most steps moves, and stops where it is.
func slide(ids []int32, size, other []int, steps *int) {
	r := slider{ids: ids, size: size, steps: steps}
	for r.gap < len(size) {
		if size[r.gap] > 0 {
			r.settle(other)
		}
		r.start = r.end() + 1
		r.gap++
	}
}

// slider is a run of changed lines: all those of a gap.
type slider struct {
	ids        []int32
	size       []int
	gap, start int
	steps      *int
}

func (r *slider) end() int { return r.start + r.size[r.gap] }

func (r *slider) settle(other []int) {
	for size := 0; size != r.size[r.gap]; { // a run that grew may have further to go
		size = r.size[r.gap]
		for r.up() {
		}
		partner := -1
		for down := true; down; down = r.down() {
			if other[r.gap] > 0 {
				partner = r.gap
			}
		}
		if size == r.size[r.gap] {
			for partner >= 0 && r.gap > partner && r.up() {
			}
		}
	}
}

// up moves the run by one line if it can. A run above that it comes to touch becomes part of it.
func (r *slider) up() bool {
	if *r.steps == 0 || r.start == 0 || r.ids[r.start-1] != r.ids[r.end()-1] {
		return false
	}
	*r.steps--
	above := r.size[r.gap-1]
	r.size[r.gap-1] += r.size[r.gap]
	r.size[r.gap] = 0
	r.gap--
	r.start -= 1 + above
	return true
}

// down is up the other way.
func (r *slider) down() bool {
	end := r.end()
	if *r.steps == 0 || end == len(r.ids) || r.ids[r.start] != r.ids[end] {
		return false
	}
	*r.steps--
	r.size[r.gap+1] += r.size[r.gap]
	r.size[r.gap] = 0
	r.gap++
	r.start++
	return true
}
