package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed boilerplate.md
var boilerplateDoc string

var boilerplate = &lint.Rule{
	Name: "boilerplate", Doc: boilerplateDoc, Severity: lint.Warning, Needs: lint.NeedEarlier, Uses: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		if beside(p) != nil {
			return // the original counts for more than the last issues, and translation-links holds its links
		}
		issues := p.World.Earlier()
		if len(issues) > 0 {
			checkLists(p, issues)
		}
		if p.Language() != "" {
			return
		}
		var dropped map[int]bool
		if len(issues) > 0 {
			dropped = checkParagraphs(p, issues)
			checkYears(p, issues[0])
		}
		checkAnchors(p, dropped)
	},
}

// checkParagraphs holds the paragraphs of the issue against those that stood in the last ones, and gives the sections,
// numbered as in the outline, that lack one.
func checkParagraphs(p *lint.Pass, issues []*lint.Document) map[int]bool {
	own := fixedParagraphs(p.World.House, p.Document)
	byKey := make(map[string]*passage, len(own))
	for _, t := range own {
		byKey[t.key()] = t
	}
	all := standingParagraphs(p.World.House, issues)
	partners := make([]*passage, len(all))
	used := map[*passage]bool{}
	for i, s := range all {
		if t := byKey[s.key()]; t != nil {
			partners[i] = t
			used[t] = true
			checkLines(p, t, s)
		}
	}
	for i, s := range all {
		if partners[i] != nil {
			continue
		}
		if t := nearestPassage(s.passage, own); t != nil {
			partners[i] = t
			if !used[t] {
				used[t] = true
				checkWording(p, t, s)
			}
		}
	}
	return checkDropped(p, own, all, partners)
}

// checkLines reports a paragraph that was one line in the last issue and has several now.
func checkLines(p *lint.Pass, t *passage, s standing) {
	if !strings.Contains(p.Text(t.Span), "\n") || strings.Contains(s.Document.Text(s.Span), "\n") {
		return
	}
	p.Report(lint.Finding{Span: t.Span, Severity: lint.Note, Message: fmt.Sprintf("paragraph is broken into lines, which is one line in the last issue: %s", quote(strings.Join(strings.Fields(p.Text(t.Span)), " ")))})
}

// checkWording reports the words in which t differs from the last issue's s. A text that is as it was before is stale: it
// comes from a copy that nobody mended. What is new may be meant so.
func checkWording(p *lint.Pass, t *passage, s standing) {
	hunks, ok := diffWords(t.words, s.words)
	if !ok || strings.HasPrefix(s.Text(s.Span), "{{") {
		return
	}
	stale, settled := false, false
	for _, o := range s.older {
		stale = stale || o != nil && o.key() == t.key()
		settled = settled || o != nil && o.key() == s.key()
	}
	most, least := 4, 0.8
	if !settled {
		most, least = 2, 0.9 // what is new may well be written anew
	}
	for _, h := range hunks {
		if !stale && (2*len(hunks) > most || max(h.a1-h.a0, h.b1-h.b0) > most || similar(t, s.passage) < least) {
			return
		}
	}
	for _, h := range hunks {
		reportHunk(p, t, s.passage, h, stale)
	}
}
