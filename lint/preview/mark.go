package preview

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint"
)

// mark is the words that a finding is about.
type mark struct {
	ast.BaseInline
	found found
}

var kindMark = ast.NewNodeKind("Mark")

// Kind implements ast.Node.
func (*mark) Kind() ast.NodeKind { return kindMark }

// Dump implements ast.Node.
func (m *mark) Dump(source []byte, level int) { ast.DumpHelper(m, source, level, nil, nil) }

func renderMark(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		f := n.(*mark).found
		fmt.Fprintf(w, `<mark class="%s" data-finding="%d">`, f.Severity, f.Number)
	} else {
		w.WriteString("</mark>")
	}
	return ast.WalkContinue, nil
}

// mark puts marks around what the findings are about, below block. Where they meet, the more severe one has the words.
// One that is about no text, such as the address of a link, marks what it belongs to.
func (b *body) mark(block ast.Node, here []found) {
	var texts []*ast.Text
	var others []ast.Node
	ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			texts = append(texts, n)
		case *ast.CodeSpan, *ast.AutoLink, *lint.Shortcode, *ast.Image:
			others = append(others, n)
			return ast.WalkSkipChildren, nil
		case *ast.Link:
			others = append(others, n)
		}
		return ast.WalkContinue, nil
	})
	done := map[int]bool{}
	for _, t := range texts {
		b.split(t, here, done)
	}
	for _, n := range others {
		b.whole(n, here, done)
	}
	join(block)
}

// split cuts t into pieces with a mark around those that findings are about.
func (b *body) split(t *ast.Text, here []found, done map[int]bool) {
	src, seg := b.Document.Src, t.Segment
	owner := make([]int, seg.Len()) // index in here, plus one, of the finding that has the byte
	for i, f := range here {
		s := wide(src, seg, f.Span)
		for at := max(s.Start, seg.Start); at < min(s.End, seg.Stop); at++ {
			if k := owner[at-seg.Start]; k == 0 || here[k-1].Severity < f.Severity {
				owner[at-seg.Start] = i + 1
			}
		}
	}
	for at := 0; at < len(owner); {
		end := at
		for end < len(owner) && owner[end] == owner[at] {
			end++
		}
		piece := ast.Node(t)
		if end < len(owner) {
			piece = ast.NewTextSegment(text.NewSegment(seg.Start+at, seg.Start+end))
			t.Parent().InsertBefore(t.Parent(), t, piece)
			t.Segment = seg.WithStart(seg.Start + end)
		}
		if k := owner[at]; k > 0 {
			done[here[k-1].Number] = true
			wrap(piece, here[k-1])
		}
		at = end
	}
}

// wide is s as far as it can be shown in seg: an empty one has a character on each side, and nothing of an entity or of
// a backslash and what it stands before is cut off.
func wide(src []byte, seg text.Segment, s lint.Span) lint.Span {
	if s.End <= seg.Start && s.Len() > 0 || s.Start >= seg.Stop && s.Len() > 0 || s.End < seg.Start || s.Start > seg.Stop {
		return s
	}
	if s.Len() == 0 {
		_, before := utf8.DecodeLastRune(src[seg.Start:max(s.Start, seg.Start)])
		_, after := utf8.DecodeRune(src[min(s.End, seg.Stop):seg.Stop])
		s = lint.Span{Start: s.Start - before, End: s.End + after}
	}
	for _, at := range []*int{&s.Start, &s.End} {
		if *at <= seg.Start || *at >= seg.Stop {
			continue
		}
		from, to := unit(src[seg.Start:seg.Stop], *at-seg.Start)
		if at == &s.Start {
			*at = seg.Start + from
		} else {
			*at = seg.Start + to
		}
	}
	return s
}

// unit is where what is written of the character that at cuts into begins and ends; at itself where it cuts into none.
func unit(src []byte, at int) (from, to int) {
	if slashes := at - len(bytes.TrimRight(src[:at], `\`)); slashes%2 == 1 {
		_, size := utf8.DecodeRune(src[at:])
		return at - 1, at + size
	}
	begin := bytes.LastIndexByte(src[max(0, at-32):at], '&')
	if begin < 0 {
		return at, at
	}
	begin += max(0, at-32)
	end := bytes.IndexByte(src[at:min(len(src), at+32)], ';')
	if end < 0 || bytes.ContainsAny(src[begin:at+end], " ;\n") {
		return at, at
	}
	return begin, at + end + 1
}

// whole marks all of n, a link, code, picture or shortcode, for a finding about it that marked no text.
func (b *body) whole(n ast.Node, here []found, done map[int]bool) {
	for _, f := range here {
		if done[f.Number] || !b.source(n).Contains(f.Span.Start) {
			continue
		}
		done[f.Number] = true
		if s, ok := n.(*lint.Shortcode); ok {
			b.marked[s] = max(b.marked[s], f.Severity)
			continue
		}
		wrap(n, f)
		return
	}
}

// source is where n is written; empty where that is not known.
func (b *body) source(n ast.Node) lint.Span {
	switch n := n.(type) {
	case *lint.Shortcode:
		return n.Span
	case *ast.CodeSpan:
		if c, ok := n.FirstChild().(*ast.Text); ok {
			last, _ := n.LastChild().(*ast.Text)
			return lint.Span{Start: c.Segment.Start - 1, End: max(c.Segment.Stop, last.Segment.Stop) + 1}
		}
	case *ast.AutoLink:
		if label := n.Label(b.Document.Src); n.Pos() >= 0 {
			return lint.Span{Start: n.Pos(), End: n.Pos() + len(label) + 1}
		}
	}
	s, _ := b.Document.Link(n)
	return s.All
}

// wrap puts a mark in the place of n, and n into it.
func wrap(n ast.Node, f found) {
	m := &mark{found: f}
	n.Parent().ReplaceChild(n.Parent(), n, m)
	m.AppendChild(m, n)
}

// join makes one mark of those that follow each other for one finding: the parser cuts text at every sign that could be
// markup, and the typographer's signs have no place in the source.
func join(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m, ok := c.(*mark)
		for ok {
			between, sign := m.NextSibling(), false
			switch between.(type) {
			case *ast.String, *ast.AutoLink: // linkify's have no place, either
				sign = true
			}
			next := between
			if sign {
				next = between.NextSibling()
			}
			other, same := next.(*mark)
			if !same || other.found.Number != m.found.Number {
				break
			}
			if sign {
				m.AppendChild(m, between)
			}
			for k := other.FirstChild(); k != nil; k = other.FirstChild() {
				m.AppendChild(m, k)
			}
			n.RemoveChild(n, other)
		}
		join(c)
	}
}
