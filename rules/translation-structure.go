package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/align"
)

//go:embed translation-structure.md
var translationStructureDoc string

var translationStructure = &lint.Rule{
	Name: "translation-structure", Doc: translationStructureDoc, Severity: lint.Warning, Needs: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		t := beside(p)
		if t == nil || len(t.headings) == 0 {
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

// reportLostSections says which headings of the original have none in the translation: at its head, with the fix that
// writes those whose place and name are certain.
func (t *parallel) reportLostSections(lost []int) {
	if len(lost) == 0 {
		return
	}
	var names []string
	what := "section"
	fix := &lint.Fix{Message: plural(len(lost), "write the heading", "write the headings whose places are known")}
	for _, i := range lost {
		names = append(names, quote(t.original.Headings()[i].Text))
		if t.holdsText(i) {
			what = "heading"
		}
		if e, ok := t.headingBack(i); ok {
			fix.Edits = append(fix.Edits, e)
		}
	}
	f := lint.Finding{Span: front(t.Pass), Message: "no " + what + " stands for " + listed(names) + " of the original"}
	if len(fix.Edits) > 0 {
		f.Fix = fix
	}
	t.Report(f)
}

// holdsText reports whether something in the translation stands for a block right below heading i of the original.
func (t *parallel) holdsText(i int) bool {
	for b, block := range t.original.Blocks() {
		if _, ok := t.block[b]; ok && block.Heading == i {
			return true
		}
	}
	return false
}

// isLostSection reports whether block b of the original stands below a heading that, with all below it, is missing.
func (t *parallel) isLostSection(b int) bool {
	if b < 0 {
		return false
	}
	i := t.original.Blocks()[b].Heading
	_, there := t.heading[i]
	return i >= 0 && !there && !t.holdsText(i)
}

// headingBack writes heading i of the original before the block that stands for the first one below it. It is false where
// the language has no name for it, or that block is not certain.
func (t *parallel) headingBack(i int) (lint.Edit, bool) {
	section := t.theirs[i]
	if section < 0 {
		return lint.Edit{}, false
	}
	names := t.language.Headings[t.World.House.Outline.Sections[section].Name]
	first := slices.IndexFunc(t.original.Blocks(), func(b lint.Block) bool { return b.Heading == i })
	k, ok := t.sure[first]
	if first < 0 || !ok || len(names) == 0 {
		return lint.Edit{}, false
	}
	b := t.Blocks()[k]
	line := t.Lines().Span(t.Lines().At(b.Span.Start))
	marker := t.Text(lint.Span{Start: line.Start, End: b.Span.Start})
	if b.Heading >= 0 && t.stands(b.Heading) == i || strings.Trim(marker, "-*+ ") != "" || strings.HasPrefix(marker, " ") {
		return lint.Edit{}, false
	}
	if before := t.Headings(); b.Heading >= 0 && t.stands(b.Heading) < 0 && blockAfter(t.Pass, before[b.Heading]) == k {
		return lint.Edit{}, false // the heading that stands there is this one under a name that nobody knows
	}
	level := t.original.Headings()[i].Level + t.shifted()
	if level < 1 || level > 6 {
		return lint.Edit{}, false
	}
	text := strings.Repeat("#", level) + " " + names[0] + "\n\n"
	if line.Start > 0 && byteBefore(t.Document, line.Start-1) != '\n' {
		text = "\n" + text
	}
	return lint.Edit{Span: lint.Span{Start: line.Start, End: line.Start}, New: text}, true
}

// stands is the heading of the original for which heading k of the translation stands, -1 for none.
func (t *parallel) stands(k int) int {
	for _, pair := range t.headings {
		if k >= 0 && pair.Translation == k {
			return pair.Original
		}
	}
	return -1
}

// blockAfter is the first block of p behind h, -1 for none.
func blockAfter(p *lint.Pass, h lint.Heading) int {
	return slices.IndexFunc(p.Blocks(), func(b lint.Block) bool { return b.Span.Start >= h.Span.End })
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
