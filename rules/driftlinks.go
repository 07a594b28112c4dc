package rules

import (
	"fmt"
	"slices"

	"github.com/xsf/padpress/lint"
)

// reportLinks says which links and pictures of a piece changed, where the translation has not changed them yet. Block k of
// the translation stands for the piece, -1 if none does. It gives the links that came or went, whose words need no finding of
// their own.
func (d *drift) reportLinks(was, is driftPiece, k int) (alone []keptLink) {
	came := missingIn(is.links, was.links)
	for _, old := range missingIn(was.links, is.links) {
		i := successor(old, came)
		if i < 0 {
			d.reportGoneLink(old)
			alone = append(alone, old)
			continue
		}
		d.reportLink(old, came[i])
		came = slices.Delete(came, i, i+1)
	}
	for _, link := range came {
		if !d.has[link.address] && !d.hasKey[link.key] && k >= 0 {
			d.reportNewLink(link, k)
		}
	}
	return append(alone, came...)
}

// missingIn are those of links that others do not hold.
func missingIn(links, others []keptLink) []keptLink {
	var found []keptLink
	for _, l := range links {
		same := func(o keptLink) bool { return o.address == l.address && o.picture == l.picture }
		if !slices.ContainsFunc(others, same) && !slices.ContainsFunc(found, same) {
			found = append(found, l)
		}
	}
	return found
}

// successor is the index of the one of links that came for old: one of the same words, else the most like it, else the only
// one; -1 if there is none.
func successor(old keptLink, links []keptLink) int {
	found, best := -1, 0.0
	for i, l := range links {
		if l.picture != old.picture {
			continue
		}
		a := alike(l.address, old.address)
		if l.text == old.text {
			a++
		}
		if found < 0 && len(links) == 1 || a > max(best, 0.6) {
			found, best = i, a
		}
	}
	return found
}

// reportLink says that a link leads elsewhere, if the translation has the old address.
func (d *drift) reportLink(old, now keptLink) {
	at, ok := d.linkTo(old)
	if !ok || d.has[now.address] && d.isLinks[old.address] {
		return // it leads elsewhere for readers of this language, or is missing, which translation-links says
	}
	message := fmt.Sprintf("the original links to %s now, not to %s", shortened(now.address), shortened(old.address))
	fix := "write the address of the original"
	if now.picture {
		message = fmt.Sprintf("the original shows %s now, not %s", shortened(now.address), shortened(old.address))
		fix = "write that of the original"
	}
	f := lint.Finding{Span: at.at, Message: message}
	if at.plain && now.plain {
		f.Fix = lint.Replace(fix, at.at, now.address)
	}
	d.Report(f)
}

// reportGoneLink says that a link was taken out, if the translation has it.
func (d *drift) reportGoneLink(old keptLink) {
	if d.isLinks[old.address] {
		return // it stands elsewhere
	}
	at, ok := d.linkTo(old)
	if !ok {
		return
	}
	if old.picture {
		d.Reportf(at.at, "the original does not show %s any more", shortened(old.address))
		return
	}
	d.Reportf(at.at, "the original does not link to %s any more", shortened(old.address))
}

// reportNewLink says that a block got a link or a picture, with the fix that links the same words where they stand in block
// k of the translation.
func (d *drift) reportNewLink(link keptLink, k int) {
	f := lint.Finding{Span: firstLine(d.Pass, d.Blocks()[k].Span), Message: "the original links to " + shortened(link.address) + " here now"}
	if link.picture {
		f.Message = "the original shows " + shortened(link.address) + " here now"
	} else {
		f.Fix = d.relink([]keptLink{link}, k)
	}
	d.Report(f)
}
