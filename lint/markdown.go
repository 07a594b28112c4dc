package lint

import (
	"bytes"
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint/extension"
)

// positions is the parser of Document.Root: what moves or makes text (linkify, typographer) is left out, since such
// nodes have no place in the source.
var positions = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
		parser.WithAttribute(),
	)
})

func inlineParsers() []util.PrioritizedValue {
	values := parser.DefaultInlineParsers()
	for i, v := range values {
		if v.Value == parser.NewLinkParser() {
			values[i].Value = linkParser{parser.NewLinkParser()}
		}
	}
	return append(values, util.Prioritized(extension.NewStrikethroughParser(), 500))
}

// parseMarkdown fills Root from a copy of the source in which the front matter is blank and each shortcode is one
// word, so that goldmark reads neither and every offset stays an offset into Src.
func (d *Document) parseMarkdown() {
	masked := mask(d)
	pc := parser.NewContext()
	d.links = make([]LinkSource, 0, bytes.Count(masked, []byte("](")))
	pc.Set(linksKey, &d.links)
	d.Root = positions().Parse(text.NewReader(masked), parser.WithContext(pc))
	slices.SortFunc(d.links, func(a, b LinkSource) int { return a.All.Start - b.All.Start }) // a picture in a link ends first
	d.nodes = make([]ast.Node, 0, len(d.Src)/12)                                             // an issue has some 80 nodes a kilobyte
	d.classes = make([]Class, len(d.Src))
	d.list(d.Root, Prose)
}

// mask keeps every newline of the front matter, so that the lines stay where they are, and none of a shortcode,
// which Hugo replaces by a word without any.
func mask(d *Document) []byte {
	masked := bytes.Clone(d.Src)
	hidden := d.Front.Span.End
	if d.HasBOM() {
		hidden = max(hidden, len(bom))
	}
	for i := range masked[:hidden] {
		if masked[i] != '\n' {
			masked[i] = ' '
		}
	}
	if hidden > 0 {
		masked[hidden-1] = '\n' // else the blanks indent what follows on the same line
	}
	for _, s := range d.Shortcodes {
		for i := s.Span.Start; i < s.Span.End; i++ {
			masked[i] = 'H'
		}
	}
	return masked
}

// list notes n and what is below it, whose text is of the class given, and puts the shortcodes there.
func (d *Document) list(n ast.Node, class Class) {
	d.nodes = append(d.nodes, n)
	k := n.Kind()
	for int(k) >= len(d.ofKind) {
		d.ofKind = append(d.ofKind, nil)
	}
	d.ofKind[k] = append(d.ofKind[k], n)
	switch k {
	case ast.KindText:
		d.classify(n.(*ast.Text).Segment, class)
	case ast.KindLink, ast.KindImage:
		class = LinkText
	case ast.KindCodeSpan:
		class = Markup
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && len(d.Shortcodes) > 0 && k != ast.KindCodeSpan {
			c = d.insertShortcodes(t)
		}
		d.list(c, class)
	}
}

func walk(n ast.Node, f func(ast.Node)) {
	f(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		walk(c, f)
	}
}
