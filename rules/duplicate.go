package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed duplicate.md
var duplicateDoc string

var duplicate = &lint.Rule{
	Name: "duplicate", Doc: duplicateDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		if p.Language() != "" {
			return // as the original
		}
		checkAnnouncedTwice(p)
		checkOneAddress(p)
		checkPictures(p)
	},
}

// checkAnnouncedTwice reports a piece of news that two items tell: one begins with its address, or both begin with that of
// the same project.
func checkAnnouncedTwice(p *lint.Pass) {
	type item struct {
		block ast.Node
		at    lint.LinkSource
	}
	first := map[string]item{}
	reported := map[ast.Node]bool{}
	for _, l := range newsLinks(p.World.House, p.Document) {
		block := l.node.Parent()
		for block != nil && block.Type() == ast.TypeInline {
			block = block.Parent()
		}
		before, ok := first[l.address]
		if !ok {
			first[l.address] = item{block, l.LinkSource}
			continue
		}
		if before.block == block || reported[before.block] {
			continue
		}
		one, other := beginning(p, before.block), beginning(p, block)
		if one == "" || one != other && strings.TrimSuffix(one, "/") != l.address && strings.TrimSuffix(other, "/") != l.address {
			continue
		}
		reported[before.block] = true
		message := fmt.Sprintf("%s is told again in another item", quote(p.Text(before.at.Text)))
		here, _ := p.Section(before.at.All.Start)
		if h, _ := p.Section(l.All.Start); here.Text != h.Text {
			message = fmt.Sprintf("%s is told in %s too", quote(p.Text(before.at.Text)), quote(h.Text))
		}
		p.Report(lint.Finding{Span: before.at.All, Message: message})
	}
}

// beginning is the address with which a block begins, "" if it does not begin with a link.
func beginning(p *lint.Pass, block ast.Node) string {
	if block == nil || block.FirstChild() == nil {
		return ""
	}
	src, ok := p.Link(block.FirstChild())
	if !ok {
		return ""
	}
	return p.Text(src.Destination)
}

// checkOneAddress reports two versions in one block that have the same address.
func checkOneAddress(p *lint.Pass) {
	type version struct {
		block ast.Node
		text  string
	}
	seen := map[string]version{}
	for n := range lint.Each[*ast.Link](p.Document) {
		src, ok := p.Link(n)
		if !ok || !isVersion(strings.Trim(p.Text(src.Text), "`")) {
			continue
		}
		address, v := p.Text(src.Destination), version{n.Parent(), strings.TrimPrefix(p.Text(src.Text), "v")}
		before, ok := seen[address]
		if ok && before.block == v.block && before.text != v.text {
			p.Report(lint.Finding{Span: src.All, Message: fmt.Sprintf("versions %s and %s have the same address", quote(before.text), quote(v.text))})
		}
		seen[address] = v
	}
}

// checkPictures reports a picture that is shown twice.
func checkPictures(p *lint.Pass) {
	seen := map[string]bool{}
	show := func(path string, s lint.Span) {
		if path != "" && seen[path] {
			p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("picture %s is shown twice", quote(path[strings.LastIndexByte(path, '/')+1:]))})
		}
		seen[path] = true
	}
	for _, s := range p.Shortcodes {
		if a, ok := s.Arg("src"); ok && s.Name == "figure" && !s.Closing {
			show(a.Value, a.Span)
		}
	}
	for n := range lint.Each[*ast.Image](p.Document) {
		if src, ok := p.Link(n); ok {
			show(p.Text(src.Destination), src.Destination)
		}
	}
}
