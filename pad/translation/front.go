package translation

import (
	"strings"

	"github.com/xsf/padpress/lint"
)

// entry is one key of the front matter: whole lines.
type entry struct {
	name   string
	lines  string
	value  string // as it is written
	said   any    // decoded
	before int    // where the value stands in lines
	mark   lint.TranslationMark
}

// entries are the keys of d; none if its front matter cannot be read.
func entries(d *lint.Document) []entry {
	var all []entry
	for _, k := range d.Front.Keys {
		e := entry{name: k.Name, lines: d.Text(k.Entry), value: d.Text(k.Value), said: k.Data, before: k.Value.Start - k.Entry.Start}
		for _, m := range d.TranslationMarks() {
			if k.Entry.Contains(m.Span.Start) {
				e.mark = m
				e.lines = strings.TrimRight(d.Text(lint.Span{Start: k.Entry.Start, End: m.Span.Start}), " ") + d.Text(lint.Span{Start: m.Span.End, End: k.Entry.End})
			}
		}
		all = append(all, e)
	}
	return all
}

func (e entry) String() string {
	if e.mark.Verb == "" {
		return e.lines
	}
	body := strings.TrimRight(e.lines, " \t\r\n")
	if strings.Contains(body, "\n") {
		return e.mark.YAML() + "\n" + e.lines // a value of several lines may have no comment in it
	}
	return body + " " + e.mark.YAML() + e.lines[len(body):]
}

// with is the entry with another value, as it is to be written.
func (e entry) with(value string) entry {
	e.lines = e.lines[:e.before] + value + e.lines[e.before+len(e.value):]
	e.value = value
	return e
}

// draftFront is the front matter of an original as a translation begins.
func (t *Translator) draftFront(original *lint.Document) string {
	if len(original.Front.Keys) == 0 {
		return original.Text(original.Front.Span)
	}
	return joinFront(original, func(e entry) string { return t.draftEntry(e).String() })
}

// joinFront is the front matter of d with other lines for its keys. What stands between them stays.
func joinFront(d *lint.Document, write func(entry) string) string {
	var b strings.Builder
	at := d.Front.Span.Start
	for i, e := range entries(d) {
		k := d.Front.Keys[i].Entry
		b.WriteString(d.Text(lint.Span{Start: at, End: k.Start}))
		b.WriteString(write(e))
		at = k.End
	}
	b.WriteString(d.Text(lint.Span{Start: at, End: d.Front.Span.End}))
	return b.String()
}

// draftEntry translates the title. Another value that is a sentence has a mark.
func (t *Translator) draftEntry(e entry) entry {
	e.mark = lint.TranslationMark{}
	said, ok := e.said.(string)
	if !ok {
		return e
	}
	if e.name == "title" {
		if title, ok := t.title(said); ok {
			return e.with(title)
		}
		e.mark.Verb = lint.ToTranslate
		return e
	}
	if smallWords(said) >= sentence {
		e.mark.Verb = lint.ToTranslate
	}
	return e
}

// title is the title of a translation as YAML, by that of the original. It is false for one without months, or in a form
// that the house does not have.
func (t *Translator) title(original string) (string, bool) {
	covered, _, ok := t.english.language.Find(original)
	if !ok || original != t.house.Title.With(t.english.language.Format(covered)) {
		return "", false
	}
	title := t.language.Title(covered)
	return quoteTitle(title), title != ""
}

// quoteTitle is a title as YAML, in quotes where a sign of it would mean something else.
func quoteTitle(title string) string {
	if strings.ContainsAny(title, ":#'\"") {
		return `"` + strings.ReplaceAll(title, `"`, `\"`) + `"`
	}
	return title
}
