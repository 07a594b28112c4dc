package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed raw-html.md
var rawHTMLDoc string

var rawHTML = &lint.Rule{
	Name: "raw-html", Doc: rawHTMLDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		covered := 0 // what is behind belongs to a pair of tags that was reported
		for n := range lint.Each[*ast.RawHTML](p.Document) {
			if s, ok := rawSpan(n); ok && s.Start >= covered && !strings.HasPrefix(p.Text(s), "<!--") {
				covered = checkTag(p, n, s)
			}
		}
		for n := range lint.Each[*ast.HTMLBlock](p.Document) {
			checkBlock(p, n)
		}
	},
}

// rawSpan is where a tag in text stands.
func rawSpan(n *ast.RawHTML) (lint.Span, bool) {
	k := n.Segments.Len()
	if k == 0 {
		return lint.Span{}, false
	}
	return lint.Span{Start: n.Segments.At(0).Start, End: n.Segments.At(k - 1).Stop}, true
}

// checkTag reports the tag at s, together with the one that closes it, and returns the end of both.
func checkTag(p *lint.Pass, n *ast.RawHTML, s lint.Span) int {
	text := p.Text(s)
	name := tagName(text)
	end, paired := closingTag(p, n, name)
	if !paired {
		end = s
	}
	all := lint.Span{Start: s.Start, End: end.End}
	f := lint.Finding{Span: all, Message: fmt.Sprintf("tag %s is taken for HTML and not shown", onOneLine(text))}
	if paired {
		f.Message = fmt.Sprintf("tags %s and %s are taken for HTML and not shown", onOneLine(text), onOneLine(p.Text(end)))
	}
	switch href := attribute(text, "href"); {
	case name == "a" && paired && href != "" && !strings.ContainsAny(href, " ()<>"):
		f.Fix = &lint.Fix{Message: "write the link in Markdown", Edits: []lint.Edit{{Span: s, New: "["}, {Span: end, New: "](" + href + ")"}}}
	case isXML(text) && !strings.ContainsAny(p.Text(all), "`\n"):
		f.Fix = lint.Replace("put it in back-ticks", all, "`"+p.Text(all)+"`")
	case htmlInstead[name] != "":
		f.Message += "; " + htmlInstead[name]
	}
	p.Report(f)
	return all.End
}

func onOneLine(text string) string { return quote(strings.Join(strings.Fields(text), " ")) }

// pairReach is how many pieces of text a pair of tags may hold and still be one finding.
const pairReach = 50

// closingTag finds the tag beside n that closes it.
func closingTag(p *lint.Pass, n *ast.RawHTML, name string) (lint.Span, bool) {
	if name == "" {
		return lint.Span{}, false
	}
	c := n.NextSibling()
	for i := 0; c != nil && i < pairReach; i, c = i+1, c.NextSibling() {
		if raw, ok := c.(*ast.RawHTML); ok {
			if s, ok := rawSpan(raw); ok && strings.HasPrefix(p.Text(s), "</") && tagName("<"+p.Text(s)[2:]) == name {
				return s, true
			}
		}
	}
	return lint.Span{}, false
}

// checkBlock reports a block of HTML, of which nothing is shown.
func checkBlock(p *lint.Pass, n *ast.HTMLBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	s := lint.Span{Start: first.Start, End: first.Start + len(strings.TrimRight(p.Text(lint.Span{Start: first.Start, End: first.Stop}), " \t\r\n"))}
	text := strings.TrimLeft(p.Text(s), " \t")
	s.Start = s.End - len(text)
	switch {
	case n.HTMLBlockType <= ast.HTMLBlockType5 && !isClosed(p, n):
		p.Reportf(s, "%s is not closed and hides all that follows", quote(text))
	case n.HTMLBlockType == ast.HTMLBlockType2:
		if last := lastLine(p, n); strings.TrimSpace(last[strings.LastIndex(last, "-->")+len("-->"):]) != "" {
			p.Reportf(s, "text behind a comment is not shown: it stands on the comment's line")
		}
	case n.Lines().Len() == 1 && isXML(text) && !strings.Contains(text, "`"):
		p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("%s is taken for HTML and not shown", quote(text)), Fix: lint.Replace("put it in back-ticks", s, "`"+text+"`")})
	default:
		message := fmt.Sprintf("block of HTML that begins with %s is not shown, nor what stands in it", quote(text))
		if instead := htmlInstead[tagName(text)]; instead != "" {
			message += "; " + instead
		}
		p.Report(lint.Finding{Span: s, Message: message})
	}
}

// isClosed reports whether the end that n waits for is there; goldmark keeps it apart unless it is on the first line.
func isClosed(p *lint.Pass, n *ast.HTMLBlock) bool {
	if n.HasClosure() {
		return true
	}
	line := strings.ToLower(lastLine(p, n))
	switch n.HTMLBlockType {
	case ast.HTMLBlockType1:
		return strings.Contains(line, "</")
	case ast.HTMLBlockType2:
		return strings.Contains(line, "-->")
	case ast.HTMLBlockType3:
		return strings.Contains(line, "?>")
	case ast.HTMLBlockType4:
		return strings.Contains(line, ">")
	}
	return strings.Contains(line, "]]>")
}

func lastLine(p *lint.Pass, n *ast.HTMLBlock) string {
	last := n.Lines().At(n.Lines().Len() - 1)
	if n.HasClosure() {
		last = n.ClosureLine
	}
	return p.Text(lint.Span{Start: last.Start, End: last.Stop})
}
