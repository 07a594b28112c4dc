package merge

import (
	"slices"
	"strings"
)

// Words works what theirs changed of base into ours, word by word, so that it can be offered to the person who wrote
// ours. It is ok only if the two sides changed different words, and at most one of them changed which lines there are:
// of lines that both added at one place nobody knows the order. Otherwise merged is ours.
//
// What ours added to base is in merged, whatever theirs did: a word goes only if theirs took it away and ours left it
// as it was. An address is one word, and so is the target of a link, a number with its points, and a name with
// hyphens: of two versions no third is made.
func Words(base, ours, theirs string) (merged string, ok bool) {
	known := symbols{}
	b, o, t := known.words(base), known.words(ours), known.words(theirs)
	all, ok := weave(edits(b, o), edits(b, t))
	if !ok {
		return ours, false
	}
	var text strings.Builder
	var ids []int32
	at := 0
	for _, e := range append(all, edit{old: span{len(b.ids), len(b.ids)}}) {
		kept := span{at, e.old.start}
		text.WriteString(b.text(kept))
		text.WriteString(e.text)
		ids = append(append(ids, b.part(kept)...), e.new...)
		at = e.old.end
	}
	if !slices.Equal(known.words(text.String()).ids, ids) {
		return ours, false // what was apart became one word: ours took a blank away, and theirs the sign after it
	}
	return text.String(), true
}

// weave puts the edits of both sides in order, if they are apart.
func weave(ours, theirs []edit) (all []edit, ok bool) {
	oursRelines, theirsRelines := false, false
	for len(ours)+len(theirs) > 0 {
		switch {
		case len(ours) > 0 && len(theirs) > 0 && ours[0].same(theirs[0]):
			all, ours, theirs = append(all, ours[0]), ours[1:], theirs[1:]
		case len(ours) > 0 && (len(theirs) == 0 || ours[0].before(theirs[0])):
			oursRelines = oursRelines || ours[0].relines
			all, ours = append(all, ours[0]), ours[1:]
		case len(ours) == 0 || theirs[0].before(ours[0]):
			theirsRelines = theirsRelines || theirs[0].relines
			all, theirs = append(all, theirs[0]), theirs[1:]
		default:
			return nil, false
		}
	}
	return all, !oursRelines || !theirsRelines
}

// Changed is the shortest run of words of base, and what theirs has for it, that tells all of the change. One of them
// is empty if words were only added or only taken away, and both if nothing changed.
func Changed(base, theirs string) (old, new string) {
	known := symbols{}
	b, t := known.words(base), known.words(theirs)
	head, tail := common(b.ids, t.ids)
	h := []hunk{{span{head, len(b.ids) - tail}, span{head, len(t.ids) - tail}}}
	if b.src != t.src {
		byLines(b, t, h)
	}
	old, new = b.text(h[0].old), t.text(h[0].new)
	if a, z := strings.TrimSpace(old), strings.TrimSpace(new); a != z {
		return a, z
	}
	return old, new // only blanks changed
}
