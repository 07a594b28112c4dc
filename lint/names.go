package lint

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// NameList is a list of people who made an issue, such as "To this issue: *Ada, Bo*".
type NameList struct {
	Label string   // what stands before the names, behind what the items say that it stands in: "French/Translators"
	Span  Span     // of the names, with the asterisks around them
	Names []string // as people wrote them, with the blanks folded
}

// NameLists are the lists of the house's sections about those who made the issue, in the order of the text.
func (h *House) NameLists(d *Document) []NameList {
	heads := d.Headings()
	var found []NameList
	for _, b := range d.Blocks() {
		if b.Heading < 0 || !h.NamesHelpers(heads[b.Heading].Text) {
			continue
		}
		names, ok := d.NamesIn(b)
		if !ok {
			continue
		}
		if list := splitNames(d.Text(names)); len(list) > 0 {
			found = append(found, NameList{Label: d.labelOf(b), Span: names, Names: list})
		}
	}
	return found
}

// NamesHelpers reports whether the section headed name is one in which the house names those who made the issue.
func (h *House) NamesHelpers(name string) bool {
	return slices.ContainsFunc(h.Outline.Sections, func(s Section) bool {
		return slices.ContainsFunc(h.News.Helpers.Sections, s.Is) && s.Is(strings.TrimSpace(name))
	})
}

// NamesIn is where the names of a block stand: behind its last colon that a blank or line end follows.
func (d *Document) NamesIn(b Block) (Span, bool) {
	text := d.Text(b.Span)
	i := max(strings.LastIndex(text, ": "), strings.LastIndex(text, ":\n"))
	if i < 0 {
		return Span{}, false
	}
	rest := text[i+1:]
	start := len(rest) - len(strings.TrimLeft(rest, " \t\n"))
	names := Span{b.Span.Start + i + 1 + start, b.Span.End}
	return names, names.Len() > 0 && !strings.ContainsAny(d.Text(names), "[]`<>\r\n")
}

// splitNames parts names at their commas. A comma in parentheses belongs to a name.
func splitNames(text string) []string {
	var names []string
	depth, start := 0, 0
	add := func(name string) {
		if name = strings.Join(strings.Fields(strings.Trim(name, "*_ \t.")), " "); name != "" {
			names = append(names, name)
		}
	}
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth <= 0 {
				add(text[start:i])
				start = i + 1
			}
		}
	}
	add(text[start:])
	return names
}

// labelOf is what the block and the items that it stands in say before a colon, the outermost first.
func (d *Document) labelOf(b Block) string {
	var labels []string
	for n := b.Node.Parent(); n != nil; n = n.Parent() {
		if n.Kind() != ast.KindListItem || n.FirstChild() == nil {
			continue
		}
		label, _, _ := strings.Cut(d.PlainText(n.FirstChild()), ": ")
		labels = append(labels, strings.TrimRight(strings.Join(strings.Fields(label), " "), ":"))
	}
	if len(labels) == 0 {
		label, _, _ := strings.Cut(d.PlainText(b.Node), ": ")
		return label
	}
	slices.Reverse(labels)
	return strings.Join(labels, "/")
}
