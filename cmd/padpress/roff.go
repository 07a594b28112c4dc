package main

import (
	"fmt"
	"strings"
)

// roff collects a manual page in the macros of man(7).
type roff struct{ strings.Builder }

func (r *roff) heading(title string) { fmt.Fprintf(r, ".SH %s\n", roffText(title)) }

func (r *roff) section(title, text string) {
	r.heading(title)
	for n, paragraph := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		if n > 0 {
			r.WriteString(".PP\n")
		}
		if isIndented(paragraph) {
			r.verbatim(paragraph)
			continue
		}
		r.WriteString(roffText(paragraph) + "\n")
	}
}

// entry is a term and what it means.
func (r *roff) entry(term, meaning string) {
	fmt.Fprintf(r, ".TP\n\\fB%s\\fR\n%s\n", roffText(term), roffText(meaning))
}

// verbatim keeps the lines of text as they are.
func (r *roff) verbatim(text string) {
	fmt.Fprintf(r, ".nf\n%s\n.fi\n", roffText(strings.Trim(text, "\n")))
}

// roffText is text that roff prints as it is: no line of it is a request.
func roffText(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, `"`, `\(dq`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
