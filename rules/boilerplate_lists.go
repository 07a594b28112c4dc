package rules

import (
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// fewest is how many items a list has that can be known again, and two of them make it so.
const fewest = 3

// listItem is one item of a list with its first link.
type listItem struct {
	lint.Block
	*lint.Document
	passage func() *passage // its words, which are read when they are asked for
	folded  func() string   // passage.key
	address string          // without the site's own
	host    string          // of the address
	at      lint.Span
	label   string
	leaf    bool // nothing stands below it
}

// checkLists holds the lists of the issue against those that stand in the boilerplate of the last one. They are known by
// what they link to, in any language.
func checkLists(p *lint.Pass, issues []*lint.Document) {
	house := p.World.House
	lists := standingLists(house, issues[0])
	if len(lists) == 0 {
		return
	}
	own := itemLists(house, p.Document, 2, func(lint.Block) bool { return true })
	older := make([]map[string]bool, len(issues)-1)
	for i, d := range issues[1:] {
		older[i] = map[string]bool{}
		for _, list := range standingLists(house, d) {
			for _, item := range list {
				older[i][item.label+" "+item.address] = true
			}
		}
	}
	for _, base := range lists {
		if list := sameList(base, own, p.Language() == ""); list != nil {
			checkList(p, base, list, older)
		}
	}
}

type standingListsKey struct{ *lint.House }

// standingLists are the lists that stand in the boilerplate of d.
func standingLists(h *lint.House, d *lint.Document) [][]listItem {
	return lint.Shared(d, standingListsKey{h}, func() [][]listItem {
		places := placesOf(h, d)
		return itemLists(h, d, fewest, func(b lint.Block) bool {
			s := places(b.Heading).section
			return s >= 0 && h.Outline.Sections[s].Boilerplate
		})
	})
}

// itemLists are the lists of d with least items or more, in the sections that in chooses.
func itemLists(h *lint.House, d *lint.Document, least int, in func(lint.Block) bool) [][]listItem {
	lists := map[ast.Node]int{}
	var found [][]listItem
	for _, b := range d.Blocks() {
		if !b.Item || b.Span.Len() > longest || !in(b) {
			continue
		}
		list := b.Node.Parent().Parent()
		if list.ChildCount() < least {
			continue
		}
		at, ok := lists[list]
		if !ok {
			at = len(found)
			lists[list] = at
			found = append(found, nil)
		}
		found[at] = append(found[at], newItem(h, d, b))
	}
	return slices.DeleteFunc(found, func(l []listItem) bool { return len(l) < least })
}

func newItem(h *lint.House, d *lint.Document, b lint.Block) listItem {
	item := listItem{Block: b, Document: d, leaf: b.Node.NextSibling() == nil}
	item.passage = sync.OnceValue(func() *passage { return read(d, h, b) })
	item.folded = sync.OnceValue(func() string { return item.passage().key() })
	eachInline(b.Node, func(n ast.Node) {
		if src, ok := d.Link(n); ok && item.address == "" && n.Kind() == ast.KindLink {
			item.address, item.at, item.label = strings.TrimSuffix(h.Boilerplate.Local(d.Text(src.Destination)), "/"), src.Destination, d.Text(src.Text)
			if isWeb(item.address) {
				item.host, _, _ = strings.Cut(afterScheme(item.address), "/")
			}
		}
	})
	return item
}

// sameList is the list of all that has most of the items of base, nil if none has half of them.
func sameList(base []listItem, all [][]listItem, words bool) []listItem {
	known := map[string]bool{}
	for _, b := range base {
		known[b.address], known[b.label] = b.address != "", b.label != ""
		if words {
			known[b.folded()] = true
		}
	}
	var best []listItem
	most := max(2, (len(base)+1)/2) - 1
	for _, list := range all {
		n := 0
		for _, item := range list {
			if known[item.address] || known[item.label] || words && known[item.folded()] {
				n++
			}
		}
		if n > most {
			best, most = list, n
		}
	}
	return best
}

// checkList reports items that are missing from list, or differ from those of base, the same list in the last issue.
func checkList(p *lint.Pass, base, list []listItem, older []map[string]bool) {
	partner := make([]int, len(base))
	taken := make([]bool, len(list))
	for i := range partner {
		partner[i] = -1
	}
	for _, same := range []func(a, b listItem) bool{
		func(a, b listItem) bool { return a.folded() == b.folded() },
		func(a, b listItem) bool { return a.address != "" && a.address == b.address },
		func(a, b listItem) bool { return a.label != "" && a.label == b.label },
		func(a, b listItem) bool { return a.host != "" && a.host == b.host },
		func(a, b listItem) bool { return similar(a.passage(), b.passage()) >= near },
	} {
		for i, b := range base {
			for k := 0; k < len(list) && partner[i] < 0; k++ {
				if !taken[k] && same(b, list[k]) {
					partner[i], taken[k] = k, true
				}
			}
		}
	}
	for i := 0; i < len(base); i++ {
		if partner[i] >= 0 {
			checkItem(p, base[i], list[partner[i]], older)
			continue
		}
		from := i
		for i+1 < len(base) && partner[i+1] < 0 {
			i++
		}
		checkMissingItems(p, base, list, partner, from, i+1)
	}
}
