package pad

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// Entry is one piece of news: a paragraph or list item with links or at least an address, outside the sections that are the same every month.
type Entry struct {
	Text   string   // what it says, for people
	Source string   // its Markdown as people wrote it, without the marker of a list item
	keys   []string // what it is known by: its destinations, and its first words
}

// Entries are the news of d, in order.
func Entries(d *lint.Document, house *lint.House) []Entry {
	var found []Entry
	standing := boilerplate(d, house)
	for _, n := range d.Paragraphs() {
		for len(standing) > 0 && standing[0].End <= n.Pos() {
			standing = standing[1:]
		}
		if n.Pos() < 0 || len(standing) > 0 && standing[0].Contains(n.Pos()) {
			continue
		}
		if e := entryOf(d, n); len(e.keys) > 1 {
			found = append(found, e)
		}
	}
	return found
}

func entryOf(d *lint.Document, block ast.Node) Entry {
	e := Entry{Text: strings.Join(strings.Fields(d.PlainText(block)), " ")}
	if lines := block.Lines(); lines.Len() > 0 {
		e.Source = strings.TrimSpace(string(d.Src[lines.At(0).Start:lines.At(lines.Len()-1).Stop]))
	}
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch l := n.(type) {
		case *ast.Link:
			if entering {
				e.keys = append(e.keys, plainURL(string(l.Destination)))
			}
		case *ast.AutoLink:
			if entering {
				e.keys = append(e.keys, plainURL(string(l.URL(d.Src))))
			}
		}
		return ast.WalkContinue, nil
	})
	if len(e.keys) == 0 {
		e.keys = bareAddresses(e.Text)
	}
	e.keys = append(e.keys, firstWords(e.Text))
	return e
}

// bareAddresses are those in a text without a link: people forget a bracket, and it is news all the same.
func bareAddresses(text string) []string {
	var all []string
	for {
		at := strings.Index(text, "://")
		if at < 0 {
			return all
		}
		start := strings.LastIndexFunc(text[:at], func(r rune) bool { return r < 'a' || r > 'z' }) + 1
		end := at + len("://")
		if n := strings.IndexAny(text[end:], " ()[]<>\"`*"); n >= 0 {
			end += n
		} else {
			end = len(text)
		}
		if scheme := text[start:at]; (scheme == "http" || scheme == "https") && end > at+len("://") {
			all = append(all, plainURL(strings.TrimRight(text[start:end], ".,;:!?")))
		}
		text = text[end:]
	}
}

// wordsLength is how much of an entry's text makes it known, in characters.
const wordsLength = 60

// firstWords is how an entry is known when its links were rewritten. The blank keeps it apart from any address.
func firstWords(text string) string {
	r := []rune(strings.ToLower(text))
	return " " + string(r[:min(len(r), wordsLength)])
}

// plainURL folds the ways to write one address.
func plainURL(u string) string {
	u = strings.ToLower(u)
	u = strings.TrimPrefix(strings.TrimPrefix(u, "https://"), "http://")
	u = strings.TrimPrefix(u, "www.")
	return strings.TrimSuffix(u, "/")
}

// boilerplate are the sections that are the same every month, with what stands below them, in order.
func boilerplate(d *lint.Document, house *lint.House) []lint.Span {
	var found []lint.Span
	level := 0 // of the heading that began the last of found, while it goes on
	for _, h := range d.Headings() {
		switch {
		case house.IsBoilerplate(h.Text):
			if level > 0 {
				found[len(found)-1].End = h.Span.Start
			}
			found, level = append(found, lint.Span{Start: h.Span.Start, End: len(d.Src)}), h.Level
		case h.Level <= level:
			found[len(found)-1].End, level = h.Span.Start, 0
		}
	}
	return found
}

// keySet holds every key of entries.
func keySet(entries []Entry) map[string]bool {
	set := map[string]bool{}
	for _, e := range entries {
		for _, k := range e.keys {
			set[k] = true
		}
	}
	return set
}

// anyIn reports whether e is known in set by any of its keys: people edit entries.
func (e Entry) anyIn(set map[string]bool) bool {
	return slices.ContainsFunc(e.keys, func(k string) bool { return set[k] })
}

// allIn reports whether e is in set with all that it is known by: the same entry, and not only the same project.
func (e Entry) allIn(set map[string]bool) bool {
	return !slices.ContainsFunc(e.keys, func(k string) bool { return !set[k] })
}
