package pad

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// news reads an issue as one does who sums it up.
type news struct {
	*lint.Document
	house *lint.House
	items []newsItem
}

// newsItem is one entry: an item of a list, or a paragraph that begins with a link as items do.
type newsItem struct {
	text   string         // without the lists inside the item
	links  []*ast.Link    // in that text
	start  int            // offset of the text
	inside []newsItem     // the items of the lists inside it
	above  []lint.Heading // the nearest first
}

func newNews(d *lint.Document, house *lint.House) news {
	n := news{Document: d, house: house}
	items := d.Items()
	for _, b := range d.Blocks() {
		item := newsItem{cleanTitle(d.PlainText(b.Node)), linksIn(b.Node), b.Span.Start, nil, nil}
		for len(items) > 0 && items[0].Span.Start < b.Span.Start {
			items = items[1:]
		}
		switch {
		case len(items) > 0 && items[0].Span.Start == b.Span.Start && items[0].Depth > 1:
			if k := len(n.items); k > 0 && items[0].Depth == 2 {
				n.items[k-1].inside = append(n.items[k-1].inside, item)
			}
			continue
		case len(items) > 0 && items[0].Span.Start == b.Span.Start:
		case b.Node.Parent().Kind() != ast.KindDocument || len(item.links) == 0 || item.links[0].Pos() > item.start:
			continue
		}
		item.above = d.Above(item.start)
		n.items = append(n.items, item)
	}
	return n
}

// within are the entries right below the section called name, which stands below the one called parent; "" for any.
func (n news) within(name, parent string) []newsItem {
	section, above := n.section(name), n.section(parent)
	var found []newsItem
	for _, e := range n.items {
		if len(e.above) == 0 || !isHeading(section, e.above[0]) {
			continue
		}
		if parent == "" || len(e.above) > 1 && isHeading(above, e.above[1]) {
			found = append(found, e)
		}
	}
	return found
}

func isHeading(s lint.Section, h lint.Heading) bool { return s.Is(strings.TrimSpace(h.Text)) }

// section is the house's section called name, with the names it had.
func (n news) section(name string) lint.Section {
	sections := n.house.Outline.Sections
	if i := slices.IndexFunc(sections, func(s lint.Section) bool { return s.Name == name }); i >= 0 {
		return sections[i]
	}
	return lint.Section{Name: name}
}

// topics are what a summary may name, in the order of the house: of each section the headings of people's own, or else
// the entries that begin with a link. What stands there month after month, and what is in another language, is none.
func (n news) topics() []string {
	var found []string
	add := func(topic string) {
		topic = strings.TrimRight(topic, " .,;:")
		if topic != "" && len(found) < mostNamed && utf8.RuneCountInString(topic) <= longestTopic && !slices.Contains(found, topic) {
			found = append(found, topic)
		}
	}
	for _, name := range n.house.News.Summary.Topics {
		own := n.ownHeadings(n.section(name))
		for _, h := range own {
			add(cleanTitle(h.Text))
		}
		if len(own) > 0 {
			continue
		}
		for _, e := range n.within(name, "") {
			for _, item := range e.told() {
				if item.begins() && !n.routine(item) && !n.foreign(item) {
					add(n.label(item.links[0]))
				}
			}
		}
	}
	return found
}

// longestTopic is in characters, and mostNamed bounds what a draft names of one kind: anybody can write into a pad.
const (
	longestTopic = 100
	mostNamed    = 100
)

// ownHeadings are the headings below the section that the house does not know.
func (n news) ownHeadings(s lint.Section) []lint.Heading {
	var found []lint.Heading
	level := 0 // of the section's heading, while it goes on
	for _, h := range n.Headings() {
		switch {
		case isHeading(s, h):
			level = h.Level
		case h.Level <= level:
			level = 0
		case level > 0 && h.Level == level+1 && !slices.ContainsFunc(n.house.Outline.Sections, func(k lint.Section) bool { return isHeading(k, h) }):
			found = append(found, h)
		}
	}
	return found
}

// told are the items that tell the news: one that only says whose they are heads a list of them.
func (e newsItem) told() []newsItem {
	if inner := slices.DeleteFunc(slices.Clone(e.inside), func(i newsItem) bool { return !i.begins() }); len(inner) > 0 {
		return inner
	}
	return []newsItem{e}
}

// begins reports whether the item begins with a link.
func (e newsItem) begins() bool { return len(e.links) > 0 && e.links[0].Pos()-e.start < 3 } // perhaps behind ** or "

// routine reports whether the item says that it is about what happens again and again.
func (n news) routine(item newsItem) bool {
	words := strings.FieldsFunc(strings.ToLower(item.text), func(r rune) bool { return strings.ContainsRune(" ,.;:()!", r) })
	return slices.ContainsFunc(n.house.News.Summary.Routine, func(w string) bool { return slices.Contains(words, w) })
}

// foreign reports whether the item is marked as one in other languages than the original's.
func (n news) foreign(item newsItem) bool {
	marked := false
	for rest := item.text; ; {
		_, behind, open := strings.Cut(rest, "[")
		inner, after, closed := strings.Cut(behind, "]")
		if !open || !closed {
			return marked
		}
		for mark := range strings.SplitSeq(inner, "/") {
			switch m := n.house.Typography.Marker(mark); {
			case strings.EqualFold(m, n.house.Original):
				return false
			case m != "":
				marked = true
			}
		}
		rest = after
	}
}

// label is the text of a link.
func (n news) label(l *ast.Link) string { return cleanTitle(n.PlainText(l)) }

// linksIn are the links in a block, in order.
func linksIn(block ast.Node) []*ast.Link {
	var found []*ast.Link
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if l, ok := n.(*ast.Link); ok && entering {
			found = append(found, l)
		}
		return ast.WalkContinue, nil
	})
	return found
}

// parted is a label's name and the version behind it: "Nest 2.1: the big one" is Nest and 2.1, and either may be missing.
func parted(label string) (name, version string) {
	words := strings.Fields(label)
	for i, w := range words {
		if w = strings.Trim(w, "`:,()"); lint.IsVersion(w) {
			return strings.Join(words[:i], " "), w
		}
	}
	return label, ""
}

// older reports whether version a comes before b, by the numbers in them.
func older(a, b string) bool {
	return slices.Compare(numbers(a), numbers(b)) < 0
}

func numbers(version string) []int {
	var all []int
	for _, word := range strings.FieldsFunc(version, func(r rune) bool { return r < '0' || r > '9' }) {
		n, err := strconv.Atoi(word)
		if err != nil {
			break
		}
		all = append(all, n)
	}
	return all
}
