package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed heading-level.md
var headingLevelDoc string

var headingLevel = &lint.Rule{
	Name: "heading-level", Doc: headingLevelDoc, Severity: lint.Error, Uses: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		glued := checkGluedHeadings(p)
		heads := p.Headings()
		checkNested(p, heads)
		if !p.Front.Exists() && len(heads) > 0 && heads[0].Level == 1 && heads[0].Node.Parent().Kind() == ast.KindDocument {
			heads = heads[1:] // in a pad the first one is the title
		}
		tops := len(topsOf(heads))
		if t := beside(p); t != nil && t.shifted() != 0 {
			t.reportTops(tops, glued)
			return
		}
		if tops >= manyTop {
			reportTops(p, heads, tops, glued)
			return
		}
		level, holds, below := 1, outlineHolds(p), beginsBelow(p) // the level is that of the page's title
		for i, h := range heads {
			if !(p.Language() == "" && checkKnown(p, h, holds, below)) {
				switch {
				case h.Level == 1:
					p.Report(lint.Finding{Span: h.Span, Message: "heading of the first level, which is that of the page's title", Fix: shift(p, heads[i:i+1], 1)})
				case h.Level > level+1 && (level > 1 || below):
					checkJump(p, heads[i:], level)
				}
			}
			level = max(2, h.Level)
		}
	},
}

// beginsBelow reports whether the first heading of the issue must be of the second level.
func beginsBelow(p *lint.Pass) bool {
	day, ok := released(p)
	return !ok || p.World.House.Outline.TopHolds(day)
}

// checkKnown reports a heading of the house that is on another level than the house's. Where the outline does not hold
// yet, only that of mandatory sections is certain, and that only once issues began with the second level.
func checkKnown(p *lint.Pass, h lint.Heading, holds, below bool) bool {
	sections := p.World.House.Outline.Sections
	found := sectionOf(p.World.House, h)
	if found.section < 0 || found.former || found.meant != "" || sections[found.section].Level == h.Level ||
		!holds && h.Level > 1 && !(below && sections[found.section].Mandatory) {
		return false
	}
	want := sections[found.section].Level
	p.Report(lint.Finding{Span: h.Span, Message: fmt.Sprintf("section %s is of level %d, not %d", quote(h.Text), want, h.Level), Fix: shift(p, []lint.Heading{h}, want-h.Level)})
	return true
}

// checkJump reports that heads[0] stands more than one level below the heading before it, which is of level.
func checkJump(p *lint.Pass, heads []lint.Heading, level int) {
	h := heads[0]
	if level == 1 {
		p.Reportf(h.Span, "first heading is of level %d: no section of level 2 begins before it", h.Level)
		return
	}
	n := 1
	for n < len(heads) && heads[n].Level > level+1 {
		n++
	}
	p.Report(lint.Finding{Span: h.Span, Message: fmt.Sprintf("heading of level %d directly below one of level %d", h.Level, level),
		Fix: shift(p, heads[:n], level+1-h.Level)})
}

// shift changes the number of # of heads by n; nil where one of them is not written so.
func shift(p *lint.Pass, heads []lint.Heading, n int) *lint.Fix {
	fix := &lint.Fix{}
	for _, h := range heads {
		at := h.Node.Pos()
		s := lint.Span{Start: at, End: at + h.Level}
		if at < 0 || s.End > len(p.Src) || p.Text(s) != strings.Repeat("#", h.Level) || h.Level+n < 1 || h.Level+n > 6 {
			return nil
		}
		fix.Edits = append(fix.Edits, lint.Edit{Span: s, New: strings.Repeat("#", h.Level+n)})
	}
	fix.Message = "write " + fix.Edits[0].New
	if len(heads) > 1 {
		fix.Message += fmt.Sprintf(", and shift %d more", len(heads)-1)
	}
	return fix
}
