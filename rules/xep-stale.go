package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed xep-stale.md
var xepStaleDoc string

var xepStale = &lint.Rule{
	Name: "xep-stale", Doc: xepStaleDoc, Severity: lint.Warning, Needs: lint.NeedEarlier, Uses: lint.NeedXEPs,
	Check: func(p *lint.Pass) {
		own := partEntries(p.World.House, p.Document)
		if len(own) == 0 || p.Language() != "" {
			return
		}
		for _, d := range p.World.Earlier() {
			if checkStale(p, own, d) {
				return
			}
		}
	},
}

// checkStale reports entries that stand in the earlier issue d, one finding for each part of the specifications that has
// them; and one for all where nothing is new. It is false if there are none.
func checkStale(p *lint.Pass, own []partEntry, d *lint.Document) bool {
	day, _ := d.Date()
	old := map[string]bool{}
	for _, e := range partEntries(p.World.House, d) {
		old[e.key()] = true
	}
	parts := map[string]*lint.Span{}
	again := map[string][]partEntry{}
	var order []string
	all, news, stale := own[0].Span, 0, 0
	for _, e := range own {
		all.End = e.end()
		switch {
		case e.none:
		case !old[e.key()]:
			news++
		case parts[e.part] == nil:
			parts[e.part] = &lint.Span{Start: e.Span.Start, End: e.end()}
			order = append(order, e.part)
			again[e.part] = append(again[e.part], e)
			stale++
		default:
			parts[e.part].End = e.end()
			again[e.part] = append(again[e.part], e)
			stale++
		}
	}
	if stale > 1 && news == 0 {
		var every []partEntry
		for _, part := range order {
			every = append(every, again[part]...)
		}
		p.Report(lint.Finding{Span: all, Message: fmt.Sprintf("all entries stand in the issue of %s already", day.Format(time.DateOnly)), Fix: takeOut(p, own, every)})
		return true
	}
	for _, part := range order {
		n := len(again[part])
		what := fmt.Sprintf(plural(n, "1 entry of %s stands", strconv.Itoa(n)+" entries of %s stand")+" in the issue of %s already", quote(part), day.Format(time.DateOnly))
		p.Report(lint.Finding{Span: *parts[part], Message: what, Fix: takeOut(p, own, again[part])})
	}
	return stale > 0
}

// partEntry is one entry of a part of the specifications.
type partEntry struct {
	lint.Block
	part    string // lint.Section.Name
	text    string
	details []lint.Block
	none    bool // it says that there is nothing
}

func (e partEntry) key() string { return e.part + "\n" + e.text }

// end is where the last of its details ends.
func (e partEntry) end() int {
	if n := len(e.details); n > 0 {
		return e.details[n-1].Span.End
	}
	return e.Span.End
}

type partEntriesKey struct{ *lint.House }

// partEntries are the entries of the parts of the specifications, without those that may stand in several issues.
func partEntries(h *lint.House, d *lint.Document) []partEntry {
	return lint.Shared(d, partEntriesKey{h}, func() []partEntry { return findPartEntries(h, d) })
}

func findPartEntries(h *lint.House, d *lint.Document) []partEntry {
	return slices.DeleteFunc(allPartEntries(d, specParts(h, d)), func(e partEntry) bool { return slices.Contains(h.News.Again, e.part) })
}

// allPartEntries are the entries below the headings that begin one of parts.
func allPartEntries(d *lint.Document, parts []string) []partEntry {
	var found []partEntry
	for _, b := range d.Blocks() {
		if b.Heading < 0 || parts[b.Heading] == "" || b.Span.Len() > longest {
			continue
		}
		text := strings.TrimRight(strings.ToLower(strings.Join(strings.Fields(d.PlainText(b.Node)), " ")), ".")
		switch {
		case !b.Item:
		case depthOf(b) == 1:
			found = append(found, partEntry{Block: b, part: parts[b.Heading], text: text, none: lint.SaysNone(text)})
		case len(found) > 0:
			e := &found[len(found)-1]
			e.details = append(e.details, b)
		}
	}
	return found
}

// specParts names for each heading the part of the specifications that it begins, "" for others.
func specParts(h *lint.House, d *lint.Document) []string {
	sections := h.Outline.Sections
	parts := make([]string, len(d.Headings()))
	for i, head := range place(h, d) {
		if s := head.section; s >= 0 {
			if up := h.Outline.Parent(s); up >= 0 && sections[up].Is(h.News.Specifications) {
				parts[i] = sections[s].Name
			}
		}
	}
	return parts
}

// depthOf is how many lists b stands in, one in the other.
func depthOf(b lint.Block) int {
	depth := 0
	for n := b.Node.Parent(); n != nil; n = n.Parent() {
		if n.Kind() == ast.KindList {
			depth++
		}
	}
	return depth
}
