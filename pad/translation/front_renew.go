package translation

import (
	"strings"

	"github.com/xsf/padpress/lint"
)

// renewFront is the front matter of a translation after that of its original has changed.
func (r *renewal) renewFront(was, now, translation *lint.Document) string {
	if was.Text(was.Front.Span) == now.Text(now.Front.Span) || len(translation.Front.Keys) == 0 || len(now.Front.Keys) == 0 {
		return r.mine.front
	}
	before, after, own := entries(was), entries(now), entries(translation)
	var out []entry
	for _, e := range own {
		old, had := named(before, e.name)
		fresh, has := named(after, e.name)
		switch {
		case !had || has && old.value == fresh.value:
			out = append(out, e)
		case !has && e.value == old.value:
			r.Gone++
		case !has:
			out = append(out, e)
		default:
			out = append(out, r.renewedEntry(old, fresh, e))
		}
	}
	return r.joinKeys(translation, out, r.newKeys(before, after, own))
}

func named(all []entry, name string) (entry, bool) {
	for _, e := range all {
		if e.name == name {
			return e, true
		}
	}
	return entry{}, false
}

// renewedEntry is a key of the translation after its value in the original has changed.
func (r *renewal) renewedEntry(old, fresh, e entry) entry {
	drafted, before := r.draftEntry(fresh), r.draftEntry(old)
	if e.value == before.value {
		r.Written++
		e = e.with(drafted.value)
		e.mark = drafted.mark
		return e
	}
	if said, ok := fresh.said.(string); ok && e.name == "title" {
		was, _ := old.said.(string)
		mine, _ := e.said.(string)
		if title, ok := r.retitled(was, said, mine); ok {
			r.Written++
			return e.with(title)
		}
	}
	if text, ok := r.withValues(piece{text: old.value}, piece{text: fresh.value}, piece{text: e.value}); ok && !strings.Contains(text, "\n") {
		r.Written++
		return e.with(text)
	}
	mark := lint.TranslationMark{Verb: lint.ToRevise, Original: lint.Harmless(fresh.value)}
	if e.mark.Verb != mark.Verb || e.mark.Original != mark.Original {
		e.mark = mark
		r.Marked++
	}
	return e
}

// retitled is a title with other months, in the form that people chose. It is false if more than the months changed, or the
// title does not name them.
func (r *renewal) retitled(was, now, mine string) (string, bool) {
	old, oldAt, ok := r.english.language.Find(was)
	fresh, freshAt, ok2 := r.english.language.Find(now)
	if !ok || !ok2 || was[:oldAt.Start]+was[oldAt.End:] != now[:freshAt.Start]+now[freshAt.End:] {
		return "", false
	}
	for _, l := range []lint.Language{r.language, r.english.language} {
		if m, at, ok := l.Find(mine); ok && m == old {
			name := l.Format(fresh)
			return quoteTitle(r.elide(mine[:at.Start], name) + name + mine[at.End:]), true
		}
	}
	return "", false
}

// newKeys are the keys that the original got, each behind the name of the one before it.
func (r *renewal) newKeys(before, after, own []entry) map[string][]entry {
	behind := map[string][]entry{}
	last := ""
	for _, e := range after {
		_, had := named(before, e.name)
		_, has := named(own, e.name)
		if has {
			last = e.name
		}
		if !had && !has {
			behind[last] = append(behind[last], r.draftEntry(e))
			r.New++
		}
	}
	return behind
}

// joinKeys is the front matter of d with these keys, and others behind them.
func (r *renewal) joinKeys(d *lint.Document, keys []entry, behind map[string][]entry) string {
	var b strings.Builder
	next := func() {
		for _, e := range behind[keys[0].name] {
			b.WriteString(e.String())
		}
		keys = keys[1:]
	}
	at := d.Front.Span.Start
	for i, k := range d.Front.Keys {
		b.WriteString(d.Text(lint.Span{Start: at, End: k.Entry.Start}))
		if i == 0 {
			for _, e := range behind[""] {
				b.WriteString(e.String())
			}
		}
		if len(keys) > 0 && keys[0].name == k.Name {
			b.WriteString(keys[0].String())
			next()
		}
		at = k.Entry.End
	}
	b.WriteString(d.Text(lint.Span{Start: at, End: d.Front.Span.End}))
	return b.String()
}
