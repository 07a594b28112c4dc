package rules

import (
	"fmt"
	"slices"

	"github.com/xsf/padpress/lint"
)

// reportLostKeys reports keys of the original that its translation lacks, and the site needs for neither. What is the same in
// both gets a fix; a page's own, such as the addresses that it had, no translation has from its original.
func reportLostKeys(p *lint.Pass) {
	t := beside(p)
	if t == nil || t.original.Front.Err != nil {
		return
	}
	style := p.World.House.FrontMatter
	news := drifted(p)
	for _, k := range t.original.Front.Keys {
		own := slices.Contains(style.Own, k.Name)
		if !slices.Contains(style.Optional, k.Name) || own && !slices.Contains(shownInTranslation, k.Name) ||
			k.Value.Len() == 0 || hasKey(p, k.Name) || news.addedKey(k.Name) {
			continue
		}
		f := lint.Finding{Span: front(p), Severity: lint.Warning, Message: fmt.Sprintf("front matter has no %s, and that of the original has one", k.Name)}
		if !own {
			end := lint.Span{Start: p.Front.Body.End, End: p.Front.Body.End}
			f.Fix = lint.Replace("write that of the original", end, t.original.Text(k.Entry))
		}
		p.Report(f)
	}
}
