package github

import "slices"

// choose sorts the points into those that were said before, those to say now, and those for which there is no place.
func (s *reviewState) choose(r Review, posted *Posted) []group {
	for _, m := range s.mine {
		if slices.ContainsFunc(r.Points, func(p Point) bool {
			return slices.Contains(m.fingerprints, p.Fingerprint) && s.fateOf(p.Fingerprint) == said
		}) {
			posted.Standing++
		}
	}
	var free []int
	for i, p := range r.Points {
		switch s.fateOf(p.Fingerprint) {
		case said:
			posted.Kept = append(posted.Kept, i)
		case declined:
			posted.Declined = append(posted.Declined, i)
		case returned:
			posted.Left = append(posted.Left, i)
		default:
			free = append(free, i)
		}
	}
	if len(free) == 0 {
		return nil
	}
	var fit []group
	for _, g := range join(r.Points, s.modest(r, r.Remarks(free))) {
		if !g.inDiff(r.Lines) || g.tooLong(s.c.lineMarker(s.pull.Number, g.fingerprints(r.Points))) {
			posted.Left = append(posted.Left, g.points()...)
			continue
		}
		fit = append(fit, g)
	}
	return s.cap(fit, r, posted)
}

// modest takes the suggestion from remarks on lines that are not ours to replace: where people suggest something, where
// an earlier suggestion of ours stands, and where something uncapped is to be said.
func (s *reviewState) modest(r Review, remarks []Remark) []Remark {
	taken := slices.Clone(s.suggests)
	for _, m := range s.mine {
		if m.suggestion && m.line != 0 && !m.done() {
			taken = append(taken, m.place)
		}
	}
	offers := []place{}
	for _, p := range r.Points {
		if p.Uncapped {
			offers = append(offers, p.place())
		}
	}
	for i, remark := range remarks {
		theirs := slices.ContainsFunc(taken, remark.place().meets)
		if theirs || !remark.uncapped(r.Points) && slices.ContainsFunc(offers, remark.place().meets) {
			remarks[i] = remark.plain()
		}
	}
	return remarks
}

// inDiff reports whether all lines of a comment stand in one hunk; GitHub refuses the whole review otherwise.
func (g group) inDiff(lines func(string) []LineRange) bool {
	start, end := g.start(), g[0].Line
	if lines == nil || start < 1 || start > end {
		return false
	}
	return slices.ContainsFunc(lines(g[0].Path), func(in LineRange) bool { return in.First <= start && end <= in.Last })
}

// cap leaves out what would be one comment too many, on a line or on the pull request.
func (s *reviewState) cap(fit []group, r Review, posted *Posted) []group {
	room := s.most(r)
	taken := map[position]bool{}
	for _, m := range s.mine {
		if m.done() {
			continue
		}
		taken[position{m.path, m.line}] = true // or at line 0, where none is to stand
		if !m.uncapped(r.Points) {
			room--
		}
	}
	var chosen []group
	record := maxBody / 2 // what the review's body tells of its comments
	for _, g := range fit {
		capped := !g.uncapped(r.Points)
		size := len(s.c.lineMarker(s.pull.Number, g.fingerprints(r.Points)))
		if len(chosen) == maxReview || size > record || capped && (room <= 0 || taken[g.at()]) {
			posted.Left = append(posted.Left, g.points()...)
			continue
		}
		if capped {
			room--
		}
		record -= size
		chosen = append(chosen, g)
	}
	return chosen
}

// most is how many comments may be open. The first month is over once a pull request of ours for another month is.
func (s *reviewState) most(r Review) int {
	most := r.Max
	if most == 0 {
		most = defaultMax
	}
	known := slices.ContainsFunc(s.over, func(f finished) bool {
		return f.number != s.pull.Number && r.Earlier != nil && r.Earlier(f.branch)
	})
	if r.MaxFirst > 0 && !known {
		return min(most, r.MaxFirst)
	}
	return most
}

// uncapped reports whether a comment holds a point that does not count towards the maximum.
func (m *comment) uncapped(points []Point) bool {
	return slices.ContainsFunc(points, func(p Point) bool {
		return p.Uncapped && slices.Contains(m.fingerprints, p.Fingerprint)
	})
}
