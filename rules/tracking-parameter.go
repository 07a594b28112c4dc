package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed tracking-parameter.md
var trackingParameterDoc string

var trackingParameter = &lint.Rule{
	Name: "tracking-parameter", Doc: trackingParameterDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for s := range destinations(p.Document) {
			checkTracking(p, s)
		}
	},
}

// checkTracking reports the parameters of the address at s that only tell where a reader comes from.
func checkTracking(p *lint.Pass, s lint.Span) {
	address, query, ok := strings.Cut(p.Text(s), "?")
	if !ok || strings.Contains(address, "#") {
		return
	}
	query, fragment, _ := strings.Cut(query, "#")
	var kept, found []string
	for query != "" {
		var part string
		end := strings.IndexByte(query, '&')
		if end < 0 {
			end = len(query)
		}
		part, query = query[:end], strings.TrimPrefix(query[end:], "&")
		name, _, _ := strings.Cut(strings.TrimPrefix(part, "amp;"), "=")
		if p.World.House.Addresses.IsTracking(name) {
			found = append(found, name)
		} else {
			kept = append(kept, part)
		}
	}
	if len(found) == 0 {
		return
	}
	at := lint.Span{Start: s.Start + len(address), End: s.End}
	if fragment != "" {
		at.End -= len(fragment) + 1
	}
	rest := strings.TrimPrefix(strings.Join(kept, "&"), "amp;")
	if rest != "" {
		rest = "?" + rest
	}
	p.Report(lint.Finding{Span: at, Message: fmt.Sprintf("address has %s, which only tells where readers come from", quote(strings.Join(found, ", "))),
		Fix: lint.Replace("remove it", at, rest)})
}
