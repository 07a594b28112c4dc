// Package merge joins two people's changes of one text, by git's rules. It knows nothing of repositories.
//
// Text works by lines and is held against git merge-file: what git merges cleanly is merged here to the same bytes,
// and what git calls a conflict is one here. Where git writes markers, the branch's lines stay as they are. Words and
// Changed are for telling people what such a conflict left out.
package merge

import (
	"slices"
	"strings"
)

// Result is a merged text and what could not be merged into it.
type Result struct {
	// Text holds all changes of both sides but those in Conflicts, where it holds the lines of ours.
	Text      []byte
	Conflicts []Conflict // in the order of the text
}

// Clean says whether the text holds the changes of both sides.
func (r Result) Clean() bool { return len(r.Conflicts) == 0 }

// Conflict is a place that both sides changed, each in its own way. Lines that both have alike at its beginning and
// end are no part of it.
type Conflict struct {
	Start, End int // bytes of Result.Text; Start == End where ours has no lines
	// Line is the number of the conflict's first line in Result.Text, counted from 1, and Lines how many there are. If
	// there are none, Line is the one that follows, which may be one past the last.
	Line, Lines int
	// Base, Ours and Theirs are whole lines with their ends. Ours is Text[Start:End].
	Base, Ours, Theirs string
}

// Text merges what theirs changed of base into ours. Changes that touch, with no line between them, conflict unless
// both are the same. A line's end is part of it, so a missing newline at the end of a text is a change like any other,
// and so is a carriage return.
//
// Whoever of two is ours, the same merges are clean, with the same text. Where one side already has all that the other
// changed, as after a merge, the text is that side's.
func Text(base, ours, theirs []byte) Result {
	known := symbols{}
	b, o, t := known.lines(string(base)), known.lines(string(ours)), known.lines(string(theirs))
	byOurs, byTheirs := diff(b.ids, o.ids), diff(b.ids, t.ids)
	r := join(b, o, t, byOurs, byTheirs)
	if text := string(r.Text); r.Clean() && (text == o.src || text == t.src) {
		return r
	}
	inOurs, inTheirs := known.holds(b, o, t, byOurs, byTheirs), known.holds(b, t, o, byTheirs, byOurs)
	switch {
	case inOurs && !inTheirs && string(r.Text) != o.src:
		return Result{Text: []byte(o.src)}
	case inTheirs && !inOurs && string(join(b, t, o, byTheirs, byOurs).Text) != t.src:
		return Result{Text: []byte(t.src)}
	}
	return r
}

// join applies the changes of both sides.
func join(base, ours, theirs sequence, byOurs, byTheirs []hunk) Result {
	m := merger{base: base, ours: ours, theirs: theirs}
	for _, r := range regions(byOurs, byTheirs) {
		m.add(r)
	}
	return m.finish()
}

// merger writes a Result, region by region.
type merger struct {
	base, ours, theirs sequence
	text               strings.Builder
	line               int // lines written
	at                 int // next line of ours
	conflicts          []Conflict
}

func (m *merger) add(r region) {
	m.write(m.ours, span{m.at, r.ours.start})
	m.at = r.ours.end
	switch {
	case !r.byTheirs || slices.Equal(m.ours.part(r.ours), m.theirs.part(r.theirs)):
		m.write(m.ours, r.ours)
	case !r.byOurs:
		m.write(m.theirs, r.theirs)
	default:
		m.conflict(r)
	}
}

func (m *merger) conflict(r region) {
	head, tail := common(m.ours.part(r.ours), m.theirs.part(r.theirs))
	ours := span{r.ours.start + head, r.ours.end - tail}
	theirs := span{r.theirs.start + head, r.theirs.end - tail}
	base := r.base
	if base.len() == r.ours.len() && base.len() == r.theirs.len() {
		base = span{base.start + head, base.end - tail} // line by line, so these are what the lines left out were
	}
	m.write(m.ours, span{r.ours.start, ours.start})
	c := Conflict{Start: m.text.Len(), Line: m.line + 1, Lines: ours.len()}
	c.Base, c.Ours, c.Theirs = m.base.text(base), m.ours.text(ours), m.theirs.text(theirs)
	m.write(m.ours, ours)
	c.End = m.text.Len()
	m.conflicts = append(m.conflicts, c)
	m.write(m.ours, span{ours.end, r.ours.end})
}

func (m *merger) write(s sequence, lines span) {
	m.text.WriteString(s.text(lines))
	m.line += lines.len()
}

func (m *merger) finish() Result {
	m.write(m.ours, span{m.at, len(m.ours.ids)})
	return Result{[]byte(m.text.String()), m.conflicts}
}
