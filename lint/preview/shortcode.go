package preview

import (
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint"
)

func (b *body) renderShortcode(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	s := n.(*lint.Shortcode)
	if s.Name == "figure" && !s.Closing {
		b.figure(w, s)
		return ast.WalkContinue, nil
	}
	// What the site's theme or Hugo makes of it only they know.
	fmt.Fprintf(w, `<span class="shortcode%s" data-shortcode="%s">Here the site shows <b>%[2]s</b>`, b.classOf(s), html.EscapeString(s.Name))
	for _, a := range s.Args {
		fmt.Fprintf(w, ` <code>%s</code>`, html.EscapeString(strings.TrimPrefix(a.Name+"="+a.Value, "=")))
	}
	if inner, ok := b.Document.Inner(s); ok {
		fmt.Fprintf(w, ` <code>%s</code>`, html.EscapeString(strings.TrimSpace(inner)))
	}
	w.WriteString("</span>")
	return ast.WalkContinue, nil
}

// figure is Hugo's shortcode of that name: the parts and their order are those of its template.
func (b *body) figure(w util.BufWriter, s *lint.Shortcode) {
	arg := func(name string) string { a, _ := s.Arg(name); return a.Value }
	caption, attr, title := b.inline(arg("caption")), b.inline(arg("attr")), arg("title")
	alt := arg("alt")
	if alt == "" {
		alt = plain(caption)
	}
	src := arg("src")
	if src == "" && len(s.Args) > 0 && s.Args[0].Name == "" {
		src = s.Args[0].Value
	}
	w.WriteString("<figure")
	if class := b.classOf(s); class != "" {
		fmt.Fprintf(w, ` class="%s"`, class[1:])
	}
	w.WriteByte('>')
	if link := arg("link"); link != "" {
		b.openLink(w, link)
		w.WriteByte('>')
	}
	b.picture(w, src, alt, arg("width"))
	if arg("link") != "" {
		w.WriteString("</a>")
	}
	if title != "" || caption != "" || attr != "" {
		w.WriteString("<figcaption>")
		if title != "" {
			fmt.Fprintf(w, "<h4>%s</h4>", html.EscapeString(title))
		}
		if caption != "" || attr != "" {
			w.WriteString("<p>" + caption)
			if link := arg("attrlink"); link != "" {
				w.WriteByte(' ')
				b.openLink(w, link)
				w.WriteString(">" + attr + "</a>")
			} else {
				w.WriteString(attr)
			}
			w.WriteString("</p>")
		}
		w.WriteString("</figcaption>")
	}
	w.WriteString("</figure>\n")
}

// classOf is the class, behind a blank, of a shortcode that a finding is about.
func (b *body) classOf(s *lint.Shortcode) string {
	if severity, ok := b.marked[s]; ok {
		return " marked " + severity.String()
	}
	return ""
}

// inline is a caption's Markdown as HTML, without the paragraph around it. Shortcodes in it stay as they are written.
func (b *body) inline(markdown string) string {
	if markdown == "" {
		return ""
	}
	inner := Newsletter{Document: lint.Parse("", []byte("\n"+markdown)), House: b.House} // behind a newline nothing is front matter
	inner.Document.Shortcodes = nil                                                      // Hugo reads none in a parameter
	text, _ := inner.render()
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(text)), "<p>"), "</p>")
}

// plain is the text of HTML that inline wrote.
func plain(text string) string {
	var b strings.Builder
	for text != "" {
		before, tag, found := strings.Cut(text, "<")
		b.WriteString(before)
		if !found {
			break
		}
		_, text, _ = strings.Cut(tag, ">")
	}
	return html.UnescapeString(b.String())
}
