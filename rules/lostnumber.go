package rules

import (
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

// checkLostNumbers reports entries that name no specification, where the history knows one by version and title.
func checkLostNumbers(p *lint.Pass) {
	news, ok := specNews(p)
	if !ok {
		return
	}
	style := p.World.House.Specifications
	for _, t := range news.own {
		if strings.Contains(t.text, strings.ToLower(style.Name)+"-") {
			continue
		}
		for _, e := range news.Entries {
			if !t.titled(e) {
				continue
			}
			line := firstLine(p, t.at)
			f := lint.Finding{Span: line, Message: fmt.Sprintf("entry about %s lacks its number, %s", quote(e.Title), style.Number(e.Number))}
			if head, ok := strings.CutPrefix(e.Lines[0], "- "); ok {
				f.Fix = lint.Replace("write the entry with its number", line, head)
			}
			p.Report(f)
			break
		}
	}
}
