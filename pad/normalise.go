package pad

import (
	"github.com/xsf/padpress/lint"
)

// normaliseRounds bounds Normalise. Two are enough for what people write.
const normaliseRounds = 8

// Normalise gives the text its canonical bytes without changing what the site shows: no byte order mark and no
// carriage returns, no trailing blanks but hard breaks, lists at the margin and marked by - and one blank, a blank line
// around headings and lists, no two blank lines in a row, one final newline, no blanks around the destination of a link.
// Code, shortcodes and front matter keep their text. Normalising twice is normalising once.
//
// The page is rendered before and after, and a change that shows is not made: what is safe is measured.
func Normalise(text []byte) []byte {
	d := lint.Parse("", text)
	for range normaliseRounds {
		next := lint.Safely(d, layoutFixes(d))
		if next == d {
			return d.Src
		}
		d = next
	}
	// No state is stable: the text is not touched, so that the next call does the same.
	return text
}
