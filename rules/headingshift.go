package rules

import (
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

// manyTop is how many headings of the first level make one finding: in such a text the sections begin a level too high.
const manyTop = 3

// reportTops makes one finding of a text that takes the first level for its sections, and of its fix one that shifts
// them and all that follow, where nothing speaks against it. It waits until glued headings are ones: they would stay behind.
func reportTops(p *lint.Pass, heads []lint.Heading, tops int, glued bool) {
	for heads[0].Level > 1 {
		heads = heads[1:] // what stands before the first of them is below none
	}
	f := lint.Finding{Span: heads[0].Span, Message: fmt.Sprintf("%d headings are of the first level, which is that of the page's title", tops)}
	switch {
	case glued:
	case isShifted(p, heads):
		if f.Fix = shift(p, heads, 1); f.Fix != nil {
			f.Fix.Message = fmt.Sprintf("shift %d headings by one level", len(heads))
		}
	case skipsSecond(heads):
		f.Fix = shift(p, topsOf(heads), 1)
	}
	p.Report(f)
}

// isShifted reports whether all headings stand one level too high. The house's own names decide where enough of them
// are there; otherwise a text is one that knows no more than two levels.
func isShifted(p *lint.Pass, heads []lint.Heading) bool {
	high, other := byName(p, heads)
	if high+other >= manyTop {
		return high > 2*other // people did move a section to another level
	}
	for _, h := range heads {
		if h.Level > 2 {
			return false
		}
	}
	return true
}

// byName counts the headings that the house knows: those that stand exactly one level too high, and the others.
func byName(p *lint.Pass, heads []lint.Heading) (high, other int) {
	levelOf := levelsOf(p.World.House)
	for _, h := range heads {
		switch levelOf(asked{strings.Join(strings.Fields(h.Text), " "), p.Language()}) {
		case 0:
		case h.Level + 1:
			high++
		default:
			other++
		}
	}
	return high, other
}

// levelsOf tells the level of the section that has a name, in the original or in the language asked about; 0 for none.
var levelsOf = perHouse(func(h *lint.House) func(asked) int {
	return remembered(func(a asked) int {
		language := languagesOf(h)(a.about)
		for _, s := range h.Outline.Sections {
			if s.Is(a.text) || isAny(a.text, language.Headings[s.Name]) {
				return s.Level
			}
		}
		return 0
	})
})

func isAny(name string, names []string) bool {
	for _, n := range names {
		if strings.EqualFold(plainSigns(n), plainSigns(name)) {
			return true
		}
	}
	return false
}

// skipsSecond reports whether headings of the third level stand right below the first, and none of the second: then
// only the first is wrong.
func skipsSecond(heads []lint.Heading) bool {
	third := false
	for i, h := range heads {
		if h.Level == 2 {
			return false
		}
		third = third || i > 0 && h.Level == 3
	}
	return third
}

func topsOf(heads []lint.Heading) []lint.Heading {
	var tops []lint.Heading
	for _, h := range heads {
		if h.Level == 1 {
			tops = append(tops, h)
		}
	}
	return tops
}
