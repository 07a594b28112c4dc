package lint

import (
	"bytes"
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
	d.links = make(map[ast.Node]LinkSource, bytes.Count(masked, []byte("](")))
	pc.Set(linksKey, d.links)
	d.Root = positions().Parse(text.NewReader(masked), parser.WithContext(pc))
	if len(d.Shortcodes) > 0 {
		var texts []*ast.Text
		walk(d.Root, func(n ast.Node) {
			if t, ok := n.(*ast.Text); ok && n.Parent().Kind() != ast.KindCodeSpan {
				texts = append(texts, t)
			}
		})
		for _, t := range texts {
			d.insertShortcodes(t)
		}
	}
	d.nodes = make([]ast.Node, 0, len(d.Src)/12) // an issue has some 80 nodes a kilobyte
	walk(d.Root, func(n ast.Node) { d.nodes = append(d.nodes, n) })
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

func walk(n ast.Node, f func(ast.Node)) {
	f(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		walk(c, f)
	}
}
