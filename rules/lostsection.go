package rules

import "github.com/xsf/padpress/lint"

// checkLost reports mandatory sections that stood in each of the last issues and are not here. It is for issues that are
// not held to the outline, when some of its sections were not there yet.
func checkLost(p *lint.Pass, all []placed) {
	if p.World.Earlier == nil {
		return
	}
	earlier := p.World.Earlier()
	if len(earlier) < 2 {
		return
	}
	sections := p.World.House.Outline.Sections
	times := make([]int, len(sections))
	for _, d := range earlier {
		for i, there := range sectionsOf(sections, d.Headings()) {
			if there {
				times[i]++
			}
		}
	}
	reportMissing(p, all, lint.Warning, func(i int) bool { return sections[i].Mandatory && times[i] == len(earlier) })
}

// sectionsOf marks those of sections that heads begin.
func sectionsOf(sections []lint.Section, heads []lint.Heading) []bool {
	there := make([]bool, len(sections))
	for _, h := range heads {
		if s := sectionOf(sections, h).section; s >= 0 {
			there[s] = true
		}
	}
	return there
}

// fixedNews are those of all that begin a mandatory section of news: their order was the same before that of the others
// was settled.
func fixedNews(p *lint.Pass, all []placed) []placed {
	var fixed []placed
	for _, h := range all {
		if h.section >= 0 {
			if s := p.World.House.Outline.Sections[h.section]; s.Mandatory && !s.Boilerplate && !h.former {
				fixed = append(fixed, h)
			}
		}
	}
	return fixed
}
