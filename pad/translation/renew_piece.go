package translation

import (
	"strings"

	"github.com/xsf/padpress/lint"
)

// remove leaves a piece out that the original lost, unless people translated it: then it gets a mark.
func (r *renewal) remove(p, was piece, own int) {
	if r.untouched(p, was) {
		r.Gone++
		return
	}
	if p.mark.Verb != lint.ToRemove {
		p.mark, p.apart = lint.TranslationMark{Verb: lint.ToRemove}, ""
		r.Marked++
	}
	r.add(p, -1, own, false)
}

// untouched reports whether a piece of the translation is as we would have written it, wherever its lines end and its
// anchors lead.
func (r *renewal) untouched(p, was piece) bool {
	own := plain(p.text)
	return own == plain(was.text) || own == plain(r.draft(was).text)
}

// plain is text on one line and without the names of anchors, which follow the headings.
func plain(text string) string {
	links := destinations(text)
	for i, l := range links {
		if strings.HasPrefix(l, "#") {
			links[i] = "#"
		}
	}
	return flat(withDestinations(text, links))
}

// flat is text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// renewed is a piece of the translation after its original has changed, and whether its words are ours.
func (r *renewal) renewed(was, now, p piece) (piece, bool) {
	p.gap = either(was.gap, p.gap, now.gap)
	if p.isUnderlined() == now.isUnderlined() {
		p.lead = either(was.lead, p.lead, now.lead)
	}
	p.tail = either(was.tail, p.tail, now.tail)
	if was.text == now.text {
		return p, false
	}
	if r.untouched(p, was) {
		drafted := r.draft(now)
		if plain(p.text) == plain(was.text) && p.mark.Verb == "" && r.draft(was).mark.Verb != "" {
			drafted.text, drafted.mark = now.text, lint.TranslationMark{} // people decided that it stays
		}
		if p.isUnderlined() != now.isUnderlined() {
			p.lead = now.lead
		}
		p.text, p.mark, p.apart = drafted.text, drafted.mark, ""
		r.Written++
		return p, true
	}
	if text, ok := r.withValues(was, now, p); ok {
		if text != p.text {
			p.text = text
			r.Written++
		}
		return p, false
	}
	mark := lint.TranslationMark{Verb: lint.ToRevise, Original: lint.Harmless(now.text)}
	if strings.Count(p.text, "`")%2 == 1 {
		mark.Original = strings.ReplaceAll(mark.Original, "`", "&#96;") // a pair of them would show the mark
	}
	if p.mark.Verb != mark.Verb || p.mark.Original != mark.Original {
		p.mark, p.apart = mark, ""
		r.Marked++
	}
	return p, false
}
