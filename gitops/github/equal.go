package github

import (
	"fmt"
	"slices"
	"strings"
)

// Equal findings are told apart by a running number: name, name.2, name.3. The numbers change when an equal finding
// before them is repaired or added; by the number alone, a comment would be taken for that on another line, and what
// stands there would be said again. The lines put it right.

// kind is a fingerprint without its running number.
func kind(fingerprint string) string {
	i := strings.LastIndexByte(fingerprint, '.')
	if i < 0 || i+1 == len(fingerprint) || strings.Trim(fingerprint[i+1:], "0123456789") != "" {
		return fingerprint
	}
	return fingerprint[:i]
}

// said is one fingerprint of a comment of ours.
type said struct {
	fingerprint string
	comment     *comment
	taken       bool
}

// renumber names each remark after the comment that says it: one on its lines, or else one that is outdated or stands
// where nothing equal is left. The others get numbers that no comment has.
func (s *reviewState) renumber(remarks []Remark) []Remark {
	before := map[string][]*said{}
	used := map[string]bool{}
	for _, m := range s.mine {
		for _, f := range m.fingerprints {
			before[kind(f)] = append(before[kind(f)], &said{fingerprint: f, comment: m})
			used[f] = true
		}
	}
	renamed := slices.Clone(remarks)
	for i, r := range renamed {
		renamed[i].Fingerprints = make([]string, len(r.Fingerprints))
	}
	pass := func(name func(r Remark, kind string) string) {
		for i, r := range remarks {
			for n, f := range r.Fingerprints {
				if renamed[i].Fingerprints[n] == "" {
					renamed[i].Fingerprints[n] = name(r, kind(f))
				}
			}
		}
	}
	pass(func(r Remark, kind string) string {
		return take(before[kind], func(m *comment) bool { return m.path == r.Path && r.start() <= m.line && m.line <= r.Line })
	})
	pass(func(_ Remark, kind string) string {
		return take(before[kind], func(*comment) bool { return true })
	})
	last := map[string]int{}
	pass(func(_ Remark, kind string) string {
		for {
			f := kind
			if last[kind]++; last[kind] > 1 {
				f = fmt.Sprintf("%s.%d", kind, last[kind])
			}
			if !used[f] {
				return f
			}
		}
	})
	return renamed
}

// take is the first fingerprint that is not taken yet, of a comment that fits; empty if there is none.
func take(all []*said, fits func(*comment) bool) string {
	for _, s := range all {
		if !s.taken && fits(s.comment) {
			s.taken = true
			return s.fingerprint
		}
	}
	return ""
}
