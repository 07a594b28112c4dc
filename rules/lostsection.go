package rules

import "github.com/xsf/padpress/lint"

// checkLost reports mandatory sections that stood in each of the last issues and are not here. It is for issues that are
// not held to the outline, when some of its sections were not there yet.
func checkLost(p *lint.Pass, all []placed) {
	if due := dueSections(p); due != nil {
		reportMissing(p, all, lint.Warning, func(i int) bool { return due[i] })
	}
}

// dueSections marks the mandatory sections that stood in each of the last issues, but for those whose news are of all
// kinds, as there may be none; it is nil where too few issues are known.
func dueSections(p *lint.Pass) []bool {
	if p.World.Earlier == nil {
		return nil
	}
	earlier := p.World.Earlier()
	if len(earlier) < 2 {
		return nil
	}
	sections := p.World.House.Outline.Sections
	due := make([]bool, len(sections))
	for i := range due {
		due[i] = sections[i].Mandatory && !sections[i].Free
	}
	for _, d := range earlier {
		for i, there := range sectionsIn(p.World.House, d.Headings()) {
			due[i] = due[i] && there
		}
	}
	return due
}

// sectionsIn marks those of the house's sections that heads begin.
func sectionsIn(house *lint.House, heads []lint.Heading) []bool {
	there := make([]bool, len(house.Outline.Sections))
	for _, h := range heads {
		if s := sectionOf(house, h).section; s >= 0 {
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
