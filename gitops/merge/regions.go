package merge

// region is a place that at least one side changed, as a range of each text.
type region struct {
	base, ours, theirs span
	byOurs, byTheirs   bool
}

// regions joins the hunks of both sides that overlap or touch. The rest of base, ours and theirs is the same lines.
func regions(ours, theirs []hunk) []region {
	var found []region
	var grownOurs, grownTheirs int // how much longer each side is before the region than base
	for len(ours)+len(theirs) > 0 {
		r := region{base: span{first(ours, theirs), 0}}
		r.base.end = r.base.start
		r.ours.start, r.theirs.start = r.base.start+grownOurs, r.base.start+grownTheirs
		for more := true; more; {
			more = false
			if len(ours) > 0 && ours[0].old.start <= r.base.end {
				grownOurs += r.take(&ours)
				r.byOurs, more = true, true
			}
			if len(theirs) > 0 && theirs[0].old.start <= r.base.end {
				grownTheirs += r.take(&theirs)
				r.byTheirs, more = true, true
			}
		}
		r.ours.end, r.theirs.end = r.base.end+grownOurs, r.base.end+grownTheirs
		found = append(found, r)
	}
	return found
}

// first is where the next hunk of either side starts in base.
func first(ours, theirs []hunk) int {
	switch {
	case len(ours) == 0:
		return theirs[0].old.start
	case len(theirs) == 0:
		return ours[0].old.start
	}
	return min(ours[0].old.start, theirs[0].old.start)
}

// take moves the first of hunks into the region and returns by how much it makes the text longer.
func (r *region) take(hunks *[]hunk) int {
	h := (*hunks)[0]
	*hunks = (*hunks)[1:]
	r.base.end = max(r.base.end, h.old.end)
	return h.new.len() - h.old.len()
}
