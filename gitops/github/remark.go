package github

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Remark is a comment to be about lines of the new file.
type Remark struct {
	Points      []int // what it says: indices in Review.Points
	Path        string
	Start, Line int     // first and last line, from 1; equal for one line, and Start 0 means Line
	Text        string  // Markdown, already escaped
	Plain       string  // the same where the suggestion is not shown, with what to do in words; "" is Text
	Suggestion  *string // what the lines should be, without the final newline; nil for none, "" deletes the lines
}

func (r Remark) place() place { return place{r.Path, cmp.Or(r.Start, r.Line), r.Line} }
func (p Point) place() place  { return place{p.Path, cmp.Or(p.Start, p.Line), p.Line} }

// plain is the remark without its suggestion.
func (r Remark) plain() Remark {
	if r.Suggestion != nil {
		r.Suggestion, r.Text = nil, cmp.Or(r.Plain, r.Text)
	}
	return r
}

func (r Remark) uncapped(points []Point) bool {
	return slices.ContainsFunc(r.Points, func(i int) bool { return points[i].Uncapped })
}

// group is one comment to be: the remarks whose last line is the same.
type group []Remark

type position struct {
	path string
	line int
}

func (g group) at() position { return position{g[0].Path, g[0].Line} }

func (g group) uncapped(points []Point) bool { return g[0].uncapped(points) }

// join makes one comment of the remarks on a line, keeping their order; those that are uncapped come first.
// Only one suggestion can be accepted with a click, so the first one stays and the others become words.
func join(points []Point, remarks []Remark) []group {
	sorted := slices.Clone(remarks)
	slices.SortStableFunc(sorted, func(a, b Remark) int {
		rank := map[bool]int{true: 0, false: 1}
		return cmp.Compare(rank[a.uncapped(points)], rank[b.uncapped(points)])
	})
	var groups []group
	place := map[position]int{}
	for _, r := range sorted {
		at := position{r.Path, r.Line}
		i, ok := place[at]
		if !ok {
			place[at] = len(groups)
			groups = append(groups, group{r})
			continue
		}
		if groups[i].suggestion() >= 0 {
			r = r.plain()
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

func (g group) points() []int {
	var all []int
	for _, r := range g {
		all = append(all, r.Points...)
	}
	return all
}

func (g group) fingerprints(points []Point) []string {
	var all []string
	for _, i := range g.points() {
		if f := points[i].Fingerprint; !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return all
}

// start is the first line of the comment: that of its suggestion, if it has one.
func (g group) start() int { return g[max(0, g.suggestion())].place().start }

// suggestion is the index of the remark whose suggestion is offered, -1 if there is none.
func (g group) suggestion() int {
	return slices.IndexFunc(g, func(r Remark) bool { return r.Suggestion != nil })
}

// body renders the comment.
func (g group) body(marker string) string {
	var parts []string
	for _, r := range g {
		parts = append(parts, strings.TrimRight(r.Text, "\n"))
		if r.Suggestion != nil {
			parts = append(parts, fence("suggestion", *r.Suggestion))
		}
	}
	return marker + "\n" + strings.Join(parts, "\n\n")
}

func (g group) tooLong(marker string) bool { return utf8.RuneCountInString(g.body(marker)) > maxBody }

// fence is a code block whose fence is longer than any run of backticks inside.
func fence(info, text string) string {
	longest, run := 0, 0
	for _, r := range text {
		if r != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	ticks := strings.Repeat("`", max(3, longest+1))
	if text != "" {
		text += "\n"
	}
	return ticks + info + "\n" + text + ticks
}
