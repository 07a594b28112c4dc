package lint

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// Shortcode is one {{< tag >}} of Hugo's. In Document.Root it is an inline node wherever it stands in text.
type Shortcode struct {
	ast.BaseInline
	Span     Span
	Name     string
	NameSpan Span
	Args     []Arg
	Markdown bool // written {{% … %}}
	Closing  bool // {{< /name >}}
	Single   bool // {{< name / >}}
}

// Arg is one parameter of a shortcode.
type Arg struct {
	Name  string // empty for a positional one
	Value string // without quotes and escapes
	Span  Span   // the value as written, with its quotes
}

// Arg finds the parameter called name.
func (s *Shortcode) Arg(name string) (Arg, bool) {
	for _, a := range s.Args {
		if a.Name == name {
			return a, true
		}
	}
	return Arg{}, false
}

// Broken is a place where a shortcode begins that Hugo cannot read; it stops the build.
type Broken struct {
	Span    Span
	Message string
}

// KindShortcode is the kind of a Shortcode node.
var KindShortcode = ast.NewNodeKind("Shortcode")

// Kind implements ast.Node.
func (s *Shortcode) Kind() ast.NodeKind { return KindShortcode }

// Dump implements ast.Node.
func (s *Shortcode) Dump(source []byte, level int) {
	ast.DumpHelper(s, source, level, map[string]string{
		"Name": s.Name,
		"Span": strconv.Itoa(s.Span.Start) + "-" + strconv.Itoa(s.Span.End),
	}, nil)
}

// insertShortcodes puts the shortcodes in text before it: the parser saw each as one word. It gives the first of the
// nodes that stand for text now.
func (d *Document) insertShortcodes(text *ast.Text) ast.Node {
	parent, head := text.Parent(), ast.Node(text)
	insert := func(n ast.Node) {
		parent.InsertBefore(parent, text, n)
		if head == text {
			head = n
		}
	}
	first, _ := slices.BinarySearchFunc(d.Shortcodes, text.Segment.Start, func(s *Shortcode, at int) int {
		return cmp.Compare(s.Span.Start, at)
	})
	for _, s := range d.Shortcodes[first:] {
		seg := text.Segment
		if s.Span.End > seg.Stop {
			break
		}
		if s.Span.Start > seg.Start {
			insert(ast.NewTextSegment(seg.WithStop(s.Span.Start)))
		}
		s.SetPos(s.Span.Start)
		insert(s)
		text.Segment = seg.WithStart(s.Span.End)
	}
	return head
}
