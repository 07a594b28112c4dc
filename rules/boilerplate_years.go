package rules

import (
	"strconv"
	"strings"

	"github.com/xsf/padpress/lint"
)

// checkYears reports headings of the last issue that name a year which was over when the month of this one began.
func checkYears(p *lint.Pass, last *lint.Document) {
	day, ok := released(p)
	if !ok {
		return
	}
	over := strconv.Itoa(day.AddDate(0, -1, 0).Year() - 1)
	for _, h := range p.Headings() {
		if !strings.HasSuffix(strings.TrimSpace(h.Text), over) {
			continue
		}
		for _, old := range last.Headings() {
			if old.Text == h.Text {
				p.Reportf(h.Span, "heading %s is that of the last issue, and %s is over", quote(h.Text), over)
				break
			}
		}
	}
}
