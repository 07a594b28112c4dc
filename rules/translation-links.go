package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed translation-links.md
var translationLinksDoc string

var translationLinks = &lint.Rule{
	Name: "translation-links", Doc: translationLinksDoc, Severity: lint.Warning, Needs: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		t := beside(p)
		if t == nil {
			return
		}
		t.reportLostAnchors()
		lost := t.lostLinks()
		if len(lost) == 0 {
			return
		}
		altered, lost := t.altered(lost)
		altered, lost = t.reportStanding(altered, lost)
		t.reportAltered(altered)
		t.reportLost(lost)
	},
}

// reportLostAnchors reports links to a heading of the same text where the block that stands for theirs has none. That one
// leads to a heading is for anchor-exists to say.
func (t *parallel) reportLostAnchors() {
	for src := range inlineLinks(t.original.Document) {
		k, ok := t.block[blockAt(t.original.Document, src.All.Start)]
		if !ok || !strings.HasPrefix(t.original.Text(src.Destination), "#") || strings.Contains(t.Text(t.Blocks()[k].Span), "(#") {
			continue
		}
		t.Reportf(firstLine(t.Pass, t.Blocks()[k].Span), "the link to a heading of the text is missing: %s", quote(t.original.Text(src.All)))
	}
}

// mostApart is how many findings about links stand at their places; more are one.
const mostApart = 4

// reportLost says which links are missing: at the block that stands for theirs, or all at once where they are many.
func (t *parallel) reportLost(lost []keptLink) {
	byBlock := gathered(lost)
	if len(byBlock) > mostApart {
		var names []string
		for _, l := range lost {
			names = append(names, shortened(l.address))
		}
		t.Reportf(front(t.Pass), "%d links of the original are missing: %s", len(lost), listed(names))
		return
	}
	for _, links := range byBlock {
		if _, paired := t.block[links[0].block]; paired || !t.isLostSection(links[0].block) {
			t.reportBlock(links)
		}
	}
}

// gathered are the links of each block.
func gathered(links []keptLink) [][]keptLink {
	var found [][]keptLink
	for _, l := range links {
		if n := len(found) - 1; n >= 0 && found[n][0].block == l.block {
			found[n] = append(found[n], l)
		} else {
			found = append(found, []keptLink{l})
		}
	}
	return found
}

// reportBlock says what is missing of one block of the original: links, or all of it.
func (t *parallel) reportBlock(links []keptLink) {
	var names []string
	for _, l := range links {
		names = append(names, shortened(l.address))
	}
	b := links[0].block
	f := lint.Finding{Span: t.near(b)}
	k, paired := t.block[b]
	switch {
	case !paired && b >= 0:
		f.Message = fmt.Sprintf("nothing stands for %s of the original, with the %s %s",
			quote(opening(t.original, b)), plural(len(links), "link", "links"), listed(names))
	case len(links) == 1:
		f.Message = "a link of the original is missing: " + names[0]
	default:
		f.Message = fmt.Sprintf("%d links of the original are missing: %s", len(links), listed(names))
	}
	if paired {
		f.Fix = t.relink(links, k)
	}
	t.Report(f)
}

// relink puts links around their texts, where these stand in block k of the translation without a link, once each; nil
// where one does not.
func (t *parallel) relink(links []keptLink, k int) *lint.Fix {
	b := t.Blocks()[k]
	fix := &lint.Fix{Message: "link it"}
	for _, l := range links {
		text := t.Text(b.Span)
		i := strings.Index(text, l.text)
		if l.text == "" || i < 0 || strings.LastIndex(text, l.text) != i || !l.plain {
			return nil
		}
		s := lint.Span{Start: b.Span.Start + i, End: b.Span.Start + i + len(l.text)}
		for at := s.Start; at < s.End; at++ {
			if t.Class(at) != lint.Prose {
				return nil
			}
		}
		if isWordByte(byteBefore(t.Document, s.Start)) || isWordByte(byteAt(t.Document, s.End)) {
			return nil
		}
		fix.Edits = append(fix.Edits, lint.Edit{Span: s, New: "[" + l.text + "](" + l.address + ")"})
	}
	return fix
}

// opening is how block i of p begins.
func opening(p *lint.Pass, i int) string {
	text := strings.Join(strings.Fields(p.PlainText(p.Blocks()[i].Node)), " ")
	if r := []rune(text); len(r) > 40 {
		text = strings.TrimRight(string(r[:40]), " ") + "…"
	}
	return text
}
