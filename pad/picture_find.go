package pad

import (
	"bytes"
	"cmp"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// place is where a text shows a picture that lies outside the site.
type place struct {
	span   lint.Span // what is replaced
	source *url.URL
	only   bool   // span is the address alone, in a figure that stands there already
	lost   string // why it cannot be replaced, "" if it can
	figure
}

// places are those of d in order. Addresses without a host that are the pad's uploads begin at base; nil for a pad
// without an address.
func places(d *lint.Document, house *lint.House, base *url.URL) []place {
	f := finder{Document: d, house: house, base: base}
	for s := range lint.Each[*lint.Shortcode](d) {
		f.shortcode(s)
	}
	for n := range lint.Each[*ast.Image](d) {
		f.image(n)
	}
	for n := range lint.Each[*ast.RawHTML](d) {
		f.html(lint.Span{Start: n.Segments.At(0).Start, End: n.Segments.At(n.Segments.Len() - 1).Stop}, false)
	}
	for n := range lint.Each[*ast.HTMLBlock](d) {
		if n.Lines().Len() > 0 {
			end := n.Lines().At(n.Lines().Len() - 1).Stop
			if n.HasClosure() {
				end = n.ClosureLine.Stop
			}
			f.html(lint.Span{Start: n.Lines().At(0).Start, End: end}, true)
		}
	}
	f.sized()
	slices.SortStableFunc(f.found, func(a, b place) int { // those that cannot be replaced come last: another may be
		return cmp.Or(cmp.Compare(len(a.lost), len(b.lost)), cmp.Compare(a.span.Start, b.span.Start))
	})
	end := 0
	return slices.DeleteFunc(f.found, func(p place) bool {
		inside := p.lost == "" && p.span.Start < end // HTML in the text of a link, say
		end = max(end, p.span.End)
		return inside
	})
}

type finder struct {
	*lint.Document
	house *lint.House
	base  *url.URL
	found []place
}

// shortcode finds figures that people wrote with an address elsewhere.
func (f *finder) shortcode(s *lint.Shortcode) {
	src, ok := s.Arg("src")
	u, elsewhere := f.resolve(src.Value)
	if !ok || !elsewhere || s.Name != "figure" || s.Closing {
		return
	}
	caption, _ := s.Arg("caption")
	alt, _ := s.Arg("alt")
	f.found = append(f.found, place{span: src.Span, source: u, only: true, figure: figure{caption: caption.Value, alt: alt.Value}})
}

// image finds ![alt](address "title"). If it is all of a link, the figure becomes one.
func (f *finder) image(n *ast.Image) {
	u, elsewhere := f.resolve(html.UnescapeString(string(n.Destination)))
	if !elsewhere {
		return
	}
	src, ok := f.Link(n)
	if !ok {
		f.found = append(f.found, place{source: u, lost: "its address stands in another place of the text; write ![caption](address)"})
		return
	}
	p := place{span: src.All, source: u}
	p.caption, p.alt = oneLine(string(n.Title)), oneLine(f.Text(src.Text))
	if l, ok := n.Parent().(*ast.Link); ok && l.ChildCount() == 1 {
		if whole, ok := f.Link(l); ok {
			p.span, p.link = whole.All, string(l.Destination)
		}
	}
	p.captioned()
	f.found = append(f.found, p)
}

// html finds <img>. Of a block of HTML the site shows nothing, so that all of it becomes the figure; but not if it says
// more, or shows several.
func (f *finder) html(at lint.Span, block bool) {
	var figures []place
	var others []string // names of other tags
	words, caption := "", ""
	for _, t := range tags(f.Text(at)) {
		if t.name == "figcaption" && !t.closing {
			caption = oneLine(html.UnescapeString(t.text))
		} else {
			words += strings.TrimSpace(t.text)
		}
		if t.name != "img" {
			others = append(others, t.name)
			continue
		}
		if u, elsewhere := f.resolve(t.attr("src")); elsewhere {
			p := place{span: lint.Span{Start: at.Start + t.start, End: at.Start + t.end}, source: u}
			p.caption, p.alt, p.width = oneLine(t.attr("title")), oneLine(t.attr("alt")), digits(t.attr("width"))
			p.captioned()
			figures = append(figures, p)
		}
	}
	whole := lint.Span{Start: at.Start, End: at.Start + len(strings.TrimRight(f.Text(at), " \t\r\n"))}
	alone := len(others) == 1 // the text before the first tag
	switch {
	case !block || alone && len(figures) > 0 && figures[0].span.Start == at.Start:
	case len(figures) == 1 && words == "":
		figures[0].span = whole
		figures[0].caption = cmp.Or(caption, figures[0].caption)
	default:
		for i := range figures {
			figures[i].lost = "it stands in HTML, which the site leaves out; write ![caption](address)"
		}
	}
	f.found = append(f.found, figures...)
}

// sized finds what HedgeDoc makes of a picture whose size somebody gave: ![alt](address =300x200). To Markdown it is text.
func (f *finder) sized() {
	for at := 0; ; at += 2 {
		i := bytes.Index(f.Src[at:], []byte("!["))
		if i < 0 {
			return
		}
		at += i
		line, _, _ := strings.Cut(f.Text(lint.Span{Start: at, End: len(f.Src)}), "\n")
		alt, rest, ok := strings.Cut(line[2:], "](")
		inside, _, closed := strings.Cut(rest, ")")
		parts := strings.Fields(inside)
		if !ok || !closed || len(parts) != 2 || strings.ContainsAny(alt, "[]") || f.Class(at) != lint.Prose {
			continue
		}
		width, height, isSize := strings.Cut(strings.TrimPrefix(parts[1], "="), "x")
		u, elsewhere := f.resolve(html.UnescapeString(parts[0]))
		if !elsewhere || !isSize || parts[1][0] != '=' || strings.Trim(width+height, "0123456789") != "" {
			continue
		}
		p := place{span: lint.Span{Start: at, End: at + len("![](") + len(alt) + len(inside) + len(")")}, source: u}
		p.alt, p.width = oneLine(alt), digits(width)
		p.captioned()
		f.found = append(f.found, p)
	}
}

// resolve is the whole address of a picture that is not the site's.
func (f *finder) resolve(address string) (*url.URL, bool) {
	address = strings.TrimSpace(address)
	if _, own := f.house.Site.Own(address); own && !strings.HasPrefix(address, "/uploads/") {
		return nil, false
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, false
	}
	switch {
	case u.Scheme == "" && u.Host != "":
		u.Scheme = "https"
	case u.Scheme == "" && f.base != nil && strings.HasPrefix(u.Path, "/uploads/"):
		u = f.base.ResolveReference(u)
	}
	u.Scheme, u.Fragment, u.RawFragment = strings.ToLower(u.Scheme), "", ""
	u.Host = strings.ToLower(u.Host)
	return u, (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// oneLine folds the blanks of a text, line ends among them.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// digits is s if it is a number of pixels.
func digits(s string) string {
	if s = strings.TrimSuffix(strings.TrimSpace(s), "px"); strings.Trim(s, "0123456789") != "" || len(s) > 4 {
		return ""
	}
	return s
}
