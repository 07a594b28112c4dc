package pad

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// united is a text whose front matter is followed by another one, as where a whole file was pasted below that of the pad,
// with one front matter: the entries of the second, and those of the first that the second has not.
func (c *Completion) united(d *lint.Document, house *lint.House) *lint.Document {
	if !d.Front.Exists() {
		return d
	}
	second := lint.Parse(d.Path, d.Src[d.Front.Span.End:])
	if whole := second.Front.Span.End == len(second.Src) || strings.HasSuffix(second.Text(second.Front.Span), "\n"); !whole || !isFrontMatter(second.Front, house) {
		return d
	}
	said := second.Text(second.Front.Body)
	var dropped []Omission
	var b strings.Builder
	b.WriteString("---\n")
	at := d.Front.Body.Start
	for _, k := range d.Front.Keys {
		b.WriteString(d.Text(lint.Span{Start: at, End: k.Entry.Start})) // comments
		at = k.Entry.End
		if !slices.ContainsFunc(second.Front.Keys, func(q lint.Key) bool { return meant(q, house) == meant(k, house) }) {
			b.WriteString(d.Text(k.Entry))
			continue
		}
		line, comments := tail(d.Text(k.Entry))
		b.WriteString(comments)
		if !isBlankValue(k) && !strings.Contains(said, strings.TrimSpace(line)) {
			dropped = append(dropped, Omission{strings.TrimSpace(line), "the second front matter says it otherwise"})
		}
	}
	b.WriteString(d.Text(lint.Span{Start: at, End: d.Front.Body.End}))
	b.WriteString(said)
	b.WriteString("---\n")
	b.WriteString(second.Text(second.Body()))
	joined := lint.Parse(d.Path, []byte(b.String()))
	if joined.Front.Err != nil {
		return d
	}
	c.Dropped = append(append(c.Dropped, dropped...),
		Omission{oneLine(second.Text(second.Front.Span)), "it is a second front matter, and what it says stands in the first"})
	return joined
}

// meant is the name by which the site knows a key.
func meant(k lint.Key, house *lint.House) string {
	return cmp.Or(house.FrontMatter.Renamed[k.Name], k.Name)
}

// isFrontMatter reports whether what looks like front matter in the midst of a text is some, and no heading below a line:
// all of it is keys, and the site or the house knows one of them.
func isFrontMatter(f lint.FrontMatter, house *lint.House) bool {
	style := house.FrontMatter
	return f.Exists() && f.Err == nil && slices.ContainsFunc(f.Keys, func(k lint.Key) bool {
		return slices.Contains(style.Required, k.Name) || slices.Contains(style.Optional, k.Name) ||
			style.Renamed[k.Name] != "" || slices.Contains(style.PadOnly, k.Name)
	})
}
