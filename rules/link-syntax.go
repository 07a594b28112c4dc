package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed link-syntax.md
var linkSyntaxDoc string

var linkSyntax = &lint.Rule{
	Name: "link-syntax", Doc: linkSyntaxDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for n := range lint.Each[*ast.Link](p.Document) {
			if src, ok := p.Link(n); ok {
				checkParsed(p, src)
			}
		}
		for _, o := range openLinks(p.Document) {
			checkOpen(p, o)
		}
		checkWiki(p)
		checkGlued(p)
		checkReversed(p)
	},
}

// checkParsed looks at links that Markdown reads, though not as they were meant.
func checkParsed(p *lint.Pass, src lint.LinkSource) {
	dest := p.Text(src.Destination)
	if end := (lint.Span{Start: src.Destination.End, End: src.All.End - 1}); dest != "" && end.Len() > 0 && strings.TrimSpace(p.Text(end)) == "" && strings.Contains(p.Text(end), "\n") {
		p.Report(lint.Finding{Span: end, Severity: lint.Warning, Message: fmt.Sprintf("line ends before the address %s is closed", quote(dest)), Fix: lint.Replace("close it on the same line", end, "")})
		return
	}
	switch {
	case wrapped(p, src):
		p.Report(lint.Finding{Span: src.All, Message: "link has two pairs of parentheses", Fix: lint.Replace("remove one", src.Destination, dest[1:len(dest)-1])})
	case isSwapped(p, src):
		p.Report(lint.Finding{Span: src.All, Message: "text and address of the link are swapped", Fix: lint.Replace("swap them", src.All, "["+dest+"]("+p.Text(src.Text)+")")})
	}
}

// checkOpen looks at what is left of a link in the text.
func checkOpen(p *lint.Pass, o openLink) {
	s := lint.Span{Start: o.bracket, End: o.end}
	if o.open >= 0 {
		s.Start = o.open
	}
	switch {
	case isURL(o.dest) && strings.ContainsAny(o.dest, " \t") && o.gap() == "" && o.open >= 0:
		return // link-destination says where the blank is
	case o.open < 0 && o.bracket > 0 && p.Src[o.bracket-1] == ']':
		at := lint.Span{Start: o.bracket, End: o.bracket + 1}
		p.Report(lint.Finding{Span: at, Message: "one bracket too many before the address", Fix: lint.Replace("remove it", at, "")})
	case o.open < 0:
		p.Reportf(s, "link has no opening bracket")
	case o.middle == "][":
		p.Report(lint.Finding{Span: s, Message: "address stands between a bracket and a parenthesis", Fix: lint.Replace("write ](", lint.Span{Start: o.bracket, End: o.paren + 1}, "](")})
	case strings.TrimSpace(o.gap()) == "" && o.gap() != "":
		p.Report(lint.Finding{Span: s, Message: "blank between the text and the address of the link", Fix: lint.Replace("remove the blank", lint.Span{Start: o.bracket + 1, End: o.paren}, "")})
	case o.gap() != "":
		sign := o.gap()
		if bytes.HasPrefix(p.Src[o.end:], []byte(sign)) {
			sign = ""
		}
		p.Report(lint.Finding{Span: s, Message: "sign between the text and the address of the link",
			Fix: lint.Replace("put it behind the link", lint.Span{Start: o.bracket + 1, End: o.end}, p.Text(lint.Span{Start: o.paren, End: o.end})+sign)})
	case strings.HasPrefix(o.dest, "(") && isURL(o.dest[1:]) && o.closed:
		p.Report(lint.Finding{Span: s, Message: "link has two pairs of parentheses", Fix: lint.Replace("remove one", lint.Span{Start: o.paren, End: o.end}, "("+strings.Trim(o.dest, "()")+")")})
	case !o.closed && !isURL(o.dest):
		p.Reportf(s, "link has no address")
	case !o.closed:
		at := lint.Span{Start: o.end, End: o.end}
		p.Report(lint.Finding{Span: s, Message: "link has no closing parenthesis", Fix: lint.Replace("close it behind the address", at, ")")})
	case isURL(p.Text(lint.Span{Start: o.open + 1, End: o.bracket})):
		text := p.Text(lint.Span{Start: o.open + 1, End: o.bracket})
		p.Report(lint.Finding{Span: s, Message: "text and address of the link are swapped", Fix: lint.Replace("swap them", s, "["+o.dest+"]("+text+")")})
	default:
		p.Reportf(s, "link cannot be read")
	}
}

// checkWiki finds [https://example.org text], as a wiki writes links.
func checkWiki(p *lint.Pass) {
	for i := next(p.Src, 0, '['); i < len(p.Src); i = next(p.Src, i+1, '[') {
		if p.Class(i) != lint.Prose || !isURL(string(p.Src[i+1:min(len(p.Src), i+16)])) {
			continue
		}
		line := p.Text(lint.Span{Start: i + 1, End: min(p.Lines().Span(p.Lines().At(i)).End, i+reach)})
		inner, after, closed := strings.Cut(line, "]")
		address, text, hasText := strings.Cut(inner, " ")
		if closed && hasText && strings.TrimSpace(text) != "" && !strings.HasPrefix(after, "(") {
			s := lint.Span{Start: i, End: i + 1 + len(inner) + 1}
			p.Report(lint.Finding{Span: s, Message: "link is written as in a wiki", Fix: lint.Replace("write it in Markdown", s, "["+strings.TrimSpace(text)+"]("+address+")")})
		}
	}
}

// checkGlued finds an address that begins in the middle of a word.
func checkGlued(p *lint.Pass) {
	for i := next(p.Src, 0, 'h'); i < len(p.Src); i = next(p.Src, i+1, 'h') {
		if i == 0 || !bytes.HasPrefix(p.Src[i:], []byte("http")) || p.Class(i) == lint.Markup || !isWeb(string(p.Src[i:min(len(p.Src), i+9)])) {
			continue
		}
		before := i - 1
		if p.Src[before] == '(' {
			before--
		}
		if before < 0 || !isLetter(p.Src[before]) || p.Class(before) == lint.Markup {
			continue
		}
		line := p.Lines().Span(p.Lines().At(i))
		address := p.Text(lint.Span{Start: i, End: min(line.End, i+reach)})
		if end := strings.IndexAny(address, " \t)"); end >= 0 {
			address = address[:end]
		} else if len(address) == reach {
			address = "https"
		}
		p.Reportf(lint.Span{Start: before, End: i + len(address)}, "address is glued to the word before it")
	}
}

// checkReversed finds (text)[address].
func checkReversed(p *lint.Pass) {
	for i, c := range p.Src {
		if c != '[' || i == 0 || p.Src[i-1] != ')' || p.Class(i) == lint.Markup || p.Class(i-1) == lint.Markup || !isURL(string(p.Src[i+1:min(len(p.Src), i+16)])) {
			continue
		}
		address, _, closed := strings.Cut(p.Text(lint.Span{Start: i + 1, End: min(p.Lines().Span(p.Lines().At(i)).End, i+reach)}), "]")
		if !closed || address == "" || strings.ContainsAny(address, " \t") {
			continue
		}
		s := lint.Span{Start: i - 1, End: i + 1 + len(address) + 1}
		f := lint.Finding{Message: "brackets and parentheses of the link have changed places"}
		before := p.Text(lint.Span{Start: max(0, i-reach), End: i - 1})
		if open := strings.LastIndexAny(before, "(\n"); open >= 0 && before[open] == '(' && !strings.ContainsAny(before[open:], "[])") {
			s.Start -= len(before) - open
			f.Fix = lint.Replace("write [text](address)", s, "["+before[open+1:]+"]("+address+")")
		}
		f.Span = s
		p.Report(f)
	}
}

// wrapped reports whether the address stands in a second pair of parentheses: [text]((address)).
func wrapped(p *lint.Pass, src lint.LinkSource) bool {
	dest := p.Text(src.Destination)
	return len(dest) > 2 && dest[0] == '(' && dest[len(dest)-1] == ')'
}

// isSwapped reports whether the address stands where the text should.
func isSwapped(p *lint.Pass, src lint.LinkSource) bool {
	text, dest := p.Text(src.Text), p.Text(src.Destination)
	return isWeb(text) && !strings.ContainsAny(text, " \t\n") && dest != "" && !isURL(dest) && !looksLikeHost(dest) && misspeltScheme(dest) == ""
}
