package github

import (
	"slices"
	"strings"
)

// Part is a piece of the summary that one kind of run keeps up to date while the others leave it as it is. The one
// without a name comes first.
type Part struct {
	Name  string // a word
	Body  string // Markdown, already escaped; "" takes the part away
	Quiet bool   // it does not begin a summary where there is none
}

const (
	partBegins = "<!-- padpress: part "
	partEnds   = " -->"
)

// withParts is a summary, without its first line, that has the parts in place of those of their names, and new ones at
// its end.
func withParts(standing string, parts []Part) string {
	all := partsOf(standing)
	for _, p := range parts {
		// No line of a text may look like the beginning of a part.
		p.Body = strings.ReplaceAll(strings.Trim(normal(p.Body), "\n"), "<!-- padpress:", "<!-- padpress :")
		if i := slices.IndexFunc(all, func(q Part) bool { return q.Name == p.Name }); i >= 0 {
			all[i] = p
		} else {
			all = append(all, p)
		}
	}
	var b strings.Builder
	for _, p := range all {
		switch {
		case p.Body == "":
		case p.Name == "":
			b.WriteString(p.Body)
		default:
			if b.Len() > 0 {
				b.WriteString("\n\n")
			}
			b.WriteString(partBegins + p.Name + partEnds + "\n" + p.Body)
		}
	}
	return b.String()
}

// partsOf takes a summary apart; the first is the one without a name.
func partsOf(text string) []Part {
	all := []Part{{}}
	for line := range strings.Lines(text) {
		name, begins := strings.CutPrefix(strings.TrimSpace(line), partBegins)
		name, ends := strings.CutSuffix(name, partEnds)
		if begins && ends {
			all = append(all, Part{Name: name})
			continue
		}
		all[len(all)-1].Body += line
	}
	for i := range all {
		all[i].Body = strings.Trim(all[i].Body, "\n")
	}
	return all
}
