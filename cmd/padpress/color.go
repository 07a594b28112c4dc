package main

// Colours are only for terminals, and NO_COLOR switches them off (https://no-color.org).
const (
	bold   = "\x1b[1m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	faint  = "\x1b[2m"
	reset  = "\x1b[0m"
)

// mayColor reports whether a stream that is a terminal gets colours.
func mayColor(terminal bool, get func(string) string) bool {
	return terminal && get("NO_COLOR") == "" && get("TERM") != "dumb"
}

// paint colours text for standard output if that is a terminal.
func (e *env) paint(style, text string) string {
	if !e.color {
		return text
	}
	return style + text + reset
}
