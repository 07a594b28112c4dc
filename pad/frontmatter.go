package pad

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

const summaryKey = "summary"

// front is the front matter, between its fences, with what is missing, whose keys it returns as well, and without what only
// pads read.
func (c *Completion) front(d *lint.Document, house *lint.House, m Month, known Known) (front string, added []string) {
	var b strings.Builder
	if len(d.Front.Keys) > 0 { // comments may stand above the first key
		b.WriteString(d.Text(lint.Span{Start: d.Front.Body.Start, End: d.Front.Keys[0].Entry.Start}))
	}
	all := c.missing(d, house, m, known)
	for _, e := range all {
		added = append(added, e.key)
	}
	missing, waiting := all.parted(d)
	for _, k := range d.Front.Keys {
		if slices.Contains(house.FrontMatter.PadOnly, k.Name) {
			line, comments := tail(d.Text(k.Entry))
			c.Dropped = append(c.Dropped, Omission{strings.TrimSpace(line), "only the pad's own software reads it"})
			b.WriteString(comments)
			continue
		}
		name, written := c.inEnglish(d, house, k)
		missing = missing.writeBefore(&b, house, name)
		if line, waits := waiting[name]; waits {
			_, comments := tail(d.Text(k.Entry))
			b.WriteString(line + comments)
			continue
		}
		b.WriteString(d.Text(lint.Span{Start: k.Entry.Start, End: k.Span.Start}) + written + d.Text(lint.Span{Start: k.Span.End, End: k.Entry.End}))
	}
	if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") { // the fence may stand behind a lone carriage return
		b.WriteByte('\n')
	}
	missing.write(&b)
	return b.String(), added
}

// stands reports whether front matter can be read, and keys are among those in it.
func stands(front string, keys []string) bool {
	made := lint.Parse("", []byte("---\n"+front+"---\n")).Front
	return made.Err == nil && !slices.ContainsFunc(keys, func(name string) bool {
		_, ok := made.Key(name)
		return !ok
	})
}

// tail parts an entry from the comments below it, which belong to what follows.
func tail(entry string) (line, comments string) {
	lines := strings.SplitAfter(entry, "\n")
	n := len(lines)
	for n > 1 && (lines[n-1] == "" || strings.HasPrefix(strings.TrimSpace(lines[n-1]), "#")) {
		n--
	}
	return strings.Join(lines[:n], ""), strings.Join(lines[n:], "")
}

// entry is a front matter line that is to be written.
type entry struct{ key, line string }

type entries []entry

// parted are the entries without a place in the text, and the lines of those whose key waits there for a value.
func (e entries) parted(d *lint.Document) (missing entries, waiting map[string]string) {
	waiting = map[string]string{}
	for _, x := range e {
		if _, ok := d.Front.Key(x.key); ok {
			waiting[x.key] = x.line
		} else {
			missing = append(missing, x)
		}
	}
	return missing, waiting
}

// missing lists the required keys that the text has under no name, in the site's order, and the summary.
func (c *Completion) missing(d *lint.Document, house *lint.House, m Month, known Known) entries {
	var found entries
	for _, name := range wanted(house.FrontMatter, known) {
		if name == summaryKey || hasKey(d, house, name) {
			continue
		}
		line := decided(known.Import, name)
		if line == "" && !slices.Contains(house.FrontMatter.Own, name) {
			line = decided(known.Original, name)
		}
		if line == "" {
			line = invent(house, m, name, d.Language())
		}
		if line != "" {
			found = append(found, entry{name, line})
			c.Added = append(c.Added, strings.TrimSpace(line))
		}
	}
	if line := c.summary(d, house, m, known); line != "" {
		found = append(found, entry{summaryKey, line})
		c.Drafted = strings.TrimSpace(line)
	}
	return found
}

// wanted are the keys that a text should have, in the site's order: a translation also has those that its original has and
// that are not a page's own.
func wanted(style lint.FrontMatterStyle, known Known) []string {
	if known.Original == nil {
		return style.Required
	}
	return slices.DeleteFunc(slices.Concat(style.Required, style.Optional), func(name string) bool {
		return !slices.Contains(style.Required, name) && (slices.Contains(style.Own, name) || decided(known.Original, name) == "")
	})
}

// summary is the line of the summary where the pad has none. It is drafted as long as the branch has what the previous
// import had: then nobody edited it. Otherwise it stays as that import had it, so that what people wrote on the branch
// meets no change of ours.
func (c *Completion) summary(d *lint.Document, house *lint.House, m Month, known Known) string {
	if d.Language() != "" || !house.News.Summary.Holds(m.Release) || hasKey(d, house, summaryKey) {
		return ""
	}
	before := decided(known.Import, summaryKey)
	if known.Import != nil && (known.Branch == nil || decided(known.Branch, summaryKey) != before) {
		return before
	}
	text := draftSummary(d, house)
	if text == "" {
		return ""
	}
	return summaryLine(text)
}

// hasKey reports whether the front matter has the key with a value, be it under another name that people give it.
func hasKey(d *lint.Document, house *lint.House, name string) bool {
	return slices.ContainsFunc(d.Front.Keys, func(k lint.Key) bool {
		return (k.Name == name || house.FrontMatter.Renamed[k.Name] == name) && !isBlankValue(k)
	})
}

// inEnglish is a key of a translation by the name that the site knows it by, and how it is written: translators, and their
// programs, translate keys as well. Its value stays as it is, and so does every other key, quoted or not.
func (c *Completion) inEnglish(d *lint.Document, house *lint.House, k lint.Key) (name, written string) {
	asIs := d.Text(k.Span)
	name = meant(k, house)
	if name == k.Name || d.Language() == "" || isBlankValue(k) {
		return k.Name, asIs
	}
	if slices.ContainsFunc(d.Front.Keys, func(q lint.Key) bool { return q.Span != k.Span && meant(q, house) == name }) {
		return k.Name, asIs
	}
	line, _ := tail(d.Text(k.Entry))
	c.Dropped = append(c.Dropped, Omission{strings.TrimSpace(line), "the site reads keys in English"})
	c.Added = append(c.Added, strings.TrimSpace(name+strings.TrimPrefix(line, asIs)))
	return name, name
}

// isBlankValue reports whether nothing stands behind the colon, or an empty text.
func isBlankValue(k lint.Key) bool { return k.Data == "" || k.Data == nil && k.Value.Len() == 0 }

// decided is the line of the previous import.
func decided(previous *lint.Document, name string) string {
	if previous == nil || previous.Front.Err != nil {
		return ""
	}
	k, ok := previous.Front.Key(name)
	if !ok {
		return ""
	}
	return previous.Text(k.Entry)
}

// invent writes a line from the month; empty where the key is not ours to know.
func invent(house *lint.House, m Month, name, language string) string {
	if text := house.FrontMatter.FixedText(name); text != "" {
		return fmt.Sprintf("%s: %s\n", name, text)
	}
	switch name {
	case "title":
		return fmt.Sprintf("title: %s\n", inYAML(titleOf(house, m, language)))
	case "date":
		return fmt.Sprintf("date: %s\n", m.Release.Format(time.DateOnly))
	}
	return ""
}

// titleOf is the title that the house gives to the month's issue, or to its translation into a language.
func titleOf(house *lint.House, m Month, language string) string {
	if title := house.Languages[language].Title(m.Covers); title != "" {
		return title
	}
	return house.Title.With(house.Languages[house.Original].Format(m.Covers))
}

// inYAML is a text as a value, in quotes where YAML would take a sign of it for its own.
func inYAML(text string) string {
	if strings.ContainsAny(text, ":#'\"") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
	}
	return text
}

// writeBefore writes the entries whose place in the site's order is before key, and returns the rest.
func (e entries) writeBefore(b *strings.Builder, house *lint.House, key string) entries {
	order := slices.Concat(house.FrontMatter.Required, house.FrontMatter.Optional)
	at := slices.Index(order, key)
	n := 0
	for n < len(e) && at >= 0 && slices.Index(order, e[n].key) < at {
		n++
	}
	e[:n].write(b)
	return e[n:]
}

func (e entries) write(b *strings.Builder) {
	for _, x := range e {
		b.WriteString(x.line)
	}
}
