package github

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Remark is something to say about lines of the new file.
type Remark struct {
	Fingerprints []string // identify what is said; never a line number, and no blanks. Equal ones end in .2, .3, …
	Path         string
	Start, Line  int     // first and last line, from 1; equal for one line, and Start 0 means Line
	Text         string  // Markdown, already escaped
	Suggestion   *string // what the lines should be, without the final newline; nil for none, "" deletes the lines
	Uncapped     bool    // comes before all others and does not count towards Review.Max
}

func (r Remark) start() int {
	if r.Start == 0 {
		return r.Line
	}
	return r.Start
}

// group is one comment to be: the remarks whose last line is the same.
type group []Remark

type position struct {
	path string
	line int
}

func (g group) at() position   { return position{g[0].Path, g[0].Line} }
func (g group) uncapped() bool { return g[0].Uncapped }

// join makes one comment of the remarks on a line, keeping their order; those that are uncapped come first.
func join(remarks []Remark) []group {
	sorted := slices.Clone(remarks)
	slices.SortStableFunc(sorted, func(a, b Remark) int {
		rank := map[bool]int{true: 0, false: 1}
		return cmp.Compare(rank[a.Uncapped], rank[b.Uncapped])
	})
	var groups []group
	place := map[position]int{}
	for _, r := range sorted {
		at := position{r.Path, r.Line}
		if i, ok := place[at]; ok {
			groups[i] = append(groups[i], r)
			continue
		}
		place[at] = len(groups)
		groups = append(groups, group{r})
	}
	return groups
}

func (g group) fingerprints() []string {
	var all []string
	for _, r := range g {
		for _, f := range r.Fingerprints {
			if !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	return all
}

// start is the first line of the comment. Only one suggestion can be accepted by a click, so the first one decides.
func (g group) start() int {
	if i := g.suggestion(); i >= 0 {
		return g[i].start()
	}
	return g[0].start()
}

// suggestion is the index of the remark whose suggestion is offered, -1 if there is none.
func (g group) suggestion() int {
	return slices.IndexFunc(g, func(r Remark) bool { return r.Suggestion != nil })
}

// body renders the comment. Suggestions after the first are shown but cannot be clicked: they would undo each other.
func (g group) body(marker string) string {
	parts := []string{}
	for i, r := range g {
		parts = append(parts, strings.TrimRight(r.Text, "\n"))
		switch {
		case r.Suggestion == nil:
		case i == g.suggestion():
			parts = append(parts, fence("suggestion", *r.Suggestion))
		default:
			parts = append(parts, fmt.Sprintf("Lines %d to %d would be:", r.start(), r.Line), fence("text", *r.Suggestion))
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
