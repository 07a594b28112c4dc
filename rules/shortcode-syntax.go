package rules

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed shortcode-syntax.md
var shortcodeSyntaxDoc string

var shortcodeSyntax = &lint.Rule{
	Name: "shortcode-syntax", Doc: shortcodeSyntaxDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for _, b := range p.Broken {
			reportBroken(p, b)
		}
		for _, s := range p.Shortcodes {
			checkShortcode(p, s)
		}
		checkPairs(p)
		checkOpeners(p)
	},
}

func checkShortcode(p *lint.Pass, s *lint.Shortcode) {
	if s.Closing || strings.Contains(s.Name, ".inline") {
		return
	}
	t, ok := p.World.House.Shortcodes[s.Name]
	if !ok {
		names := slices.Sorted(maps.Keys(p.World.House.Shortcodes))
		f := lint.Finding{Span: s.NameSpan, Message: fmt.Sprintf("shortcode %s is none of %s", quote(s.Name), strings.Join(names, ", "))}
		if i := nearest(s.Name, names); i >= 0 {
			f.Fix = lint.Replace("write "+names[i], s.NameSpan, names[i])
		}
		p.Report(f)
		return
	}
	for _, a := range s.Args {
		if checkArg(p, s, t, a); a.Name == "" && !t.Plain {
			return // which parameters were meant is not known
		}
	}
	for _, name := range t.Required {
		if a, ok := s.Arg(name); !ok && !misnames(s, t, name) {
			p.Reportf(s.Span, "%s has no %s", s.Name, name)
		} else if ok && strings.TrimSpace(a.Value) == "" {
			p.Reportf(s.Span, "%s of %s is empty", name, s.Name)
		}
	}
	for _, name := range t.Usual {
		if a, ok := s.Arg(name); (!ok || strings.TrimSpace(a.Value) == "") && !misnames(s, t, name) {
			p.Report(lint.Finding{Span: s.Span, Severity: lint.Warning, Message: fmt.Sprintf("%s has no %s", s.Name, name), Fix: renameAlt(p, s, name, ok)})
		}
	}
}

// parameters are all that t has.
func parameters(t lint.Template) []string { return slices.Concat(t.Required, t.Usual, t.Optional) }

// misnames reports whether a parameter of s is name misspelt, which is reported where it stands.
func misnames(s *lint.Shortcode, t lint.Template, name string) bool {
	all := parameters(t)
	return slices.ContainsFunc(s.Args, func(a lint.Arg) bool {
		i := meantParameter(a.Name, all)
		return !slices.Contains(all, a.Name) && i >= 0 && all[i] == name
	})
}

// meantParameter is the index of the one of names that differs from name by a slip, -1 if none or several do.
func meantParameter(name string, names []string) int {
	found := -1
	for i, n := range names {
		if len(n) > 2 && (oneSlip(strings.ToLower(name), n) || strings.EqualFold(name, n)) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

func checkArg(p *lint.Pass, s *lint.Shortcode, t lint.Template, a lint.Arg) {
	all := parameters(t)
	switch {
	case a.Name == "" && !t.Plain:
		p.Reportf(a.Span, "value %s has no name before it", quote(a.Value))
	case a.Name != "" && !slices.Contains(all, a.Name) && !t.Pair:
		f := lint.Finding{Span: a.Span, Message: fmt.Sprintf("%s has no parameter %s", s.Name, quote(a.Name))}
		if i := meantParameter(a.Name, all); i >= 0 {
			if at, ok := nameSpan(p, a); ok {
				f.Fix = lint.Replace("write "+all[i], at, all[i])
			}
		}
		p.Report(f)
	case strings.IndexAny(a.Value, "“”„‟«»") == 0:
		plain := strings.Trim(a.Value, "“”„‟«»")
		p.Report(lint.Finding{Span: a.Span, Message: "typographic quotes belong to the value", Fix: lint.Replace("use straight quotes", a.Span, `"`+plain+`"`)})
	case slices.Contains(t.Usual, a.Name) && strings.TrimSpace(a.Value) != a.Value && strings.TrimSpace(a.Value) != "":
		f := lint.Finding{Span: a.Span, Severity: lint.Note, Message: fmt.Sprintf("%s begins or ends with a blank", a.Name)}
		if at, ok := inner(a); ok {
			f.Fix = lint.Replace("remove it", at, strings.TrimSpace(a.Value))
		}
		p.Report(f)
	}
}

// nameSpan is where the name of a stands, before the equals sign.
func nameSpan(p *lint.Pass, a lint.Arg) (lint.Span, bool) {
	head := strings.TrimRight(p.Text(lint.Span{Start: 0, End: a.Span.Start}), " \t\r\n")
	head = strings.TrimRight(strings.TrimSuffix(head, "="), " \t\r\n")
	return lint.Span{Start: len(head) - len(a.Name), End: len(head)}, strings.HasSuffix(head, a.Name)
}

// renameAlt makes the missing parameter of the alternative text, which the site takes from the caption by itself.
func renameAlt(p *lint.Pass, s *lint.Shortcode, missing string, empty bool) *lint.Fix {
	alt, ok := s.Arg("alt")
	if !ok || empty || strings.TrimSpace(alt.Value) == "" {
		return nil
	}
	at, ok := nameSpan(p, alt)
	if !ok {
		return nil
	}
	return lint.Replace("write "+missing+" instead of alt", at, missing)
}

// checkPairs reports shortcodes that lack the one that closes them, and closing ones that close nothing.
func checkPairs(p *lint.Pass) {
	var open []*lint.Shortcode
	for _, s := range p.Shortcodes {
		t, known := p.World.House.Shortcodes[s.Name]
		switch {
		case s.Closing && known && !t.Pair:
			p.Report(lint.Finding{Span: s.Span, Message: fmt.Sprintf("%s is not closed by another shortcode", s.Name), Fix: lint.Replace("remove it", s.Span, "")})
		case s.Closing && len(open) > 0 && open[len(open)-1].Name == s.Name:
			open = open[:len(open)-1]
		case s.Closing && known:
			p.Reportf(s.Span, "closing shortcode %s, but none is open", s.Name)
		case t.Pair && !s.Single:
			open = append(open, s)
		}
	}
	for _, s := range open {
		p.Reportf(s.Span, "shortcode %s is not closed by {{< /%s >}}", s.Name, s.Name)
	}
}

// longestTag bounds how much of a line is looked at to mend a shortcode.
const longestTag = 1000

// reportBroken reports what Hugo cannot read, with a fix if the slip is one of the usual two.
func reportBroken(p *lint.Pass, b lint.Broken) {
	line := p.Lines().Span(p.Lines().At(b.Span.Start))
	rest := p.Text(lint.Span{Start: b.Span.Start, End: min(line.End, b.Span.Start+longestTag)})
	if next := strings.Index(rest[len("{{"):], "{{"); next >= 0 {
		rest = rest[:len("{{")+next]
	}
	f := lint.Finding{Span: b.Span, Message: b.Message}
	if i := strings.Index(rest, ">}}"); i >= 0 {
		tag := rest[:i+len(">}}")]
		straight := strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`).Replace(tag)
		if straight != tag && isShortcode(straight) {
			f.Fix = lint.Replace("use straight quotes", lint.Span{Start: b.Span.Start, End: b.Span.Start + len(tag)}, straight)
		}
	} else if tag := strings.TrimRight(rest, ">} \t"); isShortcode(tag + " >}}") {
		f.Span.End = b.Span.Start + len(strings.TrimRight(rest, " \t"))
		f.Message = "shortcode is not closed by >}}"
		f.Fix = lint.Replace("close it", lint.Span{Start: b.Span.Start + len(tag), End: f.Span.End}, " >}}")
	}
	p.Report(f)
}

// isShortcode reports whether text is one shortcode and nothing else.
func isShortcode(text string) bool {
	d := lint.Parse("", []byte(text))
	return len(d.Broken) == 0 && len(d.Shortcodes) == 1 && d.Shortcodes[0].Span.Len() == len(text) && d.Shortcodes[0].Name != ""
}
