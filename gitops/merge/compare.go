package merge

import "math/bits"

// limit bounds how many steps a comparison takes, so that two long texts made to be hard do not stop the program. An
// issue of the newsletter takes some thousands.
const limit = 1 << 25

// compare marks which pieces of a and b are not in the other, such that the rest is the same sequence.
func compare(a, b []int32, changedA, changedB []bool) {
	head, tail := common(a, b)
	inA, inB := a[head:len(a)-tail], b[head:len(b)-tail]
	countA, countB := count(a, b), count(b, a)
	keptA := telling(inA, countB, often(len(a)), changedA[head:])
	keptB := telling(inB, countA, often(len(b)), changedB[head:])
	s := search{
		a: pick(inA, keptA), b: pick(inB, keptB), left: limit,
		markA: func(i int) { changedA[head+keptA[i]] = true },
		markB: func(i int) { changedB[head+keptB[i]] = true },
	}
	s.run()
}

// count says how often each number is in of; the numbers are those of both sequences.
func count(of, and []int32) []int32 {
	var top int32 = -1
	for _, id := range of {
		top = max(top, id)
	}
	for _, id := range and {
		top = max(top, id)
	}
	n := make([]int32, top+1)
	for _, id := range of {
		n[id]++
	}
	return n
}

// often is how many times a line must be in the other text to tell little about its place, if this text has n lines.
func often(n int) int32 { return int32(min(1<<((bits.Len(uint(n))+1)/2), 1024)) }

// telling returns the indices of those pieces that are worth comparing, and marks the rest as changed: a piece that
// the other text does not have, and one that it has often, if it stands among many of the former. So a blank line in
// the midst of a new list does not tear it apart.
func telling(ids []int32, elsewhere []int32, often int32, changed []bool) []int {
	kept := make([]int, 0, len(ids))
	for i := 0; i < len(ids); {
		n := elsewhere[ids[i]]
		if n > 0 && n < often {
			kept = append(kept, i)
			i++
			continue
		}
		run := stretch(ids[i:], elsewhere, often)
		for j := i; j < i+run.len; j++ {
			if elsewhere[ids[j]] == 0 || run.sparse() && j > i+run.first && j < i+run.last {
				changed[j] = true
			} else {
				kept = append(kept, j)
			}
		}
		i += run.len
	}
	return kept
}

// muddle is a run of pieces that are missing in the other text or are there often.
type muddle struct {
	len, missing int
	first, last  int // of the missing ones
}

func stretch(ids []int32, elsewhere []int32, often int32) muddle {
	m := muddle{first: len(ids), last: -1}
	for _, id := range ids {
		n := elsewhere[id]
		if n > 0 && n < often {
			break
		}
		if n == 0 {
			m.first = min(m.first, m.len)
			m.last = m.len
			m.missing++
		}
		m.len++
	}
	return m
}

// sparse says that the pieces which are often elsewhere are few among the missing ones.
func (m muddle) sparse() bool { return 3*(m.len-m.missing+1) < m.missing }

func pick(ids []int32, which []int) []int32 {
	picked := make([]int32, len(which))
	for i, j := range which {
		picked[i] = ids[j]
	}
	return picked
}
