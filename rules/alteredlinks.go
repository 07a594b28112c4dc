package rules

import (
	"fmt"

	"github.com/xsf/padpress/lint"
)

// alteredLink is a link of the translation that has another address than that of the original in its place.
type alteredLink struct{ was, is keptLink }

// altered takes from lost the links in whose block the translation has one to somewhere else instead. Hosts that serve
// readers of the language may stand for others.
func (t *parallel) altered(lost []keptLink) (found []alteredLink, left []keptLink) {
	foreign := t.newLinks()
	for _, l := range lost {
		k, ok := t.block[l.block]
		i := -1
		if ok {
			_, sure := t.sure[l.block]
			i = t.replacement(l, foreign[k], sure)
		}
		if i < 0 {
			if !t.servesReaders(l.address) {
				left = append(left, l)
			}
			continue
		}
		is := foreign[k][i]
		foreign[k] = append(foreign[k][:i:i], foreign[k][i+1:]...)
		if !t.isLocalised(l.address, is.address) {
			found = append(found, alteredLink{l, is})
		}
	}
	return found, left
}

// replacement is the index of the one of links that stands for l: the most like it, if possible on the same host, or the
// only one there is in a block that is sure.
func (t *parallel) replacement(l keptLink, links []keptLink, sure bool) int {
	found, best := -1, 0.6
	for i, other := range links {
		a := alike(l.key, other.key)
		if host := hostOf(l.address); host != "" && host == hostOf(other.address) {
			a++
		}
		if a > best {
			found, best = i, a
		}
	}
	if found < 0 && sure && len(links) == 1 {
		return 0
	}
	return found
}

func (t *parallel) reportAltered(all []alteredLink) {
	if len(all) <= mostApart {
		for _, a := range all {
			f := lint.Finding{Span: a.is.at, Message: fmt.Sprintf("the original links to %s here, not to %s", shortened(a.was.address), shortened(a.is.address))}
			if a.is.plain && a.was.plain {
				f.Fix = lint.Replace("write the address of the original", a.is.at, a.was.address)
			}
			t.Report(f)
		}
		return
	}
	var names []string
	fix := &lint.Fix{Message: "write the addresses of the original"}
	for _, a := range all {
		names = append(names, shortened(a.is.address))
		if a.is.plain && a.was.plain {
			fix.Edits = append(fix.Edits, lint.Edit{Span: a.is.at, New: a.was.address})
		}
	}
	t.Report(lint.Finding{Span: all[0].is.at, Message: fmt.Sprintf("%d links lead elsewhere than in the original: %s", len(all), listed(names)), Fix: fix})
}
