package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/xsf/padpress/lint"
)

// annotations is how many of each severity GitHub shows for one step of a job; the others are in its log only.
const annotations = 10

// githubWriter writes workflow commands, of which GitHub Actions makes annotations of the lines.
type githubWriter struct {
	w     *bufio.Writer
	count tally
}

func newGitHub(w io.Writer) *githubWriter { return &githubWriter{w: bufio.NewWriter(w)} }

// githubCommand is what GitHub calls a severity.
var githubCommand = [...]string{lint.Note: "notice", lint.Warning: "warning", lint.Error: "error"}

// File implements Writer.
func (g *githubWriter) File(f File) error {
	g.count.add(f.Findings)
	for _, x := range f.Findings {
		start, end := f.Document.Position(x.Span.Start), f.Document.Position(x.Span.End)
		message := Printable(x.Message)
		if x.Fix != nil {
			message += "\nfix: " + Printable(x.Fix.Message)
		}
		fmt.Fprintf(g.w, "::%s file=%s,line=%d", githubCommand[x.Severity], property(cleanPath(f.Document.Path)), start.Line)
		if end.Line == start.Line { // GitHub knows columns only within a line
			fmt.Fprintf(g.w, ",col=%d,endColumn=%d", start.Column, max(end.Column, start.Column+1))
		} else {
			fmt.Fprintf(g.w, ",endLine=%d", lastLine(start, end))
		}
		fmt.Fprintf(g.w, ",title=%s::%s\n", property(x.Rule), data(message))
	}
	return g.w.Flush()
}

// lastLine is the last line that a finding has words on.
func lastLine(start, end lint.Position) int {
	if end.Column == 1 {
		return max(start.Line, end.Line-1)
	}
	return end.Line
}

// End implements Writer.
func (g *githubWriter) End(skipped []lint.Skip) error {
	for _, line := range skippedLines(skipped) {
		fmt.Fprintln(g.w, line)
	}
	line := g.count.String()
	if max(g.count[lint.Error], g.count[lint.Warning], g.count[lint.Note]) > annotations {
		line += fmt.Sprintf("; GitHub shows %d of each kind beside the text", annotations)
	}
	fmt.Fprintln(g.w, line)
	return g.w.Flush()
}

// data is text as it may stand behind a command.
func data(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

// property is text as it may stand in a command's properties, where commas and colons part them.
func property(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(Printable(text))
}
