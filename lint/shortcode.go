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

// insertShortcodes puts the shortcodes into the tree: the parser saw each as one word of text.
func (d *Document) insertShortcodes(text *ast.Text) {
	parent := text.Parent()
	first, _ := slices.BinarySearchFunc(d.Shortcodes, text.Segment.Start, func(s *Shortcode, at int) int {
		return cmp.Compare(s.Span.Start, at)
	})
	for _, s := range d.Shortcodes[first:] {
		seg := text.Segment
		if s.Span.End > seg.Stop {
			break
		}
		if s.Span.Start > seg.Start {
			before := ast.NewTextSegment(seg.WithStop(s.Span.Start))
			parent.InsertBefore(parent, text, before)
		}
		s.SetPos(s.Span.Start)
		parent.InsertBefore(parent, text, s)
		text.Segment = seg.WithStart(s.Span.End)
	}
}
