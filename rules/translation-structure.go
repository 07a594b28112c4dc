package rules

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/align"
)

//go:embed translation-structure.md
var translationStructureDoc string

var translationStructure = &lint.Rule{
	Name: "translation-structure", Doc: translationStructureDoc, Severity: lint.Warning, Needs: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		t := beside(p)
		if t == nil {
			return
		}
		t.reportBlankLines()
		if len(t.headings) == 0 {
			return
		}
		lost := t.reportMoved()
		t.reportLostSections(lost)
		t.reportLevels()
		t.reportEmpty()
	},
}

// reportMoved reports sections that stand elsewhere than in the original, and gives the headings of the original that
// have none in the translation.
func (t *parallel) reportMoved() []int {
	var lost []int
	news := drifted(t.Pass)
	var alone []int // headings of the translation without a partner
	for _, pair := range t.headings {
		if pair.Original < 0 {
			alone = append(alone, pair.Translation)
		}
	}
	for _, pair := range t.headings {
		if pair.Translation >= 0 {
			continue
		}
		i := slices.IndexFunc(alone, func(k int) bool { return t.theirs[pair.Original] >= 0 && t.theirs[pair.Original] == t.ours[k] })
		if i < 0 {
			if !news.addedHeading(pair.Original) {
				lost = append(lost, pair.Original)
			}
			continue
		}
		h := t.Headings()[alone[i]]
		t.Reportf(h.Span, "section %s stands elsewhere than in the original, %s", quote(h.Text), t.placeOf(pair.Original))
		alone = slices.Delete(alone, i, i+1)
	}
	t.reportTwice(alone)
	return lost
}

// reportTwice reports those of the headings without a partner whose section stands elsewhere in the translation as well.
// Of other such headings nobody knows that they are wrong.
func (t *parallel) reportTwice(alone []int) {
	for _, k := range alone {
		other := slices.IndexFunc(t.headings, func(p align.Pair) bool { return p.Whole() && t.ours[k] >= 0 && t.ours[p.Translation] == t.ours[k] })
		if other >= 0 {
			t.Reportf(t.Headings()[k].Span, "section %s stands in the translation once more, as %s", quote(t.Headings()[k].Text), quote(t.Headings()[t.headings[other].Translation].Text))
		}
	}
}

// placeOf says where heading i of the original stands.
func (t *parallel) placeOf(i int) string {
	if i == 0 {
		return "where it is the first"
	}
	return "where it follows " + quote(t.original.Headings()[i-1].Text)
}

// reportLevels reports headings of other levels than in the original: all at once where they are shifted as a whole.
// Headings of the first level are heading-level's, and so are those that skip one.
func (t *parallel) reportLevels() {
	by := t.shifted()
	heads := t.Headings()
	if by != 0 {
		if len(topsOf(heads)) == 0 {
			t.Report(lint.Finding{Span: heads[0].Span, Message: t.shiftedMessage(by), Fix: t.originalLevels(by)})
		}
		return
	}
	for _, pair := range t.headings {
		if !pair.Whole() {
			continue
		}
		h, want := heads[pair.Translation], t.original.Headings()[pair.Original].Level
		previous := 1
		if pair.Translation > 0 {
			previous = max(2, heads[pair.Translation-1].Level)
		}
		if h.Level == want || h.Level == 1 || h.Level > previous+1 {
			continue
		}
		t.Report(lint.Finding{Span: h.Span, Message: fmt.Sprintf("heading is of level %d, and of level %d in the original", h.Level, want),
			Fix: shift(t.Pass, []lint.Heading{h}, want-h.Level)})
	}
}

// reportEmpty reports sections in which nothing stands, and something in the original: but for links and entries about
// specifications, which are missed by themselves.
func (t *parallel) reportEmpty() {
	heads := t.Headings()
	for _, pair := range t.headings {
		if pair.Whole() && isEmpty(heads, pair.Translation) && t.holdsWords(pair.Original) {
			h := heads[pair.Translation]
			t.Reportf(h.Span, "section %s is empty, and not in the original", quote(h.Text))
		}
	}
}

// holdsWords reports whether blocks without any link stand right below heading i of the original.
func (t *parallel) holdsWords(i int) bool {
	blocks := t.original.Blocks()
	below := func(b int) bool { return b >= 0 && blocks[b].Heading == i }
	return slices.ContainsFunc(blocks, func(b lint.Block) bool { return b.Heading == i }) &&
		!slices.ContainsFunc(t.keptLinks(t.original), func(l keptLink) bool { return below(l.block) })
}
