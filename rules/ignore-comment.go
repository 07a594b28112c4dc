package rules

import (
	"bytes"
	"embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed ignore-comment.md
var ignoreCommentDoc string

// pages are those of all rules: their names are the rules' names. All cannot be asked by a rule that it holds.
//
//go:embed *.md
var pages embed.FS

var ignoreComment = &lint.Rule{
	Name: "ignore-comment", Doc: ignoreCommentDoc, Severity: lint.Warning, Last: true,
	Check: func(p *lint.Pass) {
		for _, c := range p.Silences() {
			checkSilence(p, c)
		}
	},
}

// checkSilence reports why a comment silences nothing.
func checkSilence(p *lint.Pass, c *lint.Silence) {
	switch {
	case c.Verb == "":
		p.Reportf(c.Span, "comment asks for nothing")
		return
	case lint.IsTranslationVerb(c.Verb):
		return // for translators: see translation-mark
	case c.Verb != "ignore":
		p.Reportf(c.Span, "comment asks for %s, and ignore is all that is known", quote(c.Verb))
		return
	case len(c.Names) == 0:
		p.Reportf(c.Span, "comment names no rule to ignore")
		return
	case c.Inline:
		p.Reportf(c.Span, "comment silences nothing in a line of text: it stands on a line of its own")
	case c.Reason == "":
		p.Reportf(c.Span, "comment gives no reason to ignore %s, and silences nothing", quote(c.Names[0].Name))
	case c.Covers.Len() == 0:
		p.Reportf(c.Span, "comment silences nothing: no block follows it")
	}
	for _, n := range c.Names {
		switch {
		case n.Name == "ignore-comment":
			p.Reportf(n.Span, "%s cannot be silenced", quote(n.Name))
		case !isRule(n.Name):
			reportUnknown(p, n)
		case n.Idle:
			f := lint.Finding{Span: c.Span, Severity: lint.Note, Message: fmt.Sprintf("comment is not needed: %s finds nothing here", quote(n.Name))}
			if s, ok := removable(p, c); ok && len(c.Names) == 1 {
				f.Fix = lint.Replace("remove it", s, "")
			}
			p.Report(f)
		}
	}
}

func isRule(name string) bool {
	f, err := pages.Open(name + ".md")
	if err != nil {
		return false
	}
	f.Close()
	return true
}

// reportUnknown names the rule that was meant, where that is clear.
func reportUnknown(p *lint.Pass, n lint.SilencedRule) {
	f := lint.Finding{Span: n.Span, Message: fmt.Sprintf("no rule is called %s", quote(n.Name))}
	entries, _ := pages.ReadDir(".") // what is built in can be read
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".md")
	}
	if i := nearest(n.Name, names); i >= 0 {
		f.Message += "; did you mean " + names[i]
		f.Fix = lint.Replace("write "+names[i], n.Span, names[i])
	}
	p.Report(f)
}

// removable are the lines of a comment, where to leave them out joins neither paragraphs nor lists.
func removable(p *lint.Pass, c *lint.Silence) (lint.Span, bool) {
	lines := p.Lines()
	first, last := lines.At(c.Span.Start), lines.At(c.Span.End-1)
	s := lint.Span{Start: lines.Span(first).Start, End: len(p.Src)}
	if last < lines.Count() {
		s.End = lines.Span(last + 1).Start
	}
	if strings.TrimSpace(p.Text(s)) != p.Text(c.Span) {
		return s, false
	}
	if p.Front.Body.Contains(c.Span.Start) {
		return s, true
	}
	before, after := p.Src[p.Front.Span.End:s.Start], p.Src[s.End:]
	apart := len(bytes.TrimSpace(before)) == 0 || bytes.HasSuffix(before, []byte("\n\n")) || bytes.HasPrefix(after, []byte("\n"))
	return s, apart && !(inList(lastLineOf(before)) && inList(bytes.TrimLeft(after, "\r\n")))
}

func lastLineOf(text []byte) []byte {
	text = bytes.TrimRight(text, " \t\r\n")
	return text[bytes.LastIndexByte(text, '\n')+1:]
}

// inList reports whether line may be one of a list: it begins with a marker or is indented.
func inList(line []byte) bool {
	return len(line) > 0 && bytes.IndexByte([]byte("-*+ \t0123456789"), line[0]) >= 0
}
