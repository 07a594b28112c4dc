package rules

import (
	"bytes"
	_ "embed"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed retired.md
var retiredDoc string

var retired = &lint.Rule{
	Name: "retired", Doc: retiredDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		day, ok := released(p)
		if !ok {
			return
		}
		for _, r := range p.World.House.Boilerplate.Retired {
			if !r.Holds(day) {
				continue
			}
			for _, s := range retiredAt(p, r) {
				f := lint.Finding{Span: s, Message: fmt.Sprintf("%s was given up", quote(r.Text))}
				if r.Now != "" {
					f.Message += ", it is " + quote(r.Now) + " now"
					f.Fix = lint.Replace("write "+quote(r.Now), s, r.Now)
				}
				p.Report(f)
			}
		}
	},
}

// retiredAt is where the issue still has what was given up, in text or as part of an address: in code somebody may show
// what was.
func retiredAt(p *lint.Pass, r lint.Retired) []lint.Span {
	if r.Text == "" || !bytes.Contains(p.Src, []byte(r.Text)) {
		return nil
	}
	var destinations []lint.Span
	for n := range lint.Each[*ast.Link](p.Document) {
		if src, ok := p.Link(n); ok {
			destinations = append(destinations, src.Destination)
		}
	}
	var found []lint.Span
	for at := p.Body().Start; ; {
		i := bytes.Index(p.Src[at:], []byte(r.Text))
		if i < 0 {
			return found
		}
		s := lint.Span{Start: at + i, End: at + i + len(r.Text)}
		at = s.End
		for len(destinations) > 0 && destinations[0].End <= s.Start {
			destinations = destinations[1:]
		}
		if p.Class(s.Start) != lint.Markup || len(destinations) > 0 && destinations[0].Overlaps(s) {
			found = append(found, s)
		}
	}
}

// hasRetired reports whether what stands at s in d, which may be an earlier issue, was given up before this one.
func hasRetired(p *lint.Pass, d *lint.Document, s lint.Span) bool {
	day, ok := released(p)
	text := d.Src[max(0, s.Start-longest):min(len(d.Src), s.End+longest)]
	for _, r := range p.World.House.Boilerplate.Retired {
		for at := 0; ok && r.Holds(day) && r.Text != ""; {
			i := bytes.Index(text[at:], []byte(r.Text))
			if i < 0 {
				break
			}
			start := max(0, s.Start-longest) + at + i
			if s.Overlaps(lint.Span{Start: start, End: start + len(r.Text)}) {
				return true
			}
			at += i + len(r.Text)
		}
	}
	return false
}
