package rules

import (
	_ "embed"
	"net/url"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed remote-picture.md
var remotePictureDoc string

var remotePicture = &lint.Rule{
	Name: "remote-picture", Doc: remotePictureDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for _, x := range pictures(p.Document) {
			if !isWeb(x.address) && !strings.HasPrefix(x.address, "//") {
				continue
			}
			if _, own := p.World.House.Site.Own(x.address); own {
				continue
			}
			u, err := url.Parse(x.address)
			switch {
			case err != nil:
			case strings.HasPrefix(u.Path, "/uploads/"):
				p.Report(lint.Finding{Span: x.span, Severity: lint.Warning, Message: "picture lies on the pad, not in the site: " + shortened(x.address)})
			default:
				p.Reportf(x.span, "picture is fetched from %s, not from the site: %s", u.Host, shortened(x.address))
			}
		}
	},
}
