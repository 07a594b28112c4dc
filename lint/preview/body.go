package preview

import (
	"bytes"
	"html/template"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/extension"
)

// body renders one newsletter.
type body struct {
	Newsletter
	explain  map[string]template.HTML // why a rule is there, by its name
	pictures pictures
	marked   map[*lint.Shortcode]lint.Severity // those that findings are about
}

// render gives the newsletter with its findings, and those findings that have no place in it.
func (n Newsletter) render() (html, notes template.HTML) {
	b := &body{Newsletter: n, explain: explanations(n.Rules, n.Findings), marked: map[*lint.Shortcode]lint.Severity{}}
	b.pictures = pictures{files: n.Files, folder: n.House.Pictures.Folder, style: n.House.Site}
	root := lint.PageTree(n.Document, n.House.Site)
	outside := b.place(root)
	var text, beside bytes.Buffer
	// A policy that forbids styles in the page would take offence at aligned cells.
	tables := extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))
	r := lint.NewPageRenderer(renderer.WithNodeRenderers(util.Prioritized(b, 100), util.Prioritized(tables, 100)))
	if err := r.Render(&text, n.Document.Src, root); err != nil {
		panic(err) // only a writer's errors come here, and a buffer has none
	}
	for _, f := range outside {
		b.writeNote(&beside, f)
	}
	return template.HTML(text.String()), template.HTML(beside.String())
}

// RegisterFuncs implements renderer.NodeRenderer.
func (b *body) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, renderHeading)
	r.Register(ast.KindParagraph, renderParagraph)
	r.Register(ast.KindHTMLBlock, omit)
	r.Register(ast.KindRawHTML, omit)
	r.Register(ast.KindLink, b.renderLink)
	r.Register(ast.KindAutoLink, b.renderAutoLink)
	r.Register(ast.KindImage, b.renderImage)
	r.Register(lint.KindShortcode, b.renderShortcode)
	r.Register(kindMark, renderMark)
	r.Register(kindNotes, b.renderNotes)
}

// renderHeading writes no attribute but the id: a text must not dress up as a part of this page.
func renderHeading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag := "h" + string("0123456"[n.(*ast.Heading).Level])
	if !entering {
		w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	w.WriteString("<" + tag)
	if id, ok := n.AttributeString("id"); ok {
		if id, ok := id.([]byte); ok && len(id) > 0 {
			w.WriteString(` id="`)
			w.Write(util.EscapeHTML(id))
			w.WriteString(`" tabindex="-1"`)
		}
	}
	w.WriteByte('>')
	return ast.WalkContinue, nil
}

// renderParagraph writes none around a shortcode that stands alone, as Hugo does.
func renderParagraph(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if c := n.FirstChild(); c != nil && c == n.LastChild() && c.Kind() == lint.KindShortcode {
		return ast.WalkContinue, nil
	}
	if entering {
		w.WriteString("<p>")
	} else {
		w.WriteString("</p>\n")
	}
	return ast.WalkContinue, nil
}

// omit drops raw HTML, as the site does.
func omit(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}
