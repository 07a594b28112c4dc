package pad

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// layout collects the fixes of one round of Normalise.
type layout struct {
	*lint.Document
	kept   []bool       // by line, from 1: lines whose bytes are shown as they are
	parted map[int]bool // lines that get a blank line above
	fixes  []*lint.Fix
}

func layoutFixes(d *lint.Document) []*lint.Fix {
	l := &layout{Document: d, kept: make([]bool, d.Lines().Count()+2), parted: map[int]bool{}}
	l.keepLines()
	l.lineEnds()
	l.blankLines()
	for n := range lint.Each[*ast.List](d) {
		l.markers(n)
		l.padding(n)
		l.around(n)
		l.indent(n)
	}
	for _, h := range d.Headings() {
		l.aroundHeading(h)
	}
	for n := range lint.Each[*ast.Link](d) {
		l.destination(n)
	}
	for n := range lint.Each[*ast.Image](d) {
		l.destination(n)
	}
	return l.fixes
}

func (l *layout) replace(start, end int, text string) {
	if string(l.Src[start:end]) != text {
		l.fixes = append(l.fixes, lint.Replace("", lint.Span{Start: start, End: end}, text))
	}
}

// keepLines marks code, raw HTML, hard breaks, front matter and shortcodes of several lines.
func (l *layout) keepLines() {
	keep := func(start, end int) {
		for n := l.Lines().At(start); n <= l.Lines().At(max(start, end-1)); n++ {
			l.kept[n] = true
		}
	}
	if l.Front.Exists() {
		keep(0, l.Front.Span.End)
	}
	for _, s := range l.Shortcodes {
		if l.Lines().At(s.Span.Start) != l.Lines().At(s.Span.End-1) {
			keep(s.Span.Start, s.Span.End)
		}
	}
	for n := range lint.Each[ast.Node](l.Document) {
		switch n := n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			if lines := n.Lines(); lines.Len() > 0 {
				keep(lines.At(0).Start, lines.At(lines.Len()-1).Stop)
			}
		case *ast.Text:
			if n.HardLineBreak() {
				keep(n.Segment.Stop, n.Segment.Stop)
			}
		}
	}
}

// lineEnds removes the byte order mark, carriage returns and trailing blanks, and ends the text with one newline.
func (l *layout) lineEnds() {
	if l.HasBOM() {
		l.replace(0, len("\ufeff"), "")
	}
	cr := &lint.Fix{}
	for i := range l.Src {
		if l.Src[i] == '\r' && i+1 < len(l.Src) && l.Src[i+1] == '\n' {
			cr.Edits = append(cr.Edits, lint.Edit{Span: lint.Span{Start: i, End: i + 1}})
		}
	}
	l.fixes = append(l.fixes, cr)
	for n := 1; n <= l.Lines().Count(); n++ {
		if s := l.Lines().Span(n); !l.kept[n] {
			text := l.Text(s)
			l.replace(s.Start+len(strings.TrimRight(text, " \t")), s.End, "")
		}
	}
	if body := bytes.TrimRight(l.Src, " \t\r\n"); len(body) > 0 {
		end := len(body)
		if i := bytes.IndexByte(l.Src[end:], '\n'); i >= 0 {
			l.replace(end+i+1, len(l.Src), "")
		} else {
			l.replace(len(l.Src), len(l.Src), "\n")
		}
	}
}

// blankLines leaves one of several in a row, and one behind the front matter.
func (l *layout) blankLines() {
	for n := 1; n <= l.Lines().Count(); n++ {
		last := n
		for l.blank(last) && last < l.Lines().Count() && l.blank(last+1) {
			last++
		}
		if last > n {
			first := n
			if !l.Front.Exists() && n == 1 {
				first-- // nothing stands above: the text begins with its first line
			}
			l.replace(l.lineEnd(first), l.lineEnd(last), "")
		}
		n = last
	}
	// What stands on the line of the closing fence is text, and must not begin a line of its own.
	if body := l.Body(); l.Front.Exists() && body.Len() > 0 && bytes.HasSuffix(l.Src[:body.Start], []byte("\n")) && !l.blank(l.Lines().At(body.Start)) {
		l.replace(body.Start, body.Start, "\n")
	}
}

// lineEnd is the offset behind the newline of line n; of line 0, the start of the text.
func (l *layout) lineEnd(n int) int {
	switch {
	case n < 1:
		return 0
	case n >= l.Lines().Count():
		return len(l.Src)
	}
	return l.Lines().Span(n + 1).Start
}

// blank reports whether line n holds nothing and may go.
func (l *layout) blank(n int) bool {
	if n < 1 || n > l.Lines().Count() || l.kept[n] {
		return false
	}
	return strings.Trim(l.Text(l.Lines().Span(n)), " \t\r") == ""
}

// markers writes - before each item of a list: all of them at once, since two kinds make two lists.
func (l *layout) markers(list *ast.List) {
	if list.IsOrdered() || list.Marker == '-' {
		return
	}
	fix := &lint.Fix{}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if at, ok := l.marker(item); ok {
			fix.Edits = append(fix.Edits, lint.Edit{Span: lint.Span{Start: at, End: at + 1}, New: "-"})
		}
	}
	l.fixes = append(l.fixes, fix)
}

// padding leaves one blank behind the marker of each item.
func (l *layout) padding(list *ast.List) {
	for item := list.FirstChild(); item != nil && !list.IsOrdered(); item = item.NextSibling() {
		at, ok := l.marker(item)
		if !ok {
			continue
		}
		line := l.Lines().Span(l.Lines().At(at))
		text := l.Text(lint.Span{Start: at + 1, End: line.End})
		if blanks := len(text) - len(strings.TrimLeft(text, " \t")); blanks > 1 && blanks < len(text) {
			l.replace(at+1, at+1+blanks, " ")
		}
	}
}

// marker is where the marker of a list item stands.
func (l *layout) marker(item ast.Node) (int, bool) {
	at := item.Pos()
	if at < 0 || at >= len(l.Src) {
		return 0, false
	}
	c := l.Src[at]
	return at, c == '-' || c == '*' || c == '+'
}

// around puts a blank line before and behind a list of the page's own level; deeper ones would change their parents.
func (l *layout) around(list *ast.List) {
	first, ok := l.marker(list.FirstChild())
	if !ok && !list.IsOrdered() || list.Parent().Kind() != ast.KindDocument {
		return
	}
	if ok {
		l.blankBefore(l.Lines().At(first))
	}
	if next := list.NextSibling(); next != nil && next.Pos() >= 0 {
		l.blankBefore(l.Lines().At(next.Pos()))
	}
}

// indent moves a list of the page's own level to the margin, with everything in it: all lines at once, since what is
// left behind would belong to nothing.
func (l *layout) indent(list *ast.List) {
	if list.Parent().Kind() != ast.KindDocument || list.FirstChild() == nil || list.FirstChild().Pos() < 0 {
		return
	}
	first := l.Lines().At(list.FirstChild().Pos())
	text := l.Text(l.Lines().Span(first))
	blanks := text[:len(text)-len(strings.TrimLeft(text, " "))]
	last := l.Lines().Count()
	if next := list.NextSibling(); next != nil && next.Pos() >= 0 {
		last = l.Lines().At(next.Pos()) - 1
	}
	if blanks == "" {
		return
	}
	fix := &lint.Fix{}
	for n := first; n <= last; n++ {
		s := l.Lines().Span(n)
		switch text := l.Text(s); {
		case strings.TrimSpace(text) == "":
		case l.kept[n] || !strings.HasPrefix(text, blanks):
			return
		default:
			fix.Edits = append(fix.Edits, lint.Edit{Span: lint.Span{Start: s.Start, End: s.Start + len(blanks)}})
		}
	}
	l.fixes = append(l.fixes, fix)
}

func (l *layout) aroundHeading(h lint.Heading) {
	if h.Node.Parent().Kind() != ast.KindDocument || !strings.HasPrefix(strings.TrimLeft(l.Text(h.Span), " "), "#") {
		return
	}
	n := l.Lines().At(h.Span.Start)
	l.blankBefore(n)
	if n < l.Lines().Count() {
		l.blankBefore(n + 1)
	}
}

// blankBefore puts a blank line above line n if a line of text stands there.
func (l *layout) blankBefore(n int) {
	if n < 2 || l.parted[n] || l.blank(n) || l.blank(n-1) || l.Front.Exists() && n-1 <= l.Lines().At(l.Front.Span.End-1) {
		return
	}
	l.parted[n] = true
	at := l.Lines().Span(n).Start
	l.replace(at, at, "\n")
}

// destination removes blanks around the destination of a link without a title.
func (l *layout) destination(n ast.Node) {
	src, ok := l.Link(n)
	if !ok || src.Destination.Len() == 0 {
		return
	}
	open, end := src.Text.End+2, src.All.End-1
	before, after := l.Text(lint.Span{Start: open, End: src.Destination.Start}), l.Text(lint.Span{Start: src.Destination.End, End: end})
	if before+after != "" && strings.Trim(before+after, " \t") == "" {
		l.replace(open, end, l.Text(src.Destination))
	}
}
