package rules

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// picture is what an issue shows: by a shortcode with the parameter src, or in Markdown.
type picture struct {
	name    string    // of the shortcode, "" for ![]()
	span    lint.Span // of the address
	address string
	plain   bool // the address stands in the source as it is, without escapes
	caption string
}

// pictures are those of a document that have an address: first those of its shortcodes, then those in Markdown.
func pictures(d *lint.Document) []picture {
	var found []picture
	for _, s := range d.Shortcodes {
		if a, ok := s.Arg("src"); ok && !s.Closing {
			at, plain := inner(a)
			caption, _ := s.Arg("caption")
			found = append(found, picture{s.Name, at, a.Value, plain, caption.Value})
		}
	}
	for n := range lint.Each[*ast.Image](d) {
		if src, ok := d.Link(n); ok && src.Destination.Len() > 0 {
			found = append(found, picture{"", src.Destination, d.Text(src.Destination), true, d.Text(src.Text)})
		}
	}
	return found
}

// file is the address without query and anchor, and with what is escaped written out.
func (x picture) file() string {
	file, _, _ := strings.Cut(x.address, "?")
	file, _, _ = strings.Cut(file, "#")
	if decoded, err := url.PathUnescape(file); err == nil {
		file = decoded
	}
	return file
}

// inner is where the value of a stands, without its quotes. It is false where escapes stand in it.
func inner(a lint.Arg) (lint.Span, bool) {
	switch a.Span.Len() {
	case len(a.Value):
		return a.Span, true
	case len(a.Value) + 2:
		return lint.Span{Start: a.Span.Start + 1, End: a.Span.End - 1}, true
	}
	return a.Span, false
}
