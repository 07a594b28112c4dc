package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed double-slash.md
var doubleSlashDoc string

var doubleSlash = &lint.Rule{
	Name: "double-slash", Doc: doubleSlashDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for s := range destinations(p.Document) {
			checkSlashes(p, s)
		}
	},
}

// checkSlashes reports each // in the path of the address at s.
func checkSlashes(p *lint.Pass, s lint.Span) {
	dest := p.Text(s)
	from := 0
	switch {
	case isWeb(dest):
		from = strings.Index(dest, "//") + 2
	case strings.HasPrefix(dest, "//") || !strings.HasPrefix(dest, "/"):
		return
	}
	path := dest[from:]
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	if from > 0 && strings.HasPrefix(path, "/") || strings.Contains(path, ":/") || strings.Contains(path, "http") {
		return // link-destination reads the host, and an archive's address holds another one
	}
	for i := 0; i+1 < len(path); i++ {
		if path[i] != '/' || path[i+1] != '/' {
			continue
		}
		start := i
		for i < len(path) && path[i] == '/' {
			i++
		}
		at := lint.Span{Start: s.Start + from + start, End: s.Start + from + i}
		p.Report(lint.Finding{Span: at, Message: fmt.Sprintf("path of the address has two slashes before %s", quote(path[i:])),
			Fix: lint.Replace("write one slash", at, "/")})
	}
}
