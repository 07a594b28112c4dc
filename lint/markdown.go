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
		parser.WithParagraphTransformers(
			util.Prioritized(linkReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
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

// linkReferences is goldmark's, which makes a reader for each paragraph to look for a bracket at its beginning.
type linkReferences struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (t linkReferences) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := n.Lines(); lines.Len() > 0 {
		first := lines.At(0)
		if begin := bytes.TrimLeft(reader.Source()[first.Start:first.Stop], " \t\r\n\f\v"); len(begin) > 0 && begin[0] != '[' {
			return
		}
	}
	t.ParagraphTransformer.Transform(n, reader, pc)
}

// parseMarkdown fills Root from a copy of the source in which the front matter is blank and each shortcode is one
// word, so that goldmark reads neither and every offset stays an offset into Src.
func (d *Document) parseMarkdown() {
	masked := mask(d)
	pc := parser.NewContext()
	d.links = make([]LinkSource, 0, len(masked)/64)
	pc.Set(linksKey, &d.links)
	d.Root = positions().Parse(text.NewReader(masked), parser.WithContext(pc))
	slices.SortFunc(d.links, func(a, b LinkSource) int { return a.All.Start - b.All.Start }) // a picture in a link ends first
	d.nodes = make([]ast.Node, 0, len(d.Src)/24)                                             // an issue has some 80 nodes a kilobyte, most of them texts
	d.running = make([]stretch, 0, len(d.Src)/12)
	d.classes = make([]Class, len(d.Src))
	d.list(d.Root, ast.KindDocument, Prose)
	d.sortByKind()
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

// list notes n, which is of kind k, and what is below it, whose text is of the class given, and puts the shortcodes there.
func (d *Document) list(n ast.Node, k ast.NodeKind, class Class) {
	if k == ast.KindText {
		d.runOn(n.(*ast.Text).Segment, class)
		return
	}
	d.nodes = append(d.nodes, n)
	switch k {
	case ast.KindParagraph, ast.KindTextBlock:
		d.written = append(d.written, n)
	case ast.KindLink, ast.KindImage:
		class = LinkText
	case ast.KindCodeSpan:
		class = Markup
	}
	c := n.FirstChild()
	d.breakOff(n, k, c == nil)
	for ; c != nil; c = c.NextSibling() {
		below := c.Kind()
		if below == ast.KindText && len(d.Shortcodes) > 0 && k != ast.KindCodeSpan {
			c = d.insertShortcodes(c.(*ast.Text))
			below = c.Kind()
		}
		d.list(c, below, class)
	}
}

// sortByKind makes lists of the nodes of one kind, all in one piece of memory.
func (d *Document) sortByKind() {
	var many []int // nodes of each kind
	for _, n := range d.nodes {
		k := int(n.Kind())
		for k >= len(many) {
			many = append(many, 0)
		}
		many[k]++
	}
	all := make([]ast.Node, len(d.nodes))
	d.ofKind = make([][]ast.Node, len(many))
	for k, n := range many {
		d.ofKind[k], all = all[:0:n], all[n:]
	}
	for _, n := range d.nodes {
		k := n.Kind()
		d.ofKind[k] = append(d.ofKind[k], n)
	}
}

func walk(n ast.Node, f func(ast.Node)) {
	f(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		walk(c, f)
	}
}
