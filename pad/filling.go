package pad

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// filling collects what is put into a text.
type filling struct {
	outlined
	d       *lint.Document
	known   Known
	wanted  bool        // whether issues of that day have all parts
	told    []lint.Span // what goes, since it is for writers
	filled  []Filled
	holders []lint.Span
	edits   []lint.Edit // in the order of the text; several at one place stand there in their order
}

// fill fills the parts that are empty, and adds those that are missing.
func (f *filling) fill() {
	f.told = instructions(f.d, f.House)
	section, heads := f.heads(f.d)
	if section < 0 {
		f.add()
		return
	}
	for n, p := range f.parts {
		if heads[n] < 0 {
			f.addPart(section, heads, n)
			continue
		}
		here := partAt(f.d, f.House, heads[n])
		if f.d == f.known.Import && slices.Contains(f.known.Drafted, p.Name) {
			f.renew(here, p.Name)
			continue
		}
		at, holders, ok := here.left(f.told)
		if !ok {
			continue
		}
		list := f.known.listOf(f.outlined, p.Name)
		if list == "" {
			continue
		}
		f.filled = append(f.filled, Filled{Part: p.Name, List: list})
		for _, s := range holders {
			f.edits = append(f.edits, lint.Edit{Span: s})
		}
		f.holders = append(f.holders, holders...)
		f.insert(at, list)
	}
}

// addPart adds the part n, which is missing, behind the one before it, or else before the one behind it.
func (f *filling) addPart(section int, heads []int, n int) {
	list := f.known.listOf(f.outlined, f.parts[n].Name)
	if list == "" || !f.wants(f.parts[n]) {
		return
	}
	all, level := f.d.Headings(), f.parts[n].Level-f.section.Level+f.d.Headings()[section].Level
	at := -1
	for i := range heads { // the last one before it, else the first one behind it
		switch {
		case heads[i] < 0:
		case i < n:
			at, level = partAt(f.d, f.House, heads[i]).behind(), all[heads[i]].Level
		case at < 0:
			at, level = all[heads[i]].Span.Start, all[heads[i]].Level
		}
	}
	if at < 0 {
		at = partAt(f.d, f.House, section).body.End
	}
	f.filled = append(f.filled, Filled{Part: f.parts[n].Name, List: list, Headed: true})
	f.insert(at, strings.Repeat("#", min(level, 6))+" "+f.parts[n].Name+"\n\n"+list)
}

// add adds the whole section where it belongs by the outline: before the first heading that comes after it, else at the
// end of a text that has one that comes before.
func (f *filling) add() {
	f.wanted = f.wanted && f.section.Mandatory
	at := -1
	for _, h := range slices.Backward(f.d.Headings()) {
		name := headingName(h)
		if slices.ContainsFunc(f.behind, func(s lint.Section) bool { return s.Level <= f.section.Level && s.Is(name) }) {
			at = h.Span.Start
		} else if at < 0 && slices.ContainsFunc(f.before, func(s lint.Section) bool { return s.Is(name) }) {
			at = len(f.d.Src)
		}
	}
	if at < 0 {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", strings.Repeat("#", f.section.Level), f.section.Name)
	for _, p := range f.parts {
		if list := f.known.listOf(f.outlined, p.Name); list != "" && f.wants(p) {
			f.filled = append(f.filled, Filled{Part: p.Name, List: list, Headed: true})
			fmt.Fprintf(&b, "\n\n%s %s\n\n%s", strings.Repeat("#", p.Level), p.Name, list)
		}
	}
	if len(f.filled) > 0 {
		f.insert(at, b.String())
	}
}

// wants reports whether a part that is missing is to be there: as it tells news, as issues have it, or as the last import
// has it.
func (f *filling) wants(p lint.Section) bool {
	return f.wanted && p.Mandatory || slices.Contains(f.known.Drafted, p.Name) ||
		slices.ContainsFunc(f.known.Drafts, func(d Draft) bool { return d.Part == p.Name && d.News })
}

// insert puts whole lines at an offset where a line begins, with a blank line on both sides.
func (f *filling) insert(at int, lines string) {
	if at == len(f.d.Src) && at > 0 && f.d.Src[at-1] != '\n' {
		lines = "\n" + lines
	}
	f.edits = append(f.edits, lint.Edit{Span: lint.Span{Start: at, End: at}, New: "\n" + lines + "\n\n"})
}

// text is the text with all that was put into it.
func (f *filling) text() []byte {
	slices.SortStableFunc(f.edits, func(a, b lint.Edit) int { return a.Span.Start - b.Span.Start })
	var b strings.Builder
	at := 0
	for _, e := range f.edits {
		b.WriteString(f.d.Text(lint.Span{Start: at, End: max(at, e.Span.Start)}))
		b.WriteString(e.New)
		at = max(at, e.Span.End)
	}
	b.WriteString(f.d.Text(lint.Span{Start: at, End: len(f.d.Src)}))
	return []byte(b.String())
}
