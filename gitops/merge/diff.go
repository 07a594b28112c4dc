package merge

// hunk is a change: the pieces old of one sequence became the pieces new of the other. Between two hunks there is at
// least one piece that both have.
type hunk struct{ old, new span }

// diff finds what changed from a to b, as short as can be but for the limits of search, and puts each change where
// git puts it.
func diff(a, b []int32) []hunk {
	changedA, changedB := make([]bool, len(a)), make([]bool, len(b))
	compare(a, b, changedA, changedB)
	before, after := gaps(changedA), gaps(changedB)
	steps := limit
	slide(a, before, after, &steps)
	slide(b, after, before, &steps)
	return hunks(before, after)
}

// gaps counts the changed pieces before each piece that was kept, and those after the last.
func gaps(changed []bool) []int {
	size := make([]int, 1, len(changed)+1)
	for _, c := range changed {
		if c {
			size[len(size)-1]++
		} else {
			size = append(size, 0)
		}
	}
	return size
}

// hunks is what the gaps of both sequences say; there are as many of each, since what was kept is the same.
func hunks(before, after []int) []hunk {
	var found []hunk
	a, b := 0, 0
	for i := range before {
		if before[i]+after[i] > 0 {
			found = append(found, hunk{span{a, a + before[i]}, span{b, b + after[i]}})
		}
		a += before[i] + 1
		b += after[i] + 1
	}
	return found
}
