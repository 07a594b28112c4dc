package github

import (
	"fmt"
	"maps"
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

// name is one fingerprint that was used before.
type name struct {
	fingerprint string
	at          place // of its comment; none once that is removed
}

// renumber names each point after the comment that says it: one on its lines, or else one that is outdated or stands
// where nothing equal is left, or at last one that was removed. The others get numbers that were never used.
func (s *reviewState) renumber(points []Point) []Point {
	before := map[string][]name{}
	used := map[string]bool{}
	know := func(f string, at place) {
		if !used[f] || at.path != "" {
			before[kind(f)] = append(before[kind(f)], name{fingerprint: f, at: at})
		}
		used[f] = true
	}
	for _, m := range s.mine {
		for _, f := range m.fingerprints {
			know(f, m.place)
		}
	}
	for _, f := range slices.Sorted(maps.Keys(s.posted)) {
		know(f, place{})
	}
	taken := map[string]bool{}
	renamed := slices.Clone(points)
	for i := range renamed {
		renamed[i].Fingerprint = ""
	}
	pass := func(name func(p Point, kind string) string) {
		for i, p := range points {
			if renamed[i].Fingerprint == "" {
				renamed[i].Fingerprint = name(p, kind(p.Fingerprint))
			}
		}
	}
	for _, fits := range []func(Point, name) bool{
		func(p Point, n name) bool { return n.at.line != 0 && p.place().meets(n.at) },
		func(p Point, n name) bool { return n.at.path == p.Path },
		func(_ Point, n name) bool { return n.at.path == "" },
		func(Point, name) bool { return true }, // the file has another name now
	} {
		pass(func(p Point, kind string) string {
			for _, n := range before[kind] {
				if !taken[n.fingerprint] && fits(p, n) {
					taken[n.fingerprint] = true
					return n.fingerprint
				}
			}
			return ""
		})
	}
	last := map[string]int{}
	pass(func(_ Point, kind string) string {
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
