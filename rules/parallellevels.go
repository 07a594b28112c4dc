package rules

import (
	"fmt"

	"github.com/xsf/padpress/lint"
)

// shifted is by how many levels nearly all headings of the translation stand below those of the original: -1 if they
// are a level too high, 0 if they stand as they should or in no order.
func (t *parallel) shifted() int {
	count, all := map[int]int{}, 0
	for _, pair := range t.headings {
		if pair.Whole() {
			count[t.Headings()[pair.Translation].Level-t.original.Headings()[pair.Original].Level]++
			all++
		}
	}
	for by, n := range count {
		if by != 0 && n >= manyTop && 5*n >= 4*all {
			return by
		}
	}
	return 0
}

// reportTops is heading-level's finding where all headings are shifted and tops of them are of the first level. Its fix
// waits until glued headings are ones: they would stay behind.
func (t *parallel) reportTops(tops int, glued bool) {
	heads := topsOf(t.Headings())
	if tops == 0 || len(heads) == 0 {
		return // translation-structure says it
	}
	by := t.shifted()
	f := lint.Finding{Span: heads[0].Span, Message: fmt.Sprintf("%s, so that %d %s of the first level, which is that of the page's title", t.shiftedMessage(by), tops, plural(tops, "is", "are"))}
	if !glued {
		f.Fix = t.originalLevels(by)
	}
	t.Report(f)
}

// originalLevels puts each heading onto the level that it has in the original; one that the original has not goes with
// the others, which stand by levels below theirs.
func (t *parallel) originalLevels(by int) *lint.Fix {
	fix := &lint.Fix{}
	for _, pair := range t.headings {
		if pair.Translation < 0 {
			continue
		}
		h := t.Headings()[pair.Translation]
		want := h.Level - by
		if pair.Whole() {
			want = t.original.Headings()[pair.Original].Level
		}
		if want == h.Level {
			continue
		}
		one := shift(t.Pass, []lint.Heading{h}, want-h.Level)
		if one == nil {
			return nil
		}
		fix.Edits = append(fix.Edits, one.Edits...)
	}
	fix.Message = fmt.Sprintf("write the levels of the original, of %d headings", len(fix.Edits))
	return fix
}

// shiftedMessage says how many headings stand by levels below those of the original.
func (t *parallel) shiftedMessage(by int) string {
	where, n := "lower", by
	if by < 0 {
		where, n = "higher", -by
	}
	all, shifted, sameOrder := 0, 0, ", in the same order"
	for _, pair := range t.headings {
		if !pair.Whole() {
			sameOrder = ""
			continue
		}
		all++
		if t.Headings()[pair.Translation].Level-t.original.Headings()[pair.Original].Level == by {
			shifted++
		}
	}
	which := fmt.Sprintf("%d of %d", shifted, all)
	if shifted == all {
		which = fmt.Sprintf("all %d", all)
	}
	return fmt.Sprintf("%s headings stand %d %s %s than in the original%s", which, n, plural(n, "level", "levels"), where, sameOrder)
}
