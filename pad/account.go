package pad

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/xsf/padpress/lint"
)

// Thing is what an Account counts.
type Thing int

// The things, in the order in which they are told.
const (
	Headings Thing = iota
	News           // entries, see Entries
	Links
	Pictures
	Contributors // names in the house's lists of those who made the issue
	things
)

// String is the word for one of them.
func (t Thing) String() string {
	return [...]string{"heading", "entry", "link", "picture", "name"}[t]
}

// Count is "1 link" or "2 links".
func (t Thing) Count(n int) string {
	word := t.String()
	switch {
	case n == 1:
	case t == News:
		word = "entries"
	default:
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}

// Difference is something that only one of two texts has.
type Difference struct {
	Thing Thing
	Text  string // as a reader sees it, or an address
}

// Account says what became of a text: how many of each thing it has and the other one has, and which of them only
// one has. Equal things are told apart by their number: one of two equal links that is gone is a difference.
type Account struct {
	Before, After [things]int
	Lost          []Difference // in the first text and not in the other, by thing
	New           []Difference // in the other and not in the first
}

// Even reports whether nothing of one text is missing in the other.
func (a Account) Even() bool { return len(a.Lost)+len(a.New) == 0 }

// Compare counts what two texts hold. moved tells where pictures of the first stand now, by their address there; nil for
// none. Entries are the same as long as a link or the first words of them are, since people edit them.
func Compare(before, after *lint.Document, house *lint.House, moved map[string]string) Account {
	var a Account
	count := func(t Thing, was, is []string) {
		a.Before[t], a.After[t] = len(was), len(is)
		a.differ(t, was, is)
	}
	count(Headings, headings(before), headings(after))
	a.compareNews(Entries(before, house), Entries(after, house))
	count(Links, destinations(before), destinations(after))
	was := pictures(before)
	for i, address := range was {
		if now, ok := moved[address]; ok {
			was[i] = now
		}
	}
	count(Pictures, was, pictures(after))
	count(Contributors, contributors(before, house), contributors(after, house))
	return a
}

// differ notes what only one of two lists has.
func (a *Account) differ(t Thing, was, is []string) {
	left := map[string]int{}
	for _, s := range is {
		left[s]++
	}
	for _, s := range was {
		if left[s]--; left[s] < 0 {
			a.Lost = append(a.Lost, Difference{t, s})
		}
	}
	for _, s := range is { // those that no equal one before stands for
		if left[s] > 0 {
			left[s]--
			a.New = append(a.New, Difference{t, s})
		}
	}
}

func (a *Account) compareNews(was, is []Entry) {
	a.Before[News], a.After[News] = len(was), len(is)
	then, now := keySet(was), keySet(is)
	for _, e := range was {
		if !e.anyIn(now) {
			a.Lost = append(a.Lost, Difference{News, e.Text})
		}
	}
	for _, e := range is {
		if !e.anyIn(then) {
			a.New = append(a.New, Difference{News, e.Text})
		}
	}
}

func headings(d *lint.Document) []string {
	var all []string
	for _, h := range d.Headings() {
		all = append(all, strings.Join(strings.Fields(h.Text), " "))
	}
	return all
}

// destinations are where the links of d lead.
func destinations(d *lint.Document) []string {
	var all []string
	for n := range lint.Each[ast.Node](d) {
		switch l := n.(type) {
		case *ast.Link:
			all = append(all, string(l.Destination))
		case *ast.AutoLink:
			all = append(all, string(l.URL(d.Src)))
		}
	}
	return all
}

// pictures are the addresses of the pictures of d, however they are written.
func pictures(d *lint.Document) []string {
	var all []string
	for n := range lint.Each[ast.Node](d) {
		switch p := n.(type) {
		case *ast.Image:
			all = append(all, string(p.Destination))
		case *lint.Shortcode:
			if src, ok := p.Arg("src"); ok {
				all = append(all, src.Value)
			}
		case *ast.RawHTML:
			all = append(all, tagSources(textOf(d, p.Segments))...)
		case *ast.HTMLBlock:
			all = append(all, tagSources(textOf(d, p.Lines()))...)
		}
	}
	return all
}

func textOf(d *lint.Document, s *text.Segments) string {
	var b strings.Builder
	for i := range s.Len() {
		b.WriteString(d.Text(lint.Span{Start: s.At(i).Start, End: s.At(i).Stop}))
	}
	return b.String()
}

// tagSources are the sources of the img tags in HTML.
func tagSources(html string) []string {
	var all []string
	for {
		at := indexFold(html, "<img")
		if at < 0 {
			return all
		}
		html = html[at+len("<img"):]
		tag, _, _ := strings.Cut(html, ">")
		at = indexFold(tag, "src=")
		if at < 0 {
			continue
		}
		value := tag[at+len("src="):]
		if quote := strings.TrimLeft(value, `"'`); quote != value {
			value, _, _ = strings.Cut(quote, value[:1])
		} else {
			value, _, _ = strings.Cut(value, " ")
		}
		if value = strings.TrimSpace(value); value != "" {
			all = append(all, value)
		}
	}
}

// indexFold is where word, in small letters of ASCII, first stands in text in any case, or -1.
func indexFold(text, word string) int {
	for i := 0; i+len(word) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}

// contributors are the names in the lists of those who made the issue.
func contributors(d *lint.Document, house *lint.House) []string {
	var all []string
	for _, list := range house.NameLists(d) {
		all = append(all, list.Names...)
	}
	return all
}
