package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/xsf/padpress/lint/report"
)

// record is what a run leaves for GitHub Actions: a summary of the job for people, and outputs for later steps.
type record struct {
	lines   []string // of the summary's table
	outputs []string // name=value
	link    string   // that opens the pull request
	preview string   // file of the preview, "" for none
	left    []string // what would have been said in comments
	last    string   // what the last step said
}

// lineLength bounds a line of the summary, in characters.
const lineLength = 500

// step adds a row to the summary. Texts of servers and pads may be in it: it is shown as code.
func (r *record) step(name, text string) {
	r.last = text
	cell := strings.ReplaceAll(report.CodeSpan(text, lineLength), "|", "¦") // behind a backslash \| would end the cell
	r.lines = append(r.lines, fmt.Sprintf("| %s | %s |", name, cell))
}

// output sets one output, in one line: a value that went on in the next would set another.
func (r *record) output(name string, value any) {
	line := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, fmt.Sprint(value))
	r.outputs = append(r.outputs, name+"="+line)
}

// value is what an output was set to last, "" if it was not.
func (r *record) value(name string) string {
	for _, line := range slices.Backward(r.outputs) {
		if value, ok := strings.CutPrefix(line, name+"="); ok {
			return value
		}
	}
	return ""
}

// publish appends to the files that GitHub Actions names in the environment, if it does.
func (r *record) publish(e *env, title string, err error) error {
	if path := e.get("GITHUB_OUTPUT"); path != "" {
		if err := appendFile(path, strings.Join(r.outputs, "\n")+"\n"); err != nil {
			return err
		}
	}
	path := e.get("GITHUB_STEP_SUMMARY")
	if path == "" {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n", report.Markdown(title))
	if err != nil {
		fmt.Fprintf(&b, "**It ended here:** %s\n\n", report.CodeSpan(oneLine(err), lineLength))
	}
	if len(r.lines) > 0 {
		fmt.Fprintf(&b, "| step | |\n|---|---|\n%s\n\n", strings.Join(r.lines, "\n"))
	}
	if r.link != "" {
		fmt.Fprintf(&b, "**%s**\n\n", report.Link("Open the pull request", r.link))
	}
	if r.preview != "" {
		fmt.Fprintf(&b, "%s\n\n", previewLine(e, r.preview))
	}
	if len(r.left) > 0 {
		fmt.Fprintf(&b, "%s\n\n", strings.Join(r.left, "\n"))
	}
	return appendFile(path, b.String())
}

func appendFile(path, text string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("write the job's summary: %w", err)
	}
	if _, err = f.WriteString(text); err != nil {
		f.Close()
		return fmt.Errorf("write the job's summary: %w", err)
	}
	return f.Close()
}
