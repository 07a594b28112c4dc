package lint

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Silence is a comment that asks for no findings of some rules on the block that follows it:
//
//	<!-- padpress: ignore link-syntax, raw-html: the slip is quoted here -->
//
// In front matter it is a comment of YAML before a key, # padpress: ignore …; before the first key it is also about the
// front matter as a whole. Only a comment with a reason is followed.
type Silence struct {
	Span   Span   // the comment
	Verb   string // what it asks for: ignore, and nothing else is known
	Names  []SilencedRule
	Reason string
	Covers Span // the block, with blank lines before and behind it; empty where none follows
	Inline bool // it stands in a line of text, where it is not followed
}

// SilencedRule is the name of a rule in a comment.
type SilencedRule struct {
	Name string
	Span Span
	Idle bool // the rule ran, and found nothing here; known to rules that run last
}

const (
	directive  = "padpress:"
	ignoreVerb = "ignore"
)

// holds reports whether the comment is followed.
func (s *Silence) holds() bool {
	return s.Verb == ignoreVerb && s.Reason != "" && !s.Inline && s.Covers.Len() > 0
}

// silences finds the comments of d, in the order of the text.
func (d *Document) silences() []*Silence {
	if !bytes.Contains(d.Src, []byte(directive)) {
		return nil
	}
	found := append(d.frontSilences(), d.blockSilences()...)
	for n := range Each[*ast.RawHTML](d) {
		k := n.Segments.Len()
		if k == 0 {
			continue
		}
		s := Span{n.Segments.At(0).Start, n.Segments.At(k - 1).Stop}
		if c, ok := d.comment(s); ok {
			c.Inline = true
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b *Silence) int { return a.Span.Start - b.Span.Start })
	return found
}

// frontSilences are the comments between the keys of the front matter.
func (d *Document) frontSilences() []*Silence {
	var found []*Silence
	for at := d.Front.Body.Start; at < d.Front.Body.End; {
		line, _, _ := bytes.Cut(d.Src[at:d.Front.Body.End], []byte("\n"))
		s := Span{at, at + len(bytes.TrimRight(line, " \t\r"))}
		at += len(line) + 1
		text, ok := strings.CutPrefix(d.Text(s), "#")
		if !ok || !strings.HasPrefix(strings.TrimLeft(text, " \t"), directive) {
			continue
		}
		c := d.directive(s, Span{s.Start + 1, s.End})
		next := sort.Search(len(d.Front.Keys), func(i int) bool { return d.Front.Keys[i].Span.Start >= s.End })
		if next < len(d.Front.Keys) {
			c.Covers = Span{s.End, d.Front.Keys[next].Entry.End}
		}
		if next == 0 {
			c.Covers.Start = d.Front.Span.Start
			c.Covers.End = max(c.Covers.End, s.End)
		}
		found = append(found, c)
	}
	return found
}

// blockSilences are the comments on lines of their own. Of several that follow each other all cover the same block.
func (d *Document) blockSilences() []*Silence {
	var nodes []*ast.HTMLBlock
	var found []*Silence
	for n := range Each[*ast.HTMLBlock](d) {
		if n.HTMLBlockType != ast.HTMLBlockType2 || n.Lines().Len() == 0 {
			continue
		}
		last := n.Lines().At(n.Lines().Len() - 1)
		if n.HasClosure() {
			last = n.ClosureLine
		}
		if c, ok := d.comment(Span{n.Lines().At(0).Start, last.Stop}); ok {
			nodes, found = append(nodes, n), append(found, c)
		}
	}
	for i, c := range slices.Backward(found) {
		switch block := following(nodes[i]); {
		case block == nil:
		case i+1 < len(nodes) && block == ast.Node(nodes[i+1]):
			c.Covers = found[i+1].Covers
		default:
			c.Covers = Span{c.Span.End, len(d.Src)}
			if behind := following(block); behind != nil && behind.Pos() > c.Span.End {
				c.Covers.End = lineStart(d.Src, behind.Pos())
			}
		}
	}
	return found
}

// following is the block behind n that is not part of it; nil where n is the last.
func following(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}

// comment reads the comment of HTML at s. It is false for one that does not speak to padpress, or is not closed.
func (d *Document) comment(s Span) (*Silence, bool) {
	text := d.Text(s)
	open := strings.Index(text, "<!--")
	if open < 0 || strings.TrimLeft(text[:open], " \t") != "" {
		return nil, false
	}
	text = text[open+len("<!--"):]
	inner, _, closed := strings.Cut(text, "-->")
	if !closed || !strings.HasPrefix(strings.TrimLeft(inner, " \t\r\n"), directive) {
		return nil, false
	}
	s.Start += open
	from := s.Start + len("<!--")
	return d.directive(Span{s.Start, from + len(inner) + len("-->")}, Span{from, from + len(inner)}), true
}

// directive reads what stands at text: padpress: ignore NAME, NAME: reason.
func (d *Document) directive(all, text Span) *Silence {
	c := &Silence{Span: all}
	at, src := text.Start, d.Src[:text.End]
	skip := func(signs string) {
		for at < len(src) && strings.IndexByte(signs, src[at]) >= 0 {
			at++
		}
	}
	word := func() Span {
		s := Span{at, at}
		for at < len(src) && isNameByte(src[at]) {
			at++
		}
		s.End = at
		return s
	}
	skip(" \t\r\n")
	at += len(directive)
	skip(" \t\r\n")
	c.Verb = d.Text(word())
	for {
		skip(" \t\r\n")
		name := word()
		if name.Len() == 0 {
			break
		}
		c.Names = append(c.Names, SilencedRule{Name: d.Text(name), Span: name})
		skip(" \t\r\n")
		if at == len(src) || src[at] != ',' {
			break
		}
		at++
	}
	if at < len(src) && src[at] == ':' {
		c.Reason = strings.Join(strings.Fields(string(src[at+1:])), " ")
	}
	return c
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
}

// quieted drops those of r's findings that the comments are about, and notes which of them found something to drop.
func quieted(d *Document, comments []*Silence, r *Rule, findings []Finding) []Finding {
	var covered []int // by how many more comments than the one before a finding is covered
	for _, c := range comments {
		if !c.holds() {
			continue
		}
		for i := range c.Names {
			if c.Names[i].Name != r.Name {
				continue
			}
			if covered == nil {
				covered = make([]int, len(findings)+1)
				slices.SortStableFunc(findings, func(a, b Finding) int { return a.Span.Start - b.Span.Start })
			}
			end := c.Covers.End
			if end == len(d.Src) {
				end++ // what is found at the end of the text belongs to its last block
			}
			from := sort.Search(len(findings), func(k int) bool { return findings[k].Span.Start >= c.Covers.Start })
			to := sort.Search(len(findings), func(k int) bool { return findings[k].Span.Start >= end })
			c.Names[i].Idle = from >= to
			if from < to {
				covered[from]++
				covered[to]--
			}
		}
	}
	if covered == nil {
		return findings
	}
	kept, n := findings[:0], 0
	for i, f := range findings {
		if n += covered[i]; n == 0 {
			kept = append(kept, f)
		}
	}
	return kept
}
