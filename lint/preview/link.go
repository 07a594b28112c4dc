package preview

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint"
)

func (b *body) renderLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Link)
	b.openLink(w, string(n.Destination))
	if n.Title != nil {
		w.WriteString(` title="`)
		html.DefaultWriter.Write(w, n.Title)
		w.WriteByte('"')
	}
	w.WriteByte('>')
	return ast.WalkContinue, nil
}

func (b *body) renderAutoLink(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.AutoLink)
	address := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	b.openLink(w, address)
	w.WriteByte('>')
	w.Write(util.EscapeHTML(n.Label(src)))
	w.WriteString("</a>")
	return ast.WalkContinue, nil
}

// openLink begins a link, up to the > of its tag. Addresses that would run something lead nowhere, as on the site.
func (b *body) openLink(w util.BufWriter, address string) {
	w.WriteString(`<a href="`)
	escaped := util.URLEscape([]byte(absolute(b.House.Site, address)), true)
	dangerous := html.IsDangerousURL(bytes.TrimSpace(escaped))
	if !dangerous {
		w.Write(util.EscapeHTML(escaped))
	}
	w.WriteByte('"')
	if !dangerous && !strings.HasPrefix(address, "#") {
		w.WriteString(` target="_blank" rel="noopener noreferrer"`)
	}
}

// absolute is an address as the site writes it into its pages: those of its own with its host.
func absolute(s lint.SiteStyle, address string) string {
	switch {
	case strings.HasPrefix(address, "//"):
		return "https:" + address
	case strings.HasPrefix(address, "/") && len(s.Hosts) > 0:
		return "https://" + s.Hosts[0] + address
	}
	return address
}
