package main

import (
	"os"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-isatty"
)

// screen is what a text for people is written to.
type screen struct {
	width int  // in characters; 0 writes a line as long as it is
	color bool // whether headings may stand out
}

// defaultWidth serves where a terminal does not say how wide it is.
const defaultWidth = 80

// screenOf is the screen behind standard output. What is no terminal gets plain text.
func screenOf(e *env) screen {
	f, ok := e.out.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) {
		return screen{color: e.color}
	}
	s := screen{width: columns(f.Fd()), color: e.color}
	if s.width < 20 {
		s.width = defaultWidth
	}
	return s
}

// paint gives text a style.
func (s screen) paint(style, text string) string {
	if !s.color || style == "" {
		return text
	}
	return style + text + reset
}

// glue stands for a blank at which no line may end.
const glue = "\x00"

// wrap writes text in lines of at most the screen's width: the first behind head, the others behind as many blanks.
func (s screen) wrap(head, text string) string {
	indent := utf8.RuneCountInString(head)
	var b strings.Builder
	b.WriteString(head)
	at := indent
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case s.width > 0 && at+1+n > s.width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return strings.ReplaceAll(b.String(), glue, " ") + "\n"
}
