package rules

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// takeOut is the fix that takes entries out which an earlier issue told, of the issue's own. In their place comes what
// happened in their part by the history of the specifications, or, where nothing is left of it, that there is none. It is nil
// where not all can be taken out as whole lines, or nobody knows what is to stand there.
func takeOut(p *lint.Pass, own, stale []partEntry) *lint.Fix {
	due := map[string][]lint.XEPEntry{}
	if news, ok := specNews(p); ok {
		due = untold(p, news)
	}
	fix := &lint.Fix{Message: "take out what was told"}
	for i, e := range stale {
		s, ok := itemLines(p.Document, e.Node)
		if !ok {
			return nil
		}
		edit := lint.Edit{Span: s}
		if i+1 == len(stale) || stale[i+1].part != e.part {
			if edit.New, ok = instead(p, own, stale, e.part, due[e.part]); !ok {
				return nil
			}
			if len(due[e.part]) > 0 {
				fix.Message = "write what happened instead"
			}
		}
		fix.Edits = append(fix.Edits, edit)
	}
	return fix
}

// instead is what comes in the place of the last stale entry of a part, as whole lines. It is false where nobody knows.
func instead(p *lint.Pass, own, stale []partEntry, part string, due []lint.XEPEntry) (string, bool) {
	var lines []string
	for _, e := range due {
		lines = append(lines, e.Lines...)
	}
	count := func(all []partEntry) (n int) {
		for _, e := range all {
			if e.part == part {
				n++
			}
		}
		return n
	}
	if len(lines) == 0 && count(own) == count(stale) {
		day, _ := released(p)
		none := p.World.House.Boilerplate.EmptyState(part, day)
		if none == "" {
			return "", false
		}
		lines = []string{"- " + none}
	}
	if len(lines) == 0 {
		return "", true
	}
	return strings.Join(lines, "\n") + "\n", true
}

// itemLines are the whole lines of the item of a list that begins with block. It is false for one that holds more than
// paragraphs and lists of them.
func itemLines(d *lint.Document, block ast.Node) (lint.Span, bool) {
	item, ok := block.Parent().(*ast.ListItem)
	if !ok {
		return lint.Span{}, false
	}
	start, _ := lint.BlockSpan(d, block)
	end := start.End
	_ = ast.Walk(item, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		if s, holds := lint.BlockSpan(d, n); holds {
			end = max(end, s.End)
			return ast.WalkSkipChildren, nil
		}
		ok = ok && slices.Contains([]ast.NodeKind{ast.KindList, ast.KindListItem}, n.Kind())
		return ast.WalkContinue, nil
	})
	lines := d.Lines()
	s := lint.Span{Start: lines.Span(lines.At(start.Start)).Start, End: len(d.Src)}
	if n := lines.At(max(start.Start, end-1)); n < lines.Count() {
		s.End = lines.Span(n + 1).Start
	}
	return s, ok && strings.Trim(d.Text(lint.Span{Start: s.Start, End: start.Start}), " -*+\t") == ""
}

// hasStale reports whether a part has entries that an earlier issue told: then xep-stale writes what is to stand there.
func hasStale(p *lint.Pass, part string) bool {
	if p.World.Earlier == nil {
		return false
	}
	for _, d := range p.World.Earlier() {
		for _, old := range partEntries(p.World.House, d) {
			if old.part == part && !old.none && slices.ContainsFunc(partEntries(p.World.House, p.Document), func(e partEntry) bool { return e.key() == old.key() }) {
				return true
			}
		}
	}
	return false
}
