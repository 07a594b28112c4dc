package main

import (
	"fmt"
	"path"
	"strings"

	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// writePictures lists the pictures for those who judge whether the newsletter may show them. Approve says how those come
// whose hosts nobody approved yet; "" if they come no more.
func writePictures(b *strings.Builder, pictures []pad.Picture, approve string) {
	var fresh, older, theirs, held, left []string
	for _, p := range pictures {
		source := report.CodeSpan(p.Source, entryLength)
		line := fmt.Sprintf("%s, %s, from %s", report.CodeSpan(path.Base(p.Path), entryLength), bytesOf(p.Size), source)
		switch {
		case p.OfOriginal():
			theirs = append(theirs, fmt.Sprintf("%s, for %s", report.CodeSpan(path.Base(p.Path), entryLength), source))
		case p.New:
			fresh = append(fresh, line)
		case p.Path != "":
			older = append(older, line)
		case p.Left == pad.Held && approve != "":
			held = append(held, source)
		default:
			left = append(left, fmt.Sprintf("%s: %s", source, report.Markdown(p.Why)))
		}
	}
	writeLines(b, "**Pictures that the last import brought.** Whether the newsletter may show them is for you to judge", fresh)
	writeLines(b, "Pictures that earlier imports brought", older)
	writeLines(b, "Pictures of the original, which stand here for those that the pad names", theirs)
	writeLines(b, "**Pictures to approve.** "+approve, held)
	writeLines(b, "Pictures that stay where they are", left)
}

// approval says how pictures come that a run by schedule leaves.
func (j *job) approval() string {
	how := "A run by schedule does not ask their hosts. Start a run by hand to bring them, or name the hosts below `picture-hosts` in `" + configFile + "`"
	if len(j.Operators) > 0 {
		how += "; or an operator writes the comment `/padpress import`"
	}
	return how
}

// bytesOf is a size for people.
func bytesOf(n int) string {
	switch {
	case n < 1000:
		return plural(n, "byte", "bytes")
	case n < 1000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
