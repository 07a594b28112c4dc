package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed section-order.md
var sectionOrderDoc string

var sectionOrder = &lint.Rule{
	Name: "section-order", Doc: sectionOrderDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		heads := p.Headings()
		saysMore := beside(p) != nil // then translation-structure says it, where the original has something there
		for i, h := range heads {
			if !saysMore && isEmpty(heads, i) {
				p.Report(lint.Finding{Span: h.Span, Severity: lint.Warning, Message: fmt.Sprintf("section %s is empty", quote(h.Text))})
			}
		}
		if p.Language() != "" {
			return // translated headings are not known here
		}
		for i, h := range heads {
			if saysNothing(p, heads, i) {
				p.Report(lint.Finding{Span: h.Span, Severity: lint.Note, Message: fmt.Sprintf("section %s only says that there is nothing", quote(h.Text))})
			}
		}
		all, holds := place(p.World.House, p.Document), outlineHolds(p)
		for _, h := range all {
			checkSpelling(p, h, holds)
		}
		if holds {
			checkOrder(p, all)
			checkMissing(p, all)
			checkFree(p, all)
		} else if beginsBelow(p) {
			checkOrder(p, fixedNews(p, all))
			checkLost(p, all)
		}
	},
}

// checkSpelling holds a heading against the name that the house gives to its section; where the outline does not hold,
// only slips count.
func checkSpelling(p *lint.Pass, h placed, holds bool) {
	if h.section < 0 {
		return
	}
	name := p.World.House.Outline.Sections[h.section].Name
	f := lint.Finding{Span: h.Span, Severity: lint.Warning}
	switch {
	case h.meant != "" && isSlip(h.Text, h.meant):
		if !holds {
			name = h.meant // of its own time
		}
		f.Message = fmt.Sprintf("heading %s is misspelt", quote(h.Text))
	case !holds:
		return
	case h.former:
		f.Message = fmt.Sprintf("section is no longer called %s", quote(h.Text))
	case strings.TrimSpace(h.Text) != name:
		f.Message = fmt.Sprintf("heading %s is not quite the usual one", quote(h.Text))
	default:
		return
	}
	if s, ok := headingText(p, h.Heading); ok {
		f.Fix = lint.Replace("write “"+name+"”", s, name)
	}
	p.Report(f)
}

// isSlip reports whether text is name with one letter wrong. To leave out the s of a plural is none.
func isSlip(text, name string) bool {
	text, name = strings.ToLower(text), strings.ToLower(name)
	return oneSlip(text, name) && text+"s" != name && (name+"s" != text || strings.HasSuffix(name, "s"))
}

// checkOrder reports sections that stand twice, and the fewest that would have to move.
func checkOrder(p *lint.Pass, all []placed) {
	sections := p.World.House.Outline.Sections
	times := map[int]int{}
	var known []placed
	for _, h := range all {
		if h.section < 0 {
			continue
		}
		times[h.section]++
		switch times[h.section] {
		case 1:
			known = append(known, h)
		case 2: // a text that repeats itself needs no finding for each time
			p.Report(lint.Finding{Span: h.Span, Severity: lint.Warning, Message: fmt.Sprintf("section %s stands here again", quote(sections[h.section].Name))})
		}
	}
	stays := ordered(known)
	for i, h := range known {
		if stays[i] {
			continue
		}
		message := fmt.Sprintf("section %s does not stand in its usual place", quote(h.Text))
		for k := h.section - 1; k >= 0; k-- {
			if times[k] > 0 && sections[k].Level <= sections[h.section].Level {
				message += fmt.Sprintf(", behind %s", quote(sections[k].Name))
				break
			}
		}
		p.Report(lint.Finding{Span: h.Span, Severity: lint.Warning, Message: message})
	}
}

// ordered marks the most headings that already stand in the house's order: the longest rising subsequence.
func ordered(known []placed) []bool {
	length, before := make([]int, len(known)), make([]int, len(known))
	last := -1
	for i := range known {
		length[i], before[i] = 1, -1
		for k := range i {
			if known[k].section < known[i].section && length[k] >= length[i] {
				length[i], before[i] = length[k]+1, k
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	stays := make([]bool, len(known))
	for ; last >= 0; last = before[last] {
		stays[last] = true
	}
	return stays
}

// checkMissing reports mandatory sections that are not there.
func checkMissing(p *lint.Pass, all []placed) {
	reportMissing(p, all, lint.Error, func(i int) bool { return p.World.House.Outline.Sections[i].Mandatory })
}

// reportMissing reports the sections that an issue must have and has not, at the heading beside which they would stand.
// A text with no section of the house is no issue, but a piece of text.
func reportMissing(p *lint.Pass, all []placed, severity lint.Severity, must func(section int) bool) {
	outline := p.World.House.Outline
	at := map[int]lint.Heading{}
	for _, h := range all {
		if _, ok := at[h.section]; h.section >= 0 && !ok {
			at[h.section] = h.Heading
		}
	}
	if len(at) == 0 {
		return
	}
	var missing []string
	behind := all[0].Heading // as long as none of the house's sections was met
	report := func() {
		if len(missing) > 0 {
			p.Report(lint.Finding{Span: behind.Span, Severity: severity,
				Message: fmt.Sprintf("%s missing: %s", plural(len(missing), "section is", "sections are"), strings.Join(missing, ", "))})
		}
		missing = nil
	}
	for i, s := range outline.Sections {
		if h, ok := at[i]; ok {
			if h.Span != behind.Span {
				report()
			}
			behind = h
			continue
		}
		_, parent := at[outline.Parent(i)]
		if must(i) && (parent || outline.Parent(i) < 0) {
			missing = append(missing, quote(s.Name))
		}
	}
	report()
}

// checkFree reports headings of people's own below a section that has only fixed ones.
func checkFree(p *lint.Pass, all []placed) {
	sections := p.World.House.Outline.Sections
	var above []placed // the headings that the next one stands below
	for _, h := range all {
		for len(above) > 0 && above[len(above)-1].Level >= h.Level {
			above = above[:len(above)-1]
		}
		if n := len(above); h.section < 0 && n > 0 && above[n-1].section >= 0 && !anyFree(sections, above) {
			p.Report(lint.Finding{Span: h.Span, Severity: lint.Note, Message: fmt.Sprintf("%s is none of the parts of %s", quote(h.Text), quote(above[n-1].Text))})
		}
		above = append(above, h)
	}
}

func anyFree(sections []lint.Section, above []placed) bool {
	for _, h := range above {
		if h.section >= 0 && sections[h.section].Free {
			return true
		}
	}
	return false
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
