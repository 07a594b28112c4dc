package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// checkItem reports how item differs from b, the same one in the last issue.
func checkItem(p *lint.Pass, b, item listItem, older []map[string]bool) {
	if item.address != b.address && item.address != "" && b.address != "" {
		if p.Language() == "" || item.label == b.label {
			checkAddress(p, b, item, older)
		}
		return
	}
	if p.Language() != "" || item.folded() == b.folded() {
		return
	}
	hunks, ok := diffWords(item.passage().words, b.passage().words)
	if !ok || len(hunks) != 1 {
		return
	}
	h := hunks[0]
	if max(h.a1-h.a0, h.b1-h.b0) > 4 || similar(item.passage(), b.passage()) < near {
		return
	}
	reportHunk(p, item.passage(), b.passage(), h, false)
}

// checkAddress reports the address of item, which is not that of b. Where all the earlier issues had that of b, or one had
// that of item, it is no change that somebody made.
func checkAddress(p *lint.Pass, b, item listItem, older []map[string]bool) {
	if hasRetired(p, p.Document, item.at) || hasRetired(p, b.Document, b.at) {
		return
	}
	f := lint.Finding{Span: item.at, Severity: lint.Note, Message: fmt.Sprintf("address of %s for %s of the last issue", quote(item.label), quote(b.address))}
	settled := true
	for _, o := range older {
		if o[item.label+" "+item.address] {
			f.Severity = lint.Warning
			f.Message += ", as in older ones"
			break
		}
		settled = settled && o[b.label+" "+b.address]
	}
	if settled {
		f.Severity = lint.Warning
	}
	if f.Severity == lint.Warning { // else somebody may well have meant it
		f.Fix = lint.Replace("write "+quote(b.address), item.at, b.Text(b.at))
	}
	p.Report(f)
}

// checkMissingItems reports the items [from, to) of base, which list lacks.
func checkMissingItems(p *lint.Pass, base, list []listItem, partner []int, from, to int) {
	if !sameEveryMonth(p.World.House, base[0]) {
		return // who helps differs
	}
	var names, lines []string
	for _, b := range base[from:to] {
		name := b.label
		if name == "" {
			name = b.Text(b.Span)
		}
		names, lines = append(names, quote(name)), append(lines, b.Text(b.Span))
	}
	f := lint.Finding{Message: fmt.Sprintf("%s missing that the last issue has: %s", plural(len(names), "item is", "items are"), strings.Join(names, ", "))}
	before := 0
	if from > 0 {
		before = partner[from-1]
	}
	f.Span = list[before].Span
	f.Span.End = min(len(p.Src), lineBelow(p, f.Span.End))
	if p.Language() == "" && from > 0 && list[before].leaf && !strings.ContainsAny(strings.Join(lines, ""), "\r\n") {
		head := p.Lines().Span(p.Lines().At(list[before].Span.Start)).Start
		marker := p.Text(lint.Span{Start: head, End: list[before].Span.Start})
		f.Fix = lint.Replace("add "+plural(len(names), "it", "them"), lint.Span{Start: list[before].Span.End, End: list[before].Span.End}, "\n"+marker+strings.Join(lines, "\n"+marker))
	}
	p.Report(f)
}

// sameEveryMonth reports whether the list that holds item stands in a section whose lists never change.
func sameEveryMonth(h *lint.House, item listItem) bool {
	s := placesOf(h, item.Document)(item.Heading).section
	return s >= 0 && slices.ContainsFunc(h.Boilerplate.Lists, h.Outline.Sections[s].Is)
}

// lineBelow is the offset of the first sign below the one at offset that is no blank.
func lineBelow(p *lint.Pass, offset int) int {
	for offset < len(p.Src) && strings.IndexByte(" \t\r\n", p.Src[offset]) >= 0 {
		offset++
	}
	return offset + 1
}
