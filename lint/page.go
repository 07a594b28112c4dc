package lint

import (
	"bytes"
	"fmt"
	"html"
	"reflect"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// site is goldmark as Hugo sets it up by default.
var site = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.TaskList,
			extension.NewTypographer(), extension.DefinitionList, extension.NewFootnote()),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID()),
	)
})

// Page is what the site shows for d: Hugo's full configuration of goldmark, raw HTML dropped, shortcodes printed as
// they are written. The texts are parsed anew, since rendering a table changes its tree.
func Page(d *Document) []byte {
	body, words := hideShortcodes(d)
	var b bytes.Buffer
	pc := parser.NewContext(parser.WithIDs(newIDs()))
	if err := site().Convert(body, &b, parser.WithContext(pc)); err != nil {
		panic(err) // only a writer's errors come here, and a buffer has none
	}
	// A browser reads both as a newline.
	words = append(words, "\r\n", "\n")
	return []byte(strings.NewReplacer(words...).Replace(b.String()))
}

// hideShortcodes puts a word in place of each shortcode, as Hugo does, so that Markdown does not see into it.
func hideShortcodes(d *Document) (body []byte, words []string) {
	at := d.Front.Span.End
	if at == 0 && d.HasBOM() {
		at = len(bom)
	}
	for i, s := range d.Shortcodes {
		word := fmt.Sprintf("HAHAHUGOSHORTCODE-s%d-HBHB", i)
		words = append(words, word, html.EscapeString(d.Text(s.Span)))
		body = append(append(body, d.Src[at:s.Span.Start]...), word...)
		at = s.Span.End
	}
	return append(body, d.Src[at:]...), words
}

// SamePage reports whether a and b show the same: equal HTML, byte for byte, and equal front matter once decoded.
func SamePage(a, b *Document) bool {
	return sameFront(a, b) && bytes.Equal(Page(a), Page(b))
}

func sameFront(a, b *Document) bool {
	x, y := a.Text(a.Front.Body), b.Text(b.Front.Body)
	if x == y || a.Front.Exists() != b.Front.Exists() {
		return x == y
	}
	if a.Front.Err != nil || b.Front.Err != nil {
		return false
	}
	return reflect.DeepEqual(a.Front.data(), b.Front.data())
}
