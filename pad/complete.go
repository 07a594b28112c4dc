package pad

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

// Month is which issue a text is to become.
type Month struct {
	Covers  lint.Months
	Release time.Time // the day of release
}

// Completion says what Complete did.
type Completion struct {
	Added   []string // front matter keys that were missing, as they were written: "date: 2026-11-05"
	Dropped []string // front matter lines that only the pad's software reads, as people wrote them
}

// Complete makes a valid issue of a pad's text and never overwrites what people wrote: missing front matter keys are
// added in the site's order, pad-only ones dropped and listed. What the previous import decided is decided again the
// same way; previous may be nil.
//
// Front matter that is not YAML is left as it is: what it holds is not known.
func Complete(d *lint.Document, house *lint.House, m Month, previous *lint.Document) ([]byte, Completion) {
	var c Completion
	if d.Front.Err != nil {
		return d.Src, c
	}
	var front strings.Builder
	if len(d.Front.Keys) > 0 { // comments may stand above the first key
		front.WriteString(d.Text(lint.Span{Start: d.Front.Body.Start, End: d.Front.Keys[0].Entry.Start}))
	}
	missing := c.missing(d, house, m, previous)
	for _, k := range d.Front.Keys {
		if slices.Contains(house.FrontMatter.PadOnly, k.Name) {
			line, comments := tail(d.Text(k.Entry))
			c.Dropped = append(c.Dropped, strings.TrimSpace(line))
			front.WriteString(comments)
			continue
		}
		missing = missing.writeBefore(&front, house, k.Name)
		front.WriteString(d.Text(k.Entry))
	}
	if len(c.Added)+len(c.Dropped) == 0 {
		return d.Src, c
	}
	missing.write(&front)
	body := strings.TrimLeft(d.Text(d.Body()), "\r\n")
	if !d.Front.Exists() {
		body = strings.TrimPrefix(body, "\ufeff")
	}
	return []byte("---\n" + front.String() + "---\n\n" + body), c
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

// missing lists the required keys that the text has under no name, in the site's order.
func (c *Completion) missing(d *lint.Document, house *lint.House, m Month, previous *lint.Document) entries {
	var found entries
	for _, name := range house.FrontMatter.Required {
		if slices.ContainsFunc(d.Front.Keys, func(k lint.Key) bool {
			return k.Name == name || house.FrontMatter.Renamed[k.Name] == name
		}) {
			continue
		}
		line := decided(previous, name)
		if line == "" {
			line = invent(house, m, name)
		}
		if line != "" {
			found = append(found, entry{name, line})
			c.Added = append(c.Added, strings.TrimSpace(line))
		}
	}
	return found
}

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
func invent(house *lint.House, m Month, name string) string {
	if text := house.FrontMatter.FixedText(name); text != "" {
		return fmt.Sprintf("%s: %s\n", name, text)
	}
	switch name {
	case "title":
		return fmt.Sprintf("title: %s\n", house.Title.With(house.Languages[house.Original].Format(m.Covers)))
	case "date":
		return fmt.Sprintf("date: %s\n", m.Release.Format(time.DateOnly))
	}
	return ""
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
