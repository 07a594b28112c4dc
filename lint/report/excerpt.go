package report

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/xsf/padpress/lint"
)

// excerptLength is in characters: a line of a terminal, less the indent.
const excerptLength = 76

// excerpt is the line on which s begins, cut to a window around it, and a line to stand below it, with a mark under
// the words of s. Both are empty where the line is blank.
func excerpt(d *lint.Document, s lint.Span) (line, mark string) {
	window := windowAround(d, s.Start)
	whole := d.Lines().Span(d.Lines().At(s.Start))
	at := min(max(s.Start, window.Start), window.End)
	shown := Printable(d.Text(window))
	text := strings.TrimLeft(shown, " ")
	indent := width(Printable(d.Text(lint.Span{Start: window.Start, End: at}))) - (len(shown) - len(text))
	if text = strings.TrimRight(text, " "); text == "" {
		return "", ""
	}
	head, tail := "", ""
	if window.Start > whole.Start {
		head = "…"
	}
	if window.End < whole.End {
		tail = "…"
	}
	words := Printable(d.Text(lint.Span{Start: at, End: max(at, min(s.End, window.End))}))
	mark = strings.Repeat(" ", max(0, indent)+utf8.RuneCountInString(head)) + strings.Repeat("^", max(1, width(words)))
	return head + text + tail, mark
}

// width is how many cells of a terminal s takes.
func width(s string) int {
	if isPrintableASCII(s) {
		return len(s)
	}
	return uniseg.StringWidth(s)
}

// windowAround is what is shown of the line that holds offset: all of it, or a part with a little before offset.
func windowAround(d *lint.Document, offset int) lint.Span {
	line := d.Lines().Span(d.Lines().At(offset))
	at := min(max(offset, line.Start), line.End)
	start := line.Start
	if text := d.Src[line.Start:line.End]; ahead(text, excerptLength) < len(text) {
		start += back(d.Src[line.Start:at], excerptLength/3)
	}
	return lint.Span{Start: start, End: at + ahead(d.Src[at:line.End], excerptLength-utf8.RuneCount(d.Src[start:at]))}
}

// ahead is the length in bytes of the first n characters of b.
func ahead(b []byte, n int) int {
	at := 0
	for ; n > 0 && at < len(b); n-- {
		_, size := utf8.DecodeRune(b[at:])
		at += size
	}
	return at
}

// back is where the last n characters of b begin.
func back(b []byte, n int) int {
	at := len(b)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRune(b[:at])
		at -= size
	}
	return at
}
