package lint

import (
	"bytes"
	"fmt"
	"html"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint/extension"
)

// site is goldmark as Hugo sets it up by default.
var site = sync.OnceValue(func() goldmark.Markdown { return newSite() })

func newSite(options ...goldmark.Option) goldmark.Markdown {
	return goldmark.New(append([]goldmark.Option{
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.TaskList,
			extension.NewTypographer(), extension.DefinitionList, extension.NewFootnote()),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithASTTransformers(util.Prioritized(headingIDs{}, 100))),
	}, options...)...)
}

// Page is what the site shows for d: Hugo's full configuration of goldmark, raw HTML dropped, shortcodes printed as
// they are written. The texts are parsed anew, since rendering a table changes its tree.
func Page(d *Document) []byte {
	body, words := hideShortcodes(d)
	var b bytes.Buffer
	if err := site().Convert(body, &b); err != nil {
		panic(err) // only a writer's errors come here, and a buffer has none
	}
	// A browser reads both as a newline.
	words = append(words, "\r\n", "\n")
	return []byte(strings.NewReplacer(words...).Replace(b.String()))
}

// hideShortcodes puts a word in place of each shortcode, as Hugo does, so that Markdown does not see into it. Of one
// that is closed by another, all is hidden that stands between them: only the shortcode knows what it makes of it.
func hideShortcodes(d *Document) (body []byte, words []string) {
	at := d.Front.Span.End
	if at == 0 && d.HasBOM() {
		at = len(bom)
	}
	for i, s := range outermost(d.Shortcodes) {
		word := fmt.Sprintf("HAHAHUGOSHORTCODE-s%d-HBHB", i)
		words = append(words, word, html.EscapeString(d.Text(s)))
		body = append(append(body, d.Src[at:s.Start]...), word...)
		at = s.End
	}
	return append(body, d.Src[at:]...), words
}

// outermost gives the spans of the shortcodes that stand in no other, each up to the one that closes it.
func outermost(shortcodes []*Shortcode) []Span {
	type tag struct {
		name string
		span int // its index in spans
	}
	var spans []Span
	var open []tag
	waiting := map[string]int{} // how many of each name are open
	for _, s := range shortcodes {
		if s.Closing && waiting[s.Name] > 0 {
			last := len(open) - 1
			for ; open[last].name != s.Name; last-- {
				waiting[open[last].name]--
			}
			waiting[s.Name]--
			i := open[last].span
			open, spans = open[:last], append(spans[:i], Span{spans[i].Start, s.Span.End})
			continue
		}
		if !s.Closing && !s.Single {
			open = append(open, tag{s.Name, len(spans)})
			waiting[s.Name]++
		}
		spans = append(spans, s.Span)
	}
	return spans
}

// SamePage reports whether a and b show the same: equal HTML, byte for byte, equal front matter once decoded, and
// what Hugo reads before Markdown does, the shortcodes and the end of the summary.
func SamePage(a, b *Document) bool {
	return comparer(a)(b)
}

// comparer renders d once and tells of other documents whether they show the same.
func comparer(d *Document) func(*Document) bool {
	page := Page(d)
	return func(other *Document) bool {
		return sameFront(d, other) && sameShortcodes(d, other) &&
			bytes.Count(d.Src, summaryEnd) == bytes.Count(other.Src, summaryEnd) && bytes.Equal(page, Page(other))
	}
}

var summaryEnd = []byte("<!--more-->")

func sameShortcodes(a, b *Document) bool {
	return slices.EqualFunc(a.Shortcodes, b.Shortcodes, func(x, y *Shortcode) bool { return a.Text(x.Span) == b.Text(y.Span) }) &&
		slices.EqualFunc(a.Broken, b.Broken, func(x, y Broken) bool { return x.Message == y.Message })
}

func sameFront(a, b *Document) bool {
	x, y := a.Text(a.Front.Body), b.Text(b.Front.Body)
	if x == y || a.Front.Exists() != b.Front.Exists() {
		return x == y
	}
	front, readable := a.Front.data()
	other, also := b.Front.data()
	return readable && also && reflect.DeepEqual(front, other)
}
