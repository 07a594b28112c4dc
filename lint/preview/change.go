package preview

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// piece is a part of a small diff.
type piece struct {
	Kind string // "" for what stays, "del" or "ins"
	Text string
}

// Bounds of a small diff, in characters.
const (
	contextLength = 24  // of what stays, on each side
	editLength    = 240 // of what an edit drops or adds
	editsShown    = 4
)

// change shows what a fix drops and adds, with a few words around each edit.
func change(d *lint.Document, fix *lint.Fix) []piece {
	var pieces []piece
	add := func(kind, text string) {
		if text != "" {
			pieces = append(pieces, piece{kind, visible(text)})
		}
	}
	at := 0 // how much of the source is shown
	for i, e := range fix.Edits {
		if i == editsShown {
			add("", " …")
			break
		}
		old, text := d.Text(e.Span), e.New
		head, tail := common(old, text)
		old, text = old[head:len(old)-tail], text[head:len(text)-tail]
		start, end := e.Span.Start+head, e.Span.End-tail
		from := before(d, start)
		if i > 0 && from <= at {
			from = at
		} else if i > 0 {
			add("", " … ")
		}
		add("", d.Text(lint.Span{Start: from, End: max(from, start)}))
		add("del", report.Cut(old, editLength))
		add("ins", report.Cut(text, editLength))
		at = behind(d, end)
		if i+1 < len(fix.Edits) {
			at = max(end, min(at, fix.Edits[i+1].Span.Start))
		}
		add("", d.Text(lint.Span{Start: end, End: at}))
	}
	return pieces
}

// before is where the words before at begin, on its line.
func before(d *lint.Document, at int) int {
	line := d.Lines().Span(d.Lines().At(at))
	from := at
	for n := 0; n < contextLength && from > line.Start; n++ {
		_, size := utf8.DecodeLastRune(d.Src[line.Start:from])
		from -= size
	}
	if i := bytes.IndexByte(d.Src[from:at], ' '); from > line.Start && i >= 0 {
		from += i + 1 // no part of a word
	}
	return from
}

// behind is where the words behind at end, on its line.
func behind(d *lint.Document, at int) int {
	line := d.Lines().Span(d.Lines().At(at))
	to := at
	for n := 0; n < contextLength && to < line.End; n++ {
		_, size := utf8.DecodeRune(d.Src[to:line.End])
		to += size
	}
	if i := bytes.LastIndexByte(d.Src[at:max(to, at)], ' '); to < line.End && i >= 0 {
		to = at + i
	}
	return max(to, at)
}

// visible shows line ends as a sign, and what nobody sees by its number.
func visible(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = report.Printable(l)
	}
	return strings.Join(lines, "↵\n")
}

// common is how much of their heads and tails, in bytes, an edit leaves as it is. Where it puts other words in the place
// of some, no part of a word is left.
func common(old, text string) (head, tail int) {
	head = commonHead(old, text)
	tail = commonTail(old[head:], text[head:])
	if len(old)-tail == head || len(text)-tail == head {
		return head, tail // it only adds or only drops
	}
	head = strings.LastIndexByte(old[:head], ' ') + 1
	if i := strings.IndexByte(old[len(old)-tail:], ' '); i >= 0 {
		return head, tail - i
	}
	return head, 0
}

// commonHead is the length in bytes of the whole characters that a and b both begin with.
func commonHead(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// commonTail is the length in bytes of the whole characters that a and b both end with.
func commonTail(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[len(a)-n]) {
		n--
	}
	return n
}
