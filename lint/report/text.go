package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Text writes a line for each finding, with the words it is about and what to do, and a last line that counts them.
func Text(w io.Writer, files []File, skipped []lint.Skip) error {
	b := bufio.NewWriter(w)
	for _, f := range files {
		for _, x := range f.Findings {
			at := f.Document.Position(x.Span.Start)
			fmt.Fprintf(b, "%s:%d:%d: %s: %s [%s]\n", Printable(f.Document.Path), at.Line, at.Column, x.Severity, Printable(x.Message), x.Rule)
			if words := excerpt(f.Document, x.Span); words != "" {
				fmt.Fprintf(b, "    %s\n", words)
			}
			if x.Fix != nil {
				fmt.Fprintf(b, "    fix: %s\n", Printable(x.Fix.Message))
			}
		}
	}
	for _, s := range skipped {
		fmt.Fprintf(b, "skipped: %s (needs: %s)\n", s.Rule, s.Needs)
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
	before := []rune(d.Text(lint.Span{Start: line.Start, End: max(line.Start, min(s.Start, line.End))}))
	after := []rune(d.Text(lint.Span{Start: min(s.Start, line.End), End: line.End}))
	head, tail := "", ""
	if n := excerptLength / 3; len(before) > n && len(before)+len(after) > excerptLength {
		before, head = before[len(before)-n:], "…"
	}
	if n := excerptLength - len(before); len(after) > n {
		after, tail = after[:n], "…"
	}
	return head + strings.TrimSpace(Printable(string(before)+string(after))) + tail
}
