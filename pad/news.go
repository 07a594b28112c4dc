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

// newsItem is an item of a list that lies in no other, and the items of the lists in it.
type newsItem struct {
	lint.Item
	inside []lint.Item
	above  []lint.Heading // the nearest first
}

func newNews(d *lint.Document, house *lint.House) news {
	n := news{Document: d, house: house}
	for _, item := range d.Items() {
		if item.Depth > 1 {
			if k := len(n.items); k > 0 {
				n.items[k-1].inside = append(n.items[k-1].inside, item)
			}
			continue
		}
		n.items = append(n.items, newsItem{Item: item, above: d.Above(item.Span.Start)})
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
		if topic != "" && utf8.RuneCountInString(topic) <= longestTopic && !slices.Contains(found, topic) {
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
				if begins(item) && !n.routine(item) && !n.foreign(item) {
					add(n.label(item.Link))
				}
			}
		}
	}
	return found
}

// longestTopic is in characters.
const longestTopic = 100

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

// told are the items that tell the news: an item that only says whose they are heads a list of them.
func (e newsItem) told() []lint.Item {
	if inner := slices.DeleteFunc(slices.Clone(e.inside), func(i lint.Item) bool { return i.Depth > 2 || !begins(i) }); len(inner) > 0 {
		return inner
	}
	return []lint.Item{e.Item}
}

// begins reports whether the item begins with a link.
func begins(i lint.Item) bool { return i.Link != nil && i.Link.Pos()-i.Span.Start < 3 } // perhaps behind ** or "

// routine reports whether the item says that it is about what happens again and again.
func (n news) routine(item lint.Item) bool {
	words := strings.FieldsFunc(strings.ToLower(n.text(item)), func(r rune) bool { return strings.ContainsRune(" ,.;:()!", r) })
	return slices.ContainsFunc(n.house.News.Summary.Routine, func(w string) bool { return slices.Contains(words, w) })
}

// foreign reports whether the item is marked as one in other languages than the original's.
func (n news) foreign(item lint.Item) bool {
	marked := false
	for rest := n.text(item); ; {
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

// text is what the item says, without the lists in it.
func (n news) text(i lint.Item) string { return cleanTitle(n.PlainText(i.Node.FirstChild())) }

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

// parted is a label's name and the version behind it: "Nest 2.1" is Nest and 2.1, and either may be missing.
func parted(label string) (name, version string) {
	words := strings.Fields(label)
	if k := len(words); k > 0 && lint.IsVersion(words[k-1]) {
		return strings.Join(words[:k-1], " "), words[k-1]
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
