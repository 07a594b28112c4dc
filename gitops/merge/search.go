package merge

import "math"

// search finds a shortest way from a to b, by the algorithm of Eugene W. Myers, "An O(ND) Difference Algorithm and Its
// Variations" (1986), in the form that needs linear space: it looks from both ends at once, and where the two meet, it
// cuts the task in two.
//
// A point (x, y) says that x pieces of a and y of b are done. All points with the same x-y are a diagonal. For each
// diagonal it is enough to know the furthest x that so many changes lead to.
type search struct {
	a, b         []int32
	markA, markB func(i int) // says that a piece is changed
	ahead, back  []int       // the furthest x from the beginning, and from the end, of each diagonal
	left         int         // steps before the rest is taken as changed
}

// patience is the number of changes from either end after which the best point so far must do.
const patience = 256

// run marks all changed pieces.
func (s *search) run() {
	n := len(s.a) + len(s.b) + 3
	points := make([]int, 2*n)
	s.ahead, s.back = points[:n], points[n:]
	s.box(span{0, len(s.a)}, span{0, len(s.b)})
}

// box marks the changed pieces of a part of a and a part of b.
func (s *search) box(a, b span) {
	for {
		head, tail := common(s.a[a.start:a.end], s.b[b.start:b.end])
		s.left -= head + tail + 1
		a, b = span{a.start + head, a.end - tail}, span{b.start + head, b.end - tail}
		if a.len() == 0 || b.len() == 0 || s.left < 0 {
			break
		}
		x, y := s.middle(a, b)
		s.box(span{a.start, x}, span{b.start, y})
		a, b = span{x, a.end}, span{y, b.end}
	}
	for i := a.start; i < a.end; i++ {
		s.markA(i)
	}
	for i := b.start; i < b.end; i++ {
		s.markB(i)
	}
}

// reach is a range of diagonals that one end has come to.
type reach struct{ low, high int }

// grow makes the reach wider by one on each side, within the box, and bounds it by points that no way comes from.
func (r *reach) grow(box reach, points []int, never int) {
	if r.low > box.low {
		r.low--
		points[r.low-1] = never
	} else {
		r.low++
	}
	if r.high < box.high {
		r.high++
		points[r.high+1] = never
	} else {
		r.high--
	}
}

func (r reach) has(k int) bool { return r.low <= k && k <= r.high }

// middle finds a point on a shortest way from the beginning of the box to its end, or, where that takes too long, one
// that is far on a way.
func (s *search) middle(a, b span) (x, y int) {
	zero := len(s.b) + 1 // the index of the diagonal 0
	box := reach{a.start - b.end + zero, a.end - b.start + zero}
	first, last := a.start-b.start+zero, a.end-b.end+zero
	odd := (first-last)%2 != 0
	ahead, back := reach{first, first}, reach{last, last}
	s.ahead[first], s.back[last] = a.start, a.end
	for range patience {
		ahead.grow(box, s.ahead, -1)
		for k := ahead.high; k >= ahead.low; k -= 2 {
			x := s.step(k, zero, a.end, b.end)
			if odd && back.has(k) && s.back[k] <= x {
				return x, x - k + zero
			}
		}
		back.grow(box, s.back, math.MaxInt)
		for k := back.high; k >= back.low; k -= 2 {
			x := s.stepBack(k, zero, a.start, b.start)
			if !odd && ahead.has(k) && x <= s.ahead[k] {
				return x, x - k + zero
			}
		}
		if s.left < 0 {
			break
		}
	}
	return s.furthest(a, b, ahead, back)
}

// step takes the better of the ways that lead to the diagonal with one change more, and follows it as long as the
// pieces are the same.
func (s *search) step(k, zero, endX, endY int) int {
	x := s.ahead[k+1]
	if s.ahead[k-1] >= x {
		x = s.ahead[k-1] + 1
	}
	from := x
	for y := x - k + zero; x < endX && y < endY && s.a[x] == s.b[y]; y++ {
		x++
	}
	s.left -= 1 + x - from
	s.ahead[k] = x
	return x
}

// stepBack is step from the end.
func (s *search) stepBack(k, zero, startX, startY int) int {
	x := s.back[k-1]
	if s.back[k+1] <= x {
		x = s.back[k+1] - 1
	}
	from := x
	for y := x - k + zero; x > startX && y > startY && s.a[x-1] == s.b[y-1]; y-- {
		x--
	}
	s.left -= 1 + from - x
	s.back[k] = x
	return x
}

// furthest is the point that lies furthest from the end of the box where its way began.
func (s *search) furthest(a, b span, ahead, back reach) (x, y int) {
	zero, best := len(s.b)+1, -1
	for k := ahead.low; k <= ahead.high; k += 2 {
		px := min(s.ahead[k], a.end, b.end+k-zero) // a way may have left the box
		if py := px - k + zero; px-a.start+py-b.start > best {
			x, y, best = px, py, px-a.start+py-b.start
		}
	}
	for k := back.low; k <= back.high; k += 2 {
		px := max(s.back[k], a.start, b.start+k-zero)
		if py := px - k + zero; a.end-px+b.end-py > best {
			x, y, best = px, py, a.end-px+b.end-py
		}
	}
	return x, y
}
