package rules

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed link-text.md
var linkTextDoc string

var linkText = &lint.Rule{
	Name: "link-text", Doc: linkTextDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		vague := p.World.House.Addresses.Vague
		if p.Language() != "" || len(vague) == 0 {
			return
		}
		longest := len(slices.MaxFunc(vague, func(a, b string) int { return len(a) - len(b) }))
		for l := range inlineLinks(p.Document) {
			if l.Text.Len() > longest+8 {
				continue // no need to look: there is room for signs of emphasis and blanks
			}
			text := strings.Trim(p.Text(l.Text), " \t*_.,:;!>→")
			if slices.Contains(vague, strings.ToLower(text)) {
				p.Reportf(l.Text, "link text %s does not say where it leads", quote(text))
			}
		}
	},
}
