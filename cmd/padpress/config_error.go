package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/lint/report"
)

// configError is a mistake in a configuration file.
type configError struct {
	at     origin
	text   string
	source string // the line it is on; "" if it must not be shown
}

func (e *configError) Error() string { return fmt.Sprintf("%s: %s", e.at, e.text) }

// excerptLength bounds what is shown of a line, in characters.
const excerptLength = 100

// excerpt shows the line with a mark below the mistake, ready for a terminal; "" if there is nothing to show.
func (e *configError) excerpt() string {
	if strings.TrimSpace(e.source) == "" || secretive(e.source) {
		return ""
	}
	line := []rune(e.source)
	before := string(line[:min(max(e.at.column-1, 0), len(line))])
	shown := report.Printable(string(line[:min(len(line), excerptLength)]))
	number := fmt.Sprint(e.at.line)
	pointer := ""
	if width := utf8.RuneCountInString(report.Printable(before)); width < excerptLength {
		pointer = fmt.Sprintf("%*s | %*s^\n", len(number), "", width, "")
	}
	return fmt.Sprintf("%s | %s\n%s", number, shown, pointer)
}
