package report

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Text writes for each finding where it is, the line with a mark below the words it is about, and what to do, and a
// last line that counts them.
func Text(w io.Writer, files []File, skipped []lint.Skip) error {
	t := newText(w, About{})
	for _, f := range files {
		if err := t.File(f); err != nil {
			return err
		}
	}
	return t.End(skipped)
}

const (
	bold  = "\x1b[1m"
	faint = "\x1b[2m"
)

// severityColor: cyan, yellow and red.
var severityColor = [...]string{lint.Note: "\x1b[36m", lint.Warning: "\x1b[33m", lint.Error: "\x1b[31m"}

type textWriter struct {
	w     *bufio.Writer
	about About
	count tally
}

func newText(w io.Writer, a About) *textWriter {
	return &textWriter{w: bufio.NewWriter(w), about: a}
}

func (t *textWriter) paint(style, s string) string {
	if !t.about.Color || s == "" {
		return s
	}
	return style + s + "\x1b[0m"
}

// write writes the parts one after the other; Flush says whether it went well.
func (t *textWriter) write(parts ...string) {
	for _, p := range parts {
		t.w.WriteString(p)
	}
}

// File implements Writer.
func (t *textWriter) File(f File) error {
	t.count.add(f.Findings)
	for _, x := range f.Findings {
		at := f.Document.Position(x.Span.Start)
		place := Printable(f.Document.Path + ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Column) + ":")
		style := severityColor[x.Severity]
		t.write(t.paint(bold, place), " ", t.paint(style, x.Severity.String()+":"), " ", Printable(x.Message), " ", t.paint(faint, "["+x.Rule+"]"), "\n")
		if line, mark := excerpt(f.Document, x.Span); line != "" {
			t.write("    ", line, "\n    ", t.paint(style, mark), "\n")
		}
		if x.Fix != nil {
			t.write("    fix: ", Printable(x.Fix.Message), "\n")
		}
	}
	return t.w.Flush()
}

// End implements Writer.
func (t *textWriter) End(skipped []lint.Skip) error {
	for _, line := range skippedLines(skipped) {
		fmt.Fprintln(t.w, t.paint(faint, line))
	}
	if note := t.about.note(); note != "" {
		fmt.Fprintln(t.w, t.paint(faint, Printable(note)))
	}
	fmt.Fprintln(t.w, t.count)
	return t.w.Flush()
}

// skippedLines say which rules did not run, a line for what they need.
func skippedLines(skipped []lint.Skip) []string {
	rules := map[string][]string{}
	for _, s := range skipped {
		rules[s.Needs] = append(rules[s.Needs], s.Rule)
	}
	var lines []string
	for _, needs := range slices.Sorted(maps.Keys(rules)) {
		lines = append(lines, fmt.Sprintf("skipped: %s (needs: %s)", strings.Join(rules[needs], ", "), needs))
	}
	return lines
}

func skippedLine(s lint.Skip) string {
	return fmt.Sprintf("skipped: %s (needs: %s)", s.Rule, s.Needs)
}
