package rules

import (
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

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
