package rules

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed link-destination.md
var linkDestinationDoc string

var linkDestination = &lint.Rule{
	Name: "link-destination", Doc: linkDestinationDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for n := range lint.Each[*ast.Link](p.Document) {
			checkLink(p, n)
		}
		for n := range lint.Each[*ast.AutoLink](p.Document) {
			at := n.Pos() + 1
			checkDestination(p, lint.Span{Start: at, End: at + len(n.Label(p.Src))}, string(n.URL(p.Src)))
		}
		for _, s := range p.Shortcodes {
			if a, ok := s.Arg("link"); ok && s.Name == "figure" && len(a.Value)+2 == a.Span.Len() {
				checkDestination(p, lint.Span{Start: a.Span.Start + 1, End: a.Span.End - 1}, a.Value)
			}
		}
		for _, o := range openLinks(p.Document) {
			checkSpaced(p, o)
		}
	},
}

func checkLink(p *lint.Pass, n *ast.Link) {
	src, ok := p.Link(n)
	if !ok || strings.Contains(p.Text(src.Destination), "{{") || isSwapped(p, src) || wrapped(p, src) {
		return // a reference, Hugo's to fill in, or link-syntax's to report
	}
	if src.Destination.Len() == 0 {
		p.Reportf(src.All, "link without a destination")
		return
	}
	checkDestination(p, src.Destination, p.Text(src.Destination))
}

// checkDestination reports the first thing that is wrong with dest, which stands at s.
func checkDestination(p *lint.Pass, s lint.Span, dest string) {
	if f, bad := diagnose(p.World.House, s, dest); bad {
		f.Span = s
		p.Report(f)
	}
}

func diagnose(house *lint.House, s lint.Span, dest string) (lint.Finding, bool) {
	if f, bad := stray(s, dest); bad {
		return f, true
	}
	scheme, rest, hasScheme := strings.Cut(dest, ":")
	switch {
	case strings.HasPrefix(dest, "/"), strings.HasPrefix(dest, "#"), strings.HasPrefix(dest, "?"):
		return unreadable(dest)
	case misspeltScheme(dest) != "":
		right := misspeltScheme(dest)
		return lint.Finding{Message: "scheme of the address is misspelt", Fix: lint.Replace("write "+right+"…", s, right+afterScheme(dest))}, true
	case hasScheme && isScheme(scheme) && !strings.Contains(scheme, "."):
		if !house.HasScheme(scheme) {
			return lint.Finding{Message: fmt.Sprintf("scheme %s is none of %s", quote(scheme), strings.Join(house.Links.Schemes, ", "))}, true
		}
		if scheme == "http" || scheme == "https" {
			return badWeb(s, dest, rest)
		}
		if scheme == "xmpp" && strings.Count(dest, "?") > 1 {
			return twoQueries(), true
		}
		return unreadable(dest)
	case looksLikeHost(dest):
		return lint.Finding{Message: "address has no scheme, so that it points into the site", Fix: lint.Replace("add https://", s, "https://"+dest)}, true
	}
	return lint.Finding{Message: "address is neither absolute nor begins with / or #"}, true
}

// stray finds what was pasted along with an address.
func stray(s lint.Span, dest string) (lint.Finding, bool) {
	clean := strings.TrimRight(dest, "\"'“”‘’»«>")
	if strings.HasSuffix(clean, "]") && strings.Count(clean, "]") > strings.Count(clean, "[") {
		clean = strings.TrimSuffix(clean, "]")
	}
	if clean != dest && clean != "" {
		return lint.Finding{Message: fmt.Sprintf("address ends with a stray %s", quote(dest[len(clean):])), Fix: lint.Replace("remove it", s, clean)}, true
	}
	return lint.Finding{}, false
}

// badWeb looks at the part behind http: or https:.
func badWeb(s lint.Span, dest, rest string) (lint.Finding, bool) {
	host, ok := strings.CutPrefix(rest, "//")
	for _, p := range []string{"https://", "http://", "https//", "http//"} {
		if inner, twice := strings.CutPrefix(host, p); ok && twice {
			return lint.Finding{Message: "address has two schemes", Fix: lint.Replace("keep one", s, "https://"+inner)}, true
		}
	}
	u, err := url.Parse(dest)
	switch {
	case err != nil:
		return unreadable(dest)
	case !strings.Contains(strings.Trim(u.Hostname(), "."), ".") && !strings.Contains(u.Hostname(), ":"):
		return lint.Finding{Message: fmt.Sprintf("host %s has no dot", quote(u.Hostname()))}, true
	case strings.ContainsAny(u.Host, "[]()\"<>,;") && !strings.Contains(u.Hostname(), ":"):
		return lint.Finding{Message: fmt.Sprintf("host %s has a sign that no host has", quote(u.Host))}, true
	case strings.Count(dest, "?") > 1 && !strings.Contains(u.Fragment, "?"):
		return twoQueries(), true
	}
	return lint.Finding{}, false
}

func twoQueries() lint.Finding {
	return lint.Finding{Severity: lint.Warning, Message: "address has two question marks"}
}

func unreadable(dest string) (lint.Finding, bool) {
	if _, err := url.Parse(dest); err != nil {
		return lint.Finding{Message: "address cannot be read: " + strings.TrimRight(cause(err), ".")}, true
	}
	return lint.Finding{}, false
}

// cause is what net/url found, without the address, which the report shows anyhow.
func cause(err error) string {
	if e, ok := err.(*url.Error); ok {
		err = e.Err
	}
	return strings.ReplaceAll(err.Error(), `"`, "")
}
