package translation

import (
	"strings"

	"github.com/xsf/padpress/lint"
)

// Skeleton is what a translation begins with: the original line by line, with its title, headings and fixed sentences
// translated as far as that is known. What is left for people has marks. The mark that names the original is not written.
func (t *Translator) Skeleton(original *lint.Document) ([]byte, error) {
	o := split(original)
	if tooLong(o) {
		return nil, errTooLong(original)
	}
	s := text{front: t.draftFront(original), rest: o.rest}
	ours := make([]bool, len(o.pieces))
	from := make([]int, len(o.pieces))
	for i, p := range o.pieces {
		s.pieces = append(s.pieces, t.draft(p))
		ours[i], from[i] = true, i
	}
	t.followHeadings(original, o, s, from, ours)
	return []byte(s.String()), nil
}

// followHeadings makes the links inside those pieces of s that we wrote lead to the translated headings. from tells which
// piece of the original each is; -1 for none.
func (t *Translator) followHeadings(original *lint.Document, o, s text, from []int, ours []bool) {
	was, is := headingIDs(original, o), headingIDs(lint.Parse(original.Path, []byte(s.String())), s)
	now := map[string]string{}
	for i, id := range is {
		if k := from[i]; k >= 0 && was[k] != "" && now[was[k]] == "" {
			now[was[k]] = id
		}
	}
	for i := range s.pieces {
		p := &s.pieces[i]
		if !ours[i] || !strings.Contains(p.text, "](#") {
			continue
		}
		links := destinations(p.text)
		for n, l := range links {
			if id := now[strings.TrimPrefix(l, "#")]; id != "" && l[0] == '#' {
				links[n] = "#" + id
			}
		}
		p.text = withDestinations(p.text, links)
	}
}

// headingIDs are the anchors of the pieces of t that are headings, by the number of the piece. d is t.
func headingIDs(d *lint.Document, t text) map[int]string {
	ids := map[int]string{}
	heads := d.Headings()
	n := 0
	for i, p := range t.pieces {
		if p.kind == heading && n < len(heads) {
			ids[i] = heads[n].ID
			n++
		}
	}
	if n != len(heads) {
		return nil // one stands where no piece can begin
	}
	return ids
}
