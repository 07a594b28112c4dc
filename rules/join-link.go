package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed join-link.md
var joinLinkDoc string

var joinLink = &lint.Rule{
	Name: "join-link", Doc: joinLinkDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for s := range destinations(p.Document) {
			room, ok := strings.CutPrefix(p.Text(s), "xmpp:")
			name, host, isAddress := strings.Cut(room, "@")
			if ok && isAddress && name != "" && !strings.ContainsAny(room, "?/#;") && p.World.House.Addresses.IsRoom(host) {
				p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("link to the group chat %s opens a talk with one person", quote(room)),
					Fix: lint.Replace("add ?join", lint.Span{Start: s.End, End: s.End}, "?join")})
			}
		}
	},
}
