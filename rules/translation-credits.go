package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/xsf/padpress/lint"
)

//go:embed translation-credits.md
var translationCreditsDoc string

var translationCredits = &lint.Rule{
	Name: "translation-credits", Doc: translationCreditsDoc, Severity: lint.Warning, Needs: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		t := beside(p)
		if t == nil {
			return
		}
		text := sync.OnceValue(func() string { return spokenName(string(p.Src)) })
		news := drifted(p)
		for _, list := range p.World.House.NameLists(t.original.Document) {
			k, ok := t.block[blockAt(t.original.Document, list.Span.Start)]
			if !ok {
				continue // that the whole entry is missing shows in its links
			}
			var gone []string
			for _, name := range list.Names {
				if !bytes.Contains(p.Src, []byte(name)) && !strings.Contains(text(), spokenName(name)) && !news.addedName(name) {
					gone = append(gone, quote(name))
				}
			}
			names, ok := p.NamesIn(p.Blocks()[k])
			if !ok || len(gone) == 0 || strings.Count(p.Text(names), ",")+1 >= len(list.Names) {
				continue // translators know best who translated into their language
			}
			p.Report(lint.Finding{Span: names, Message: fmt.Sprintf("%d of the %d people that the original thanks here %s missing: %s",
				len(gone), len(list.Names), plural(len(gone), "is", "are"), listed(gone))})
		}
	},
}

// spokenName is text in small letters and without the signs that people write around and into names.
func spokenName(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"“”„«»'’‘\\*_", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}
