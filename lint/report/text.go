package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// Text writes a line for each finding, with the words it is about and what to do, and a last line that counts them.
func Text(w io.Writer, files []File, skipped []lint.Skip) error {
	return text(w, files, skipped, func(_, s string) string { return s })
}

// Colored is Text for a terminal that shows colours.
func Colored(w io.Writer, files []File, skipped []lint.Skip) error {
	return text(w, files, skipped, func(style, s string) string { return style + s + "\x1b[0m" })
}

const (
	bold  = "\x1b[1m"
	faint = "\x1b[2m"
)

// severityColor: red, yellow and cyan.
var severityColor = map[lint.Severity]string{lint.Error: "\x1b[31m", lint.Warning: "\x1b[33m", lint.Note: "\x1b[36m"}

func text(w io.Writer, files []File, skipped []lint.Skip, paint func(style, s string) string) error {
	b := bufio.NewWriter(w)
	for _, f := range files {
		for _, x := range f.Findings {
			at := f.Document.Position(x.Span.Start)
			place := fmt.Sprintf("%s:%d:%d:", Printable(f.Document.Path), at.Line, at.Column)
			fmt.Fprintf(b, "%s %s %s %s\n", paint(bold, place), paint(severityColor[x.Severity], x.Severity.String()+":"), Printable(x.Message), paint(faint, "["+x.Rule+"]"))
			if words := excerpt(f.Document, x.Span); words != "" {
				fmt.Fprintf(b, "    %s\n", words)
			}
			if x.Fix != nil {
				fmt.Fprintf(b, "    fix: %s\n", Printable(x.Fix.Message))
			}
		}
	}
	for _, s := range skipped {
		fmt.Fprintln(b, paint(faint, fmt.Sprintf("skipped: %s (needs: %s)", s.Rule, s.Needs)))
	}
	fmt.Fprintln(b, Tally(files))
	return b.Flush()
}

// Tally counts the findings in a few words: "2 errors, 1 warning", "no findings".
func Tally(files []File) string {
	n := Count(files)
	var words []string
	for _, s := range []lint.Severity{lint.Error, lint.Warning, lint.Note} {
		switch n[s] {
		case 0:
		case 1:
			words = append(words, "1 "+s.String())
		default:
			words = append(words, fmt.Sprintf("%d %ss", n[s], s))
		}
	}
	if len(words) == 0 {
		return "no findings"
	}
	return strings.Join(words, ", ")
}

// excerptLength is in characters: a line of a terminal, less the indent.
const excerptLength = 76

// excerpt is the line of s, cut to a window around it.
func excerpt(d *lint.Document, s lint.Span) string {
	line := d.Lines().Span(d.Lines().At(s.Start))
	at := min(max(s.Start, line.Start), line.End)
	start := line.Start
	if text := d.Src[line.Start:line.End]; ahead(text, excerptLength) < len(text) {
		start += back(d.Src[line.Start:at], excerptLength/3)
	}
	end := at + ahead(d.Src[at:line.End], excerptLength-utf8.RuneCount(d.Src[start:at]))
	head, tail := "", ""
	if start > line.Start {
		head = "…"
	}
	if end < line.End {
		tail = "…"
	}
	return head + strings.TrimSpace(Printable(d.Text(lint.Span{Start: start, End: end}))) + tail
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
