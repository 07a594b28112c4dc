package github

import (
	"context"
	"slices"
)

// choose sorts the remarks into those that were posted before, those to post now, and those for which there is no place.
func (s *reviewState) choose(ctx context.Context, r Review, posted *Posted) []group {
	missing := s.missing(r)
	posted.Kept += len(r.Remarks) - len(missing)
	var fit []group
	for _, g := range join(missing) {
		if !g.inDiff(r.Lines) || g.tooLong(s.c.lineMarker(s.pull.Number, g.fingerprints())) {
			posted.Left = append(posted.Left, g...)
			continue
		}
		fit = append(fit, g)
	}
	if len(fit) == 0 {
		return nil
	}
	return s.cap(ctx, fit, r, posted)
}

// missing are the remarks that say something that was not posted before.
func (s *reviewState) missing(r Review) []Remark {
	seen := map[string]bool{}
	for _, m := range s.mine {
		for _, f := range m.fingerprints {
			seen[f] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(r.Remarks), func(remark Remark) bool {
		return !slices.ContainsFunc(remark.Fingerprints, func(f string) bool { return !seen[f] })
	})
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
func (s *reviewState) cap(ctx context.Context, fit []group, r Review, posted *Posted) []group {
	most := r.Max
	if most == 0 {
		most = defaultMax
	}
	open := s.open()
	if len(open) > 0 && len(open)+len(fit) > most { // it matters now whether people resolved some
		s.readThreads(ctx, posted)
		open = s.open()
	}
	counted := slices.DeleteFunc(slices.Clone(open), func(m *comment) bool { return m.uncapped(r.Remarks) })
	taken := map[position]bool{}
	for _, m := range open {
		taken[position{m.path, m.line}] = true
	}
	room := most - len(counted)
	var chosen []group
	for _, g := range fit {
		switch {
		case len(chosen) == maxReview, !g.uncapped() && (room <= 0 || taken[g.at()]):
			posted.Left = append(posted.Left, g...)
			continue
		case !g.uncapped():
			room--
		}
		chosen = append(chosen, g)
	}
	return chosen
}

// uncapped reports whether a comment holds a remark that does not count towards the maximum.
func (m *comment) uncapped(remarks []Remark) bool {
	return slices.ContainsFunc(remarks, func(r Remark) bool {
		return r.Uncapped && slices.ContainsFunc(r.Fingerprints, func(f string) bool { return slices.Contains(m.fingerprints, f) })
	})
}

// open are the comments of ours that a reader still meets in the diff.
func (s *reviewState) open() []*comment {
	var open []*comment
	for _, m := range s.mine {
		if m.line != 0 && !s.threads[m.node].done() {
			open = append(open, m)
		}
	}
	return open
}
