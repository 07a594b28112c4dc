package lint

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
)

// PageTree is d as the site parses it, for who shows the page in another way than Page. It is the caller's own and may be
// changed. All offsets are offsets into Src, which is the source to render it with; nodes that the typographer and
// linkify made have none.
//
// Shortcodes are nodes of the type *Shortcode, wherever they stand in text. One that is closed by another is one node,
// whose Span reaches to the end of the closing one. In addresses and code they stand as they are written.
func PageTree(d *Document, s SiteStyle) ast.Node {
	spans := outermost(d.Shortcodes)
	masked := mask(d)
	words := make([]string, 0, 2*len(spans))
	for i, s := range spans {
		word := masked[s.Start:s.End]
		nameShortcode(word, i)
		words = append(words, string(word), d.Text(s))
	}
	from := site
	if s.Emoji {
		from = siteWithEmoji
	}
	root := from().Parser().Parse(text.NewReader(masked))
	if len(spans) == 0 {
		return root
	}
	original := strings.NewReplacer(words...)
	var texts []*ast.Text
	walk(root, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Text:
			if n.Parent().Kind() != ast.KindCodeSpan {
				texts = append(texts, n)
			}
		case *ast.Link:
			n.Destination, n.Title = replaced(original, n.Destination), replaced(original, n.Title)
		case *ast.Image:
			n.Destination, n.Title = replaced(original, n.Destination), replaced(original, n.Title)
		}
	})
	for _, t := range texts {
		insertOutermost(d, spans, t)
	}
	return root
}

// nameShortcode fills word, which has at least seven bytes, with letters that tell the i-th shortcode from the others: no
// name is part of another one.
func nameShortcode(word []byte, i int) {
	for k := range word {
		word[k] = 'A'
	}
	word[0], word[len(word)-1] = 'Z', 'Z'
	for k := len(word) - 2; k > 0; k-- {
		word[k] += byte(i % 16)
		i /= 16
	}
}

func replaced(r *strings.Replacer, text []byte) []byte {
	if text == nil {
		return nil // goldmark tells no title from an empty one
	}
	return []byte(r.Replace(string(text)))
}

// insertOutermost puts the shortcodes at spans that lie in t before it, each with what it closes over.
func insertOutermost(d *Document, spans []Span, t *ast.Text) {
	first, _ := slices.BinarySearchFunc(spans, t.Segment.Start, func(s Span, at int) int { return cmp.Compare(s.Start, at) })
	for _, s := range spans[first:] {
		seg := t.Segment
		if s.End > seg.Stop {
			break
		}
		if s.Start > seg.Start {
			t.Parent().InsertBefore(t.Parent(), t, ast.NewTextSegment(seg.WithStop(s.Start)))
		}
		i, _ := slices.BinarySearchFunc(d.Shortcodes, s.Start, func(c *Shortcode, at int) int { return cmp.Compare(c.Span.Start, at) })
		c := *d.Shortcodes[i]
		c.BaseInline, c.Span = ast.BaseInline{}, s // the one it is a copy of stands in Root
		c.SetPos(s.Start)
		t.Parent().InsertBefore(t.Parent(), t, &c)
		t.Segment = seg.WithStart(s.End)
	}
	if t.Segment.Len() == 0 && !t.SoftLineBreak() && !t.HardLineBreak() {
		t.Parent().RemoveChild(t.Parent(), t)
	}
}

// NewPageRenderer renders a PageTree as Page does, but for what the options add or replace.
func NewPageRenderer(options ...renderer.Option) renderer.Renderer {
	return newSite(goldmark.WithExtensions(emoji.Emoji), goldmark.WithRendererOptions(options...)).Renderer()
}

// siteWithEmoji is for sites that say so. Page is without: to compare two texts it need not know what :tada: looks like.
var siteWithEmoji = sync.OnceValue(func() goldmark.Markdown { return newSite(goldmark.WithExtensions(emoji.Emoji)) })

// Inner is what stands between a shortcode of a PageTree and the one that closes it; false for one that is not closed.
func (d *Document) Inner(s *Shortcode) (string, bool) {
	i, ok := slices.BinarySearchFunc(d.Shortcodes, s.Span.Start, func(c *Shortcode, at int) int { return cmp.Compare(c.Span.Start, at) })
	if !ok || d.Shortcodes[i].Span.End == s.Span.End {
		return "", false
	}
	all := d.Src[d.Shortcodes[i].Span.End:s.Span.End]
	if end := bytes.LastIndex(all, []byte("{{")); end >= 0 {
		return string(all[:end]), true
	}
	return "", false
}
