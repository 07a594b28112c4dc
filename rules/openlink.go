package rules

import (
	"bytes"
	"iter"
	"strings"

	"github.com/xsf/padpress/lint"
)

// openLink is what is left of a link in the text readers see, as Markdown could not read it.
type openLink struct {
	open    int    // offset of the [ that belongs to the bracket, -1 if there is none
	bracket int    // offset of the ]
	paren   int    // offset of the ( or [ before the address
	end     int    // offset behind the ), or behind the address if it is not closed
	middle  string // from the ] to the sign before the address: "](", "] (", "].(", "]["
	dest    string // what stands in the parentheses
	closed  bool
}

// gap is what stands between the two signs of the middle.
func (o openLink) gap() string { return o.middle[1 : len(o.middle)-1] }

// reach is how many bytes of a line the address of a link is looked for. What is longer is no slip of a person, and a
// line that is made of brackets must not be read to its end for each of them.
const reach = 1000

// openLinks finds them by the closing bracket with an address behind it; code and escaped signs do not count.
func openLinks(d *lint.Document) []openLink {
	var found []openLink
	var open []int // each [ of the line that no ] has closed yet
	last := 0      // behind the bracket before this one
	for i := range brackets(d.Src) {
		if len(open) > 0 && bytes.IndexByte(d.Src[last:i], '\n') >= 0 {
			open = open[:0]
		}
		last = i + 1
		switch {
		case d.Class(i) == lint.Markup:
		case d.Src[i] == '[':
			open = append(open, i)
		default:
			o := openLink{open: -1, bracket: i}
			if n := len(open) - 1; n >= 0 {
				o.open, open = open[n], open[:n]
			}
			if o.read(d) {
				found = append(found, o)
			}
		}
	}
	return found
}

// brackets yields the offset of each [ and ]. Two searches for a byte are faster than a look at every one.
func brackets(src []byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		opening, closing := next(src, 0, '['), next(src, 0, ']')
		for opening < len(src) || closing < len(src) {
			i := min(opening, closing)
			if !yield(i) {
				return
			}
			if i == opening {
				opening = next(src, i+1, '[')
			} else {
				closing = next(src, i+1, ']')
			}
		}
	}
}

// next is the offset of the first c from the byte at from on, or the end.
func next(src []byte, from int, c byte) int {
	if i := bytes.IndexByte(src[from:], c); i >= 0 {
		return from + i
	}
	return len(src)
}

// read looks at what stands behind the bracket. It is false where that is no address.
func (o *openLink) read(d *lint.Document) bool {
	i, line := o.bracket, d.Lines().Span(d.Lines().At(o.bracket))
	middle := middleOf(d.Text(lint.Span{Start: i, End: min(line.End, i+reach)}))
	if middle == "" || d.Class(i+len(middle)-1) == lint.Markup || i > 0 && d.Src[i-1] == '\\' || o.open > 0 && d.Src[o.open-1] == '\\' {
		return false // code, or somebody wanted to show the brackets
	}
	o.middle, o.paren = middle, i+len(middle)-1
	rest := d.Text(lint.Span{Start: o.paren + 1, End: min(line.End, o.paren+1+reach)})
	n := closing(rest)
	o.closed = n >= 0
	if !o.closed || isURL(rest) && middle != "](" {
		n = len(rest)
		if e := strings.IndexAny(rest, " \t)"); e >= 0 {
			n = e
		}
		o.closed = n < len(rest) && rest[n] == ')'
	}
	o.dest, o.end = rest[:n], o.paren+1+n
	if o.closed {
		o.end++
	}
	return n < reach &&
		(middle == "](" && (o.dest != "" || o.open >= 0) || o.closed && isURL(o.dest) && !strings.ContainsAny(o.dest, " \t"))
}

// middleOf is the bracket at the head of text with what joins it to an address, or nothing.
func middleOf(text string) string {
	rest := text[1:]
	switch {
	case strings.HasPrefix(rest, "("):
		return "]("
	case strings.HasPrefix(rest, "[") && isURL(rest[1:]):
		return "]["
	case strings.HasPrefix(rest, ".("), strings.HasPrefix(rest, ",("), strings.HasPrefix(rest, ":("):
		if isURL(rest[2:]) {
			return text[:3]
		}
	}
	if n := len(rest) - len(strings.TrimLeft(rest, " \t")); n > 0 && strings.HasPrefix(rest[n:], "(") && isURL(rest[n+1:]) {
		return text[:n+2]
	}
	return ""
}

// closing is the offset in text of the ) that ends what was opened before it, -1 if there is none.
func closing(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// checkSpaced reports a link that is none because a blank stands in its address.
func checkSpaced(p *lint.Pass, o openLink) {
	if o.middle != "](" || o.open < 0 || !o.closed || !isURL(o.dest) || !strings.ContainsAny(o.dest, " \t") {
		return
	}
	s := lint.Span{Start: o.paren + 1, End: o.end - 1}
	f := lint.Finding{Span: s, Message: "blank in the address, so that it is no link"}
	if joins(o.dest) {
		f.Fix = lint.Replace("remove the blank", s, strings.Join(strings.Fields(o.dest), ""))
	}
	p.Report(f)
}

// joins reports whether each blank in dest stands beside a sign that joins parts of an address, as after a machine
// translated it. Elsewhere what stands behind the blank may not belong to the address.
func joins(dest string) bool {
	parts := strings.Fields(dest)
	for i := 1; i < len(parts); i++ {
		if !strings.ContainsAny(parts[i-1][len(parts[i-1])-1:], "./#-_=?&") && !strings.ContainsAny(parts[i][:1], "/#?&") {
			return false
		}
	}
	return true
}
