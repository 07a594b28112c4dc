package lint

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// LinkSource is where the parts of an inline link or image stand: [text](destination "title").
type LinkSource struct {
	All         Span // from [ or ! to )
	Text        Span // between the square brackets
	Destination Span // without angle brackets and blanks; empty for [text]()
}

// Link gives the places of n, an *ast.Link or *ast.Image. It is false for reference links, whose destination stands elsewhere.
func (d *Document) Link(n ast.Node) (LinkSource, bool) {
	switch n.(type) {
	case *ast.Link, *ast.Image:
	default:
		return LinkSource{}, false
	}
	i, ok := slices.BinarySearchFunc(d.links, n.Pos(), func(s LinkSource, at int) int { return s.All.Start - at })
	if !ok {
		return LinkSource{}, false
	}
	return d.links[i], true
}

// InlineLink is a link whose address stands beside its text.
type InlineLink struct {
	Node *ast.Link
	LinkSource
}

// InlineLinks are the document's in the order of the text. It is made once; nobody may change it.
func (d *Document) InlineLinks() []InlineLink { return d.inline() }

func (d *Document) findInlineLinks() []InlineLink {
	found := make([]InlineLink, 0, len(d.links))
	for n := range Each[*ast.Link](d) {
		if s, ok := d.Link(n); ok {
			found = append(found, InlineLink{n, s})
		}
	}
	return found
}

var linksKey = parser.NewContextKey()

// linkParser is goldmark's, and writes down where the closing bracket and the end of each link were when it read them.
type linkParser struct{ parser.InlineParser }

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, at := block.PeekLine()
	n := p.InlineParser.Parse(parent, block, pc)
	switch n.(type) {
	case *ast.Link, *ast.Image:
	default:
		return n
	}
	src := block.Source()
	_, end := block.Position()
	open := n.Pos()
	textStart := open + 1
	if _, ok := n.(*ast.Image); ok {
		textStart++
	}
	// A link by reference ends with ] and not with ).
	if at.Start+1 >= len(src) || src[at.Start+1] != '(' || end.Start < 1 || src[end.Start-1] != ')' {
		return n
	}
	links := pc.Get(linksKey).(*[]LinkSource)
	*links = append(*links, LinkSource{
		All:         Span{open, end.Start},
		Text:        Span{textStart, at.Start},
		Destination: spanIn(src, linkDestination(n), at.Start+2),
	})
	return n
}

// CloseBlock implements parser.CloseBlocker: goldmark ends its open brackets there.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

func linkDestination(n ast.Node) []byte {
	if l, ok := n.(*ast.Image); ok {
		return l.Destination
	}
	return n.(*ast.Link).Destination
}

// spanIn is where part, a slice of src as goldmark hands it out, stands in src; an empty span at otherwise if it is none.
func spanIn(src, part []byte, otherwise int) Span {
	at := cap(src) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(src) || &src[at] != &part[0] {
		return Span{otherwise, otherwise}
	}
	return Span{at, at + len(part)}
}
